import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { libraryFolder } from '../../src/emulator/library.js';
import { id, insertSource, insertStream, insertVideo } from './media.js';
import { decoded, useUploads } from './uploading.js';

const library = (file: string) => readFileSync(path.join(libraryFolder, file));

function useVideo(parameters: Record<string, string> = {}) {
  const uploads = useUploads();
  const { call, events } = uploads;
  const upload = { FileName: 'harbour.mp4', Title: 'Harbour', ...parameters };
  const answer = call('CreateUploadVideo', upload);
  events();
  return { ...uploads, id: answer.VideoId, key: decoded(answer).address.FileName ?? '' };
}

function useImage(parameters: Record<string, string> = {}) {
  const uploads = useUploads();
  const { call, events } = uploads;
  const answer = call('CreateUploadImage', { ImageType: 'default', ...parameters });
  events();
  return { ...uploads, id: answer.ImageId, key: decoded(answer).address.FileName ?? '' };
}

describe('a source that arrives', () => {
  it('belongs to its medium, which is processed now', async () => {
    const {
      store,
      call,
      id: VideoId,
      key,
      arrive,
      events,
    } = useVideo({
      UserData: '{"Extend":{"tenant":"t1"}}',
    });
    expect(await arrive(key, 'a source')).toBe(true);
    expect(call('GetVideoInfo', { VideoId }).Video).toMatchObject({
      Status: 'UploadSucc',
      Size: 8,
    });
    expect(call('GetMezzanineInfo', { VideoId }).Mezzanine).toMatchObject({
      Status: 'Normal',
      FileName: path.basename(key),
      FileURL: expect.stringContaining(key),
      Size: 8,
      FileMD5: createHash('md5').update('a source').digest('hex'),
    });
    expect(events()).toStrictEqual([
      {
        EventType: 'FileUploadComplete',
        EventTime: '2026-08-01T12:00:00Z',
        VideoId,
        Status: 'success',
        Size: 8,
        FileUrl: expect.stringMatching(new RegExp(`^http://[^?]+/${key}$`)),
        Extend: '{"tenant":"t1"}',
      },
    ]);
    expect(readFileSync(store.findObject(key)?.path ?? '', 'utf8')).toBe('a source');
  });

  it('takes the place of an older one, of which nothing is left', async () => {
    const { store, call, id: VideoId, key, arrive } = useVideo();
    await arrive(key, 'a source');
    const older = store.findObject(key)?.path ?? '';
    store.media.update(VideoId, { status: 'Normal', duration: 12 });
    expect(await arrive(key, 'another source')).toBe(true);
    const { Video } = call('GetVideoInfo', { VideoId });
    expect(Video).toMatchObject({ Status: 'UploadSucc', Size: 14 });
    expect(Video).not.toHaveProperty('Duration');
    expect(call('GetMezzanineInfo', { VideoId }).Mezzanine.Size).toBe(14);
    await setImmediate();
    expect(existsSync(older)).toBe(false);
  });

  it('takes the place of a shipped one', async () => {
    const { store, call, arrive } = useUploads();
    insertVideo(store);
    insertSource(store, id(1));
    insertStream(store, id(1), { jobId: `${id(1)}02`, definition: 'OD' });
    const key = decoded(call('RefreshUploadVideo', { VideoId: id(1) })).address.FileName ?? '';
    expect(await arrive(key, 'a source')).toBe(true);
    const { Mezzanine } = call('GetMezzanineInfo', {
      VideoId: id(1),
      AdditionType: 'video,audio',
    });
    expect(Mezzanine).toMatchObject({ Size: 8, VideoStreamList: [], AudioStreamList: [] });
    for (const name of ['Duration', 'Bitrate', 'Fps', 'Width', 'Height']) {
      expect(Mezzanine).not.toHaveProperty(name);
    }
    expect(store.streams.ofMedium(id(1))).toEqual([]);
  });

  it('comes back after its source was deleted', async () => {
    const { call, id: VideoId, key, arrive } = useVideo();
    await arrive(key, 'a source');
    call('DeleteMezzanines', { VideoIds: VideoId });
    expect(await arrive(key, 'another source')).toBe(true);
    expect(call('GetMezzanineInfo', { VideoId }).Mezzanine).toMatchObject({ Size: 14 });
  });

  it.each(['before', 'after'])('of a medium that was deleted goes, an upload %s', async (when) => {
    const { store, call, id: VideoId, key, arrive, events } = useVideo();
    if (when === 'after') await arrive(key, 'a source');
    call('DeleteVideo', { VideoIds: VideoId });
    events();
    expect(await arrive(key, 'a source', VideoId)).toBe(false);
    await setImmediate();
    expect(store.findObject(key)).toBeUndefined();
    expect(store.media.byId(VideoId)).toBeUndefined();
    expect(events()).toEqual([]);
    expect(store.objects.dataBytes()).toBe(0);
    expect(store.objects.orphanedFiles()).toEqual([]);
  });

  it('is not stored if the transaction fails', async () => {
    const { store, call, id: VideoId, key, arrive } = useVideo();
    const failing = store.transaction.bind(store);
    store.transaction = (work) =>
      failing(() => {
        work();
        throw new Error('half way');
      });
    await expect(arrive(key, 'a source')).rejects.toThrow('half way');
    store.transaction = failing;
    expect(call('GetVideoInfo', { VideoId }).Video.Status).toBe('Uploading');
    expect(store.findObject(key)).toBeUndefined();
  });
});

