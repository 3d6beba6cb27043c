import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { libraryFolder } from '../../src/emulator/library.js';
import type { EmulatorOptions } from '../../src/emulator/server.js';
import { waitFor } from '../wait-for.js';
import { failure, useBucket } from './bucket.js';
import { call } from './rpc-client.js';

const library = (file: string) => readFileSync(path.join(libraryFolder, file));
const clip = library('square/source.mp4');
const image = library('images/mandelbrot.png');

const ofVideo = { Action: 'CreateUploadVideo', Title: 'A clip', FileName: 'clip.mp4' };
const played = { ...ofVideo, TemplateGroupId: 'VOD_NO_TRANSCODE' };

/** A service, the vendor's clients for it, and a clock that runs ahead of what is waited for. */
async function useUploading(options: Partial<EmulatorOptions> = {}) {
  const bucket = await useBucket(options);
  const { origin, clock, processing, ask, client } = bucket;
  const invoke = async (values: Record<string, string>) => (await call(origin, values)).json;
  const upload = async (values: Record<string, string>, content: Buffer) => {
    const asked = await ask(values);
    await client(asked.credentials).put(asked.key, content);
    return asked;
  };
  const status = async (VideoId: string) =>
    (await invoke({ Action: 'GetVideoInfo', VideoId })).Video?.Status;
  const normal = (VideoId: string) =>
    waitFor(async () => {
      await processing.idle();
      clock.move(1000);
      return (await status(VideoId)) === 'Normal' ? true : undefined;
    });
  return { ...bucket, invoke, upload, status, normal };
}

const bytesAt = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
const statusAt = async (url: string) => (await fetch(url)).status;

describe("a file that the vendor's client stored", () => {
  it('becomes a video that plays', async () => {
    const { invoke, upload, normal } = await useUploading();
    const { id: VideoId } = await upload(played, clip);
    const { Video } = await invoke({ Action: 'GetVideoInfo', VideoId });
    expect(Video).toMatchObject({ Title: 'A clip', Size: clip.length });
    await normal(VideoId);
    const { PlayInfoList } = await invoke({ Action: 'GetPlayInfo', VideoId });
    const [stream] = PlayInfoList.PlayInfo;
    expect(stream).toMatchObject({ Definition: 'OD', Format: 'mp4', Size: clip.length });
    expect(await bytesAt(stream.PlayURL)).toEqual(clip);
  });

  it('becomes an image that can be seen, and not before', async () => {
    const { invoke, ask, client } = await useUploading();
    const asked = await ask({ Action: 'CreateUploadImage', ImageType: 'default' });
    const { id: ImageId, key, credentials } = asked;
    const info = async () => (await invoke({ Action: 'GetImageInfo', ImageId })).ImageInfo;
    const before = await info();
    expect(before.Status).toBe('Uploading');
    expect(await statusAt(before.URL)).toBe(404);
    await client(credentials).put(key, image);
    const after = await info();
    expect(after.Status).toBe('Normal');
    expect(await bytesAt(after.URL)).toEqual(image);
    expect(await bytesAt(after.Mezzanine.FileURL)).toEqual(image);
  });

  it('takes the place of the first one', async () => {
    const { invoke, upload, ask, client, normal } = await useUploading();
    const { id: VideoId } = await upload(played, clip);
    await normal(VideoId);
    const again = await ask({ Action: 'RefreshUploadVideo', VideoId });
    const other = library('portrait/source.mp4');
    await client(again.credentials).put(again.key, other);
    await normal(VideoId);
    const { PlayInfoList } = await invoke({ Action: 'GetPlayInfo', VideoId });
    expect(PlayInfoList.PlayInfo).toHaveLength(1);
    expect(await bytesAt(PlayInfoList.PlayInfo[0].PlayURL)).toEqual(other);
  });

  it('is what a shipped medium still waited for', async () => {
    const { ask, client, invoke, status } = await useUploading({ library: true });
    const { VideoList } = await invoke({ Action: 'GetVideoList', Status: 'Uploading' });
    const { VideoId } = VideoList.Video[0];
    const { key, credentials } = await ask({ Action: 'RefreshUploadVideo', VideoId });
    await client(credentials).put(key, clip);
    expect(await status(VideoId)).not.toBe('Uploading');
    const { Mezzanine } = await invoke({ Action: 'GetMezzanineInfo', VideoId });
    expect(Mezzanine).toMatchObject({ Status: 'Normal', Size: clip.length });
  });

  it('makes nothing of a medium that was deleted meanwhile', async () => {
    const { store, invoke, ask, client } = await useUploading();
    const { id, key, credentials } = await ask(ofVideo);
    await invoke({ Action: 'DeleteVideo', VideoIds: id });
    expect(await failure(client(credentials).put(key, clip))).not.toContain('did not fail');
    expect(store.media.count()).toBe(0);
    expect(store.objects.dataBytes()).toBe(0);
  });
});

describe('a file at a URL of the service itself', () => {
  it('becomes another medium', async () => {
    const { invoke, upload, normal } = await useUploading();
    const { id } = await upload(played, clip);
    const { Mezzanine } = await invoke({ Action: 'GetMezzanineInfo', VideoId: id });
    const { UploadJobs } = await invoke({
      Action: 'UploadMediaByURL',
      UploadURLs: encodeURIComponent(Mezzanine.FileURL),
      TemplateGroupId: 'VOD_NO_TRANSCODE',
    });
    const VideoId = await waitFor(async (): Promise<string | undefined> => {
      const JobIds = UploadJobs[0].JobId;
      const { URLUploadInfoList } = await invoke({ Action: 'GetURLUploadInfos', JobIds });
      return URLUploadInfoList[0].MediaId;
    });
    expect(VideoId).not.toBe(id);
    await normal(VideoId);
    const { PlayInfoList } = await invoke({ Action: 'GetPlayInfo', VideoId });
    expect(await bytesAt(PlayInfoList.PlayInfo[0].PlayURL)).toEqual(clip);
  });
});
