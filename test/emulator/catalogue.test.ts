import { statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  type CatalogueSize,
  shippedSize,
  sizeOfCatalogue,
} from '../../src/emulator/catalogue/size.js';
import { seedLibrary } from '../../src/emulator/catalogue.js';
import { shippedIds } from '../../src/emulator/shipped-ids.js';
import type { Image, Medium } from '../../src/emulator/store/records.js';
import type { Store } from '../../src/emulator/store.js';
import { createMediaStore } from './media.js';

const { store, call } = createMediaStore();
const startedAt = performance.now();
seedLibrary(store);
const seedingMs = performance.now() - startedAt;

const allMedia = (from: Store) => everyPage((offset) => from.media.find({ limit: 100, offset }));
const allImages = (from: Store) => everyPage((offset) => from.images.find({ limit: 100, offset }));

function everyPage<Row>(read: (offset: number) => Row[], offset = 0): Row[] {
  const rows = read(offset);
  return rows.length === 0 ? [] : [...rows, ...everyPage(read, offset + rows.length)];
}

const media = allMedia(store);
const videos = media.filter(({ type }) => type === 'video');

describe('the shipped catalogue', () => {
  it('is large, and most of its videos play', () => {
    const playable = videos.filter(({ status }) => status === 'Normal');
    expect(videos.length).toBeGreaterThanOrEqual(320);
    expect(playable.length / videos.length).toBeGreaterThanOrEqual(0.85);
    expect(media.length - videos.length).toBeGreaterThanOrEqual(30);
    expect(store.images.count()).toBeGreaterThanOrEqual(40);
    expect(store.attachedMedia.count()).toBeGreaterThanOrEqual(15);
    expect(seedingMs).toBeLessThan(5000);
  });

  it('has media in every state', () => {
    const values = (read: (medium: Medium) => string | undefined) => new Set(videos.map(read));
    expect(values(({ status }) => status)).toEqual(
      new Set([
        'Normal',
        'Uploading',
        'UploadSucc',
        'Transcoding',
        'TranscodeFail',
        'Checking',
        'Blocked',
        'ProduceFail',
        'UploadFail',
      ]),
    );
    expect(values(({ transcodeMode }) => transcodeMode).size).toBe(3);
    expect(values(({ mediaSource }) => mediaSource).size).toBe(4);
    expect(values(({ storageClass }) => storageClass)).toEqual(
      new Set(['Standard', 'IA', 'Archive']),
    );
    expect(values(({ categoryName }) => categoryName).size).toBeGreaterThan(8);
    for (const has of [
      'description',
      'tags',
      'referenceId',
      'userData',
      'restoreStatus',
    ] as const) {
      const some = videos.filter((video) => video[has] !== undefined).length;
      expect([has, some > 0 && some < videos.length]).toEqual([has, true]);
    }
  });

  it('has titles in two languages and no two alike', () => {
    const titles = media.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    const chinese = titles.filter((title) => /\p{Script=Han}/u.test(title)).length;
    expect(chinese).toBeGreaterThan(100);
    expect(titles.length - chinese).toBeGreaterThan(100);
  });

  it('delivers a real file of the recorded size under every key', () => {
    const keys = [
      ...media.flatMap(({ id, coverKey }) => [
        coverKey,
        store.sources.ofMedium(id)?.objectKey,
        ...store.streams.ofMedium(id).map(({ objectKey }) => objectKey),
        ...(['CoverSnapshot', 'NormalSnapshot', 'SpriteSnapshot'] as const).flatMap((type) =>
          store.snapshots.ofMedium(id, type).map(({ objectKey }) => objectKey),
        ),
      ]),
      ...allImages(store).map(({ objectKey }: Image) => objectKey),
      ...store.attachedMedia.find({ limit: 100 }).map(({ objectKey }) => objectKey),
    ].filter((key) => key !== undefined);
    expect(keys.length).toBeGreaterThan(3000);
    const wrong = keys.filter((key) => {
      const file = store.findObject(key);
      return !file || statSync(file.path).size !== store.objects.byKey(key)?.size;
    });
    expect(wrong).toEqual([]);
  });

  it('has streams for whatever can be played, and for nothing else', () => {
    for (const { id, status } of videos) {
      const streams = store.streams.ofMedium(id).length;
      const mayPlay = ['Normal', 'Checking', 'Blocked'].includes(status);
      expect([id, streams > 0]).toEqual([id, mayPlay]);
    }
  });

  it('is the same at every seeding, and seeded once', () => {
    const { store: other } = createMediaStore('2030-01-01T00:00:00Z');
    seedLibrary(other);
    expect(allMedia(other)).toEqual(media);
    expect(allImages(other)).toEqual(allImages(store));
    seedLibrary(other);
    expect(other.media.count()).toBe(media.length);
  });

  it('does not come back when all of it was deleted', () => {
    const { store: other } = createMediaStore();
    seedLibrary(other, { videos: 3, audios: 0, images: 0 });
    for (const { id } of allMedia(other)) other.media.delete(id);
    seedLibrary(other);
    expect(other.media.count()).toBe(0);
  });

  it('may be larger, and then begins as it is', () => {
    expect(sizeOfCatalogue(410)).toEqual(shippedSize);
    const { store: other } = createMediaStore();
    const size = sizeOfCatalogue(3000);
    seedLibrary(other, size);
    const generated = ({ videos, audios }: CatalogueSize) => videos + audios;
    const named = media.length - generated(shippedSize);
    const large = allMedia(other);
    expect(large.length).toBe(named + generated(size));
    expect(large.length + other.images.count()).toBeGreaterThanOrEqual(3000);
    expect(new Set(large.map(({ title }) => title)).size).toBe(large.length);
    expect(large.filter(({ title }) => Buffer.byteLength(title) > 128)).toEqual([]);
    const texts = ({ sequence, ...medium }: Medium) => medium;
    const byId = new Map(large.map((medium) => [medium.id, texts(medium)]));
    expect(media.map(({ id }) => byId.get(id))).toEqual(media.map(texts));
  });

  it('puts the clips themselves first', () => {
    const { MediaList = [] } = call('SearchMedia', { PageSize: '5' });
    expect(MediaList.map(({ MediaId }) => MediaId)).toEqual(shippedIds.videos);
  });
});

describe('the shipped ids', () => {
  it('name what they say', () => {
    const status = (VideoId: string) => call('GetVideoInfo', { VideoId }).Video.Status;
    const definitions = (VideoId: string) =>
      call('GetPlayInfo', { VideoId, ResultType: 'Multiple' }).PlayInfoList?.PlayInfo?.map(
        (stream) => `${stream.Format} ${stream.Definition}`,
      );
    expect(shippedIds.videos.map(status)).toEqual(Array(5).fill('Normal'));
    expect(definitions(shippedIds.videos[0])).toEqual(['mp4 LD', 'm3u8 LD', 'm3u8 SD']);
    expect(definitions(shippedIds.audio)).toEqual(['mp3 SQ']);
    expect(status(shippedIds.transcodingVideo)).toBe('Transcoding');
    expect(status(shippedIds.blockedVideo)).toBe('Blocked');
    expect(definitions(shippedIds.noTranscodeVideo)).toEqual(['mp4 OD']);
    expect(definitions(shippedIds.deletedSourceVideo)).toHaveLength(3);
    expect(store.sources.ofMedium(shippedIds.deletedSourceVideo)).toBeUndefined();
    const images = call('GetImageInfos', { ImageIds: shippedIds.images.join() });
    expect(images.ImageInfo).toHaveLength(6);
    expect(images.NonExistImageIds).toEqual([]);
  });
});