describe('an image that arrives', () => {
  it.each([
    ['png', 'images/mandelbrot.png'],
    ['jpg', 'images/gradients.jpg'],
    ['gif', 'images/plasma.gif'],
    ['webp', 'images/square.webp'],
  ])('is measured (%s)', async (ImageExt, file) => {
    const { call, id: ImageId, key, arrive, events } = useImage({ ImageExt });
    const content = library(file);
    expect(await arrive(key, content)).toBe(true);
    const { ImageInfo } = call('GetImageInfo', { ImageId });
    expect(ImageInfo).toMatchObject({
      Status: 'Normal',
      Mezzanine: {
        FileSize: content.length,
        Width: expect.any(Number),
        Height: expect.any(Number),
      },
    });
    expect(events()).toStrictEqual([
      {
        EventType: 'ImageUploadComplete',
        EventTime: '2026-08-01T12:00:00:000Z',
        ImageId,
        Status: 'success',
        Size: content.length,
        FileURL: expect.stringMatching(new RegExp(`^http://[^?]+/${key}$`)),
        AppId: 'app-1000000',
      },
    ]);
  });

  it('is measured as a whole if it is made of tiles (heic)', async () => {
    const { call, id: ImageId, key, arrive } = useImage({ ImageExt: 'heic' });
    const box = (type: string, ...contents: Buffer[]) => {
      const content = Buffer.concat([Buffer.from(type), ...contents]);
      const size = Buffer.alloc(4);
      size.writeUInt32BE(content.length + 4);
      return Buffer.concat([size, content]);
    };
    const extent = (width: number, height: number) => {
      const figures = Buffer.alloc(12);
      figures.writeUInt32BE(width, 4);
      figures.writeUInt32BE(height, 8);
      return box('ispe', figures);
    };
    const properties = box('iprp', box('ipco', extent(512, 512), extent(4032, 3024)));
    const type = box('ftyp', Buffer.from('heic'), Buffer.alloc(4));
    await arrive(key, Buffer.concat([type, box('meta', Buffer.alloc(4), properties)]));
    expect(call('GetImageInfo', { ImageId }).ImageInfo.Mezzanine).toMatchObject({
      Width: 4032,
      Height: 3024,
    });
  });

  it('is measured whatever stands in front of its figures', async () => {
    const { call, id: ImageId, key, arrive } = useImage({ ImageExt: 'jpg' });
    const jpeg = library('images/gradients.jpg');
    const comments = Array(8).fill(
      Buffer.concat([Buffer.from('fffeffff', 'hex'), Buffer.alloc(65_533)]),
    );
    await arrive(key, Buffer.concat([jpeg.subarray(0, 2), ...comments, jpeg.subarray(2)]));
    expect(call('GetImageInfo', { ImageId }).ImageInfo.Status).toBe('Normal');
  });

  it.each([
    ['text', Buffer.from('no image')],
    ['nothing', Buffer.alloc(0)],
    ['a video', library('portrait/source.mp4')],
    ['an SVG', Buffer.from('<svg width="10" height="10" xmlns="http://www.w3.org/2000/svg"/>')],
    ['an image that breaks off', library('images/mandelbrot.png').subarray(0, 20)],
    ['an image without pixels', Buffer.from('47494638396100000000', 'hex')],
  ])('fails if it is %s', async (_, content) => {
    const { call, id: ImageId, key, arrive, events } = useImage();
    expect(await arrive(key, content)).toBe(true);
    const { ImageInfo } = call('GetImageInfo', { ImageId });
    expect(ImageInfo.Status).toBe('UploadFail');
    expect(ImageInfo.Mezzanine).not.toHaveProperty('Width');
    expect(events()).toMatchObject([{ EventType: 'ImageUploadComplete', Status: 'fail' }]);
  });

  it('can take the place of one that failed', async () => {
    const { call, id: ImageId, key, arrive } = useImage();
    await arrive(key, 'no image');
    await arrive(key, library('images/mandelbrot.png'));
    expect(call('GetImageInfo', { ImageId }).ImageInfo.Status).toBe('Normal');
  });

  it('goes if the image was deleted meanwhile', async () => {
    const { store, call, id: ImageId, key, arrive } = useImage();
    call('DeleteImage', { DeleteImageType: 'ImageId', ImageIds: ImageId });
    expect(await arrive(key, library('images/mandelbrot.png'))).toBe(false);
    expect(store.findObject(key)).toBeUndefined();
  });
});

describe('an attached medium that arrives', () => {
  it('is normal', async () => {
    const { call, arrive, events } = useUploads();
    const answer = call('CreateUploadAttachedMedia', { BusinessType: 'subtitle', MediaExt: 'vtt' });
    const { MediaId } = answer;
    const key = decoded(answer).address.FileName ?? '';
    expect(await arrive(key, 'WEBVTT')).toBe(true);
    const { AttachedMediaList } = call('GetAttachedMediaInfo', { MediaIds: MediaId });
    expect(AttachedMediaList[0]?.Status).toBe('Normal');
    expect(events()).toStrictEqual([
      {
        EventType: 'AttachedMediaUploadComplete',
        EventTime: '2026-08-01T12:00:00Z',
        AttachedMediaId: MediaId,
        Status: 'success',
        Size: 6,
        FileURL: expect.stringMatching(new RegExp(`^http://[^?]+/${key}$`)),
      },
    ]);
    call('DeleteAttachedMedia', { MediaIds: MediaId });
    expect(await arrive(key, 'WEBVTT')).toBe(false);
  });
});
