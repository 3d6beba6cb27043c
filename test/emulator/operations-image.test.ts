import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SnapshotType } from '../../src/emulator/store/records.js';
import { bucket, cdnUrl, cdnValidity, ossUrl, storageLocation } from '../../src/emulator/urls.js';
import {
  createMediaStore,
  id,
  insertCategory,
  insertImage,
  insertObject,
  insertSnapshot,
  insertVideo,
  origin,
} from './media.js';

let { store, call, refusal } = createMediaStore();
beforeEach(() => {
  ({ store, call, refusal } = createMediaStore());
  insertCategory(store, { name: 'Covers' });
  insertImage(store, {
    title: 'Draft',
    fileName: 'draft.png',
    width: 200,
    height: 100,
    categoryId: 7,
  });
});

const nowSeconds = Date.UTC(2026, 7, 1, 12) / 1000;
const key = `image/default/${id(101)}.png`;

const expected = {
  ImageId: id(101),
  Title: 'Draft',
  CateId: 7,
  CateName: 'Covers',
  Status: 'Normal',
  ImageType: 'default',
  StorageLocation: storageLocation,
  CreationTime: '2026-05-03T02:37:23Z',
  AppId: 'app-1000000',
  RegionId: 'cn-shanghai',
  URL: cdnUrl(origin, key, nowSeconds + cdnValidity),
  Mezzanine: {
    FileURL: ossUrl(origin, bucket, key, nowSeconds + 3600),
    FileSize: 8932,
    Width: 200,
    Height: 100,
    OriginalFileName: 'draft.png',
  },
};
const noSuchResource = [404, 'NoSuchResource', 'The specified resource does not exist.'];

describe('GetImageInfo and GetImageInfos', () => {
  it('tell an image, its file on OSS in any case', () => {
    expect(call('GetImageInfo', { ImageId: id(101) })).toStrictEqual({ ImageInfo: expected });
    const { URL } = call('GetImageInfo', { ImageId: id(101), OutputType: 'oss' }).ImageInfo;
    expect(URL).toBe(ossUrl(origin, bucket, key, nowSeconds + 3600));
  });

  it('tell several, with bare lists', () => {
    expect(call('GetImageInfos', { ImageIds: `${id(99)},${id(101)},${id(101)}` })).toStrictEqual({
      ImageInfo: [expected],
      NonExistImageIds: [id(99)],
    });
  });

  it('refuse what they cannot find, and more than twenty', () => {
    expect(refusal('GetImageInfo', { ImageId: id(99) })).toEqual(noSuchResource);
    expect(refusal('GetImageInfos', { ImageIds: id(99) })).toEqual(noSuchResource);
    expect(refusal('GetImageInfo')[1]).toBe('MissingImageId');
    expect(refusal('GetImageInfos')[1]).toBe('MissingImageIds');
    const ImageIds = Array(21).fill('x').join();
    expect(refusal('GetImageInfos', { ImageIds })[1]).toBe('ImageIdsExceededMax');
  });
});

describe('DeleteImage', () => {
  const exists = () =>
    store.images.byId(id(101)) !== undefined && store.findObject(key) !== undefined;

  it('deletes by ids, and refuses only if none exists', () => {
    const parameters = { DeleteImageType: 'ImageId', ImageIds: `${id(99)},${id(101)}` };
    expect(call('DeleteImage', parameters)).toStrictEqual({});
    expect(exists()).toBe(false);
    expect(refusal('DeleteImage', parameters)).toEqual(noSuchResource);
  });

  it.each([
    ['plain', (url: string) => url],
    ['encoded', encodeURIComponent],
    ['without its signature', (url: string) => url.replace(/\?.*/, '')],
  ])('deletes by a URL that comes %s', (_, form) => {
    for (const url of [cdnUrl(origin, key, 1), ossUrl(origin, bucket, key, 1)]) {
      const ImageURLs = [form('https://example.com/a.png'), form(url)].join();
      call('DeleteImage', { DeleteImageType: 'ImageURL', ImageURLs });
      expect(exists()).toBe(false);
      insertImage(store);
    }
  });

  it('deletes no file that is not an image', () => {
    insertObject(store, 'sv/1.mp4', id(1));
    const ImageURLs = cdnUrl(origin, 'sv/1.mp4', 1);
    expect(refusal('DeleteImage', { DeleteImageType: 'ImageURL', ImageURLs })).toEqual(
      noSuchResource,
    );
    expect(store.findObject('sv/1.mp4')).toBeDefined();
  });

  describe('of a video', () => {
    const remaining = () =>
      (['CoverSnapshot', 'NormalSnapshot', 'SpriteSnapshot'] as const).filter(
        (type) => store.snapshots.ofMedium(id(1), type).length > 0,
      );
    const snapshotKey = (type: SnapshotType) => `${id(1)}/${type}.jpg`;
    beforeEach(() => {
      insertVideo(store, { coverKey: snapshotKey('CoverSnapshot') });
      for (const type of ['CoverSnapshot', 'NormalSnapshot', 'SpriteSnapshot'] as const) {
        insertSnapshot(store, id(1), type);
      }
    });
    const deletion = { DeleteImageType: 'VideoId', VideoId: id(1) };

    it('deletes the kinds asked for', () => {
      call('DeleteImage', { ...deletion, ImageType: 'NormalSnapshot,SpriteSnapshot' });
      expect(remaining()).toEqual(['CoverSnapshot']);
      expect(store.findObject(snapshotKey('NormalSnapshot'))).toBeUndefined();
      const again = refusal('DeleteImage', { ...deletion, ImageType: 'NormalSnapshot' });
      expect(again).toEqual(noSuchResource);
    });

    it('deletes all, the cover with them', () => {
      call('DeleteImage', { ...deletion, ImageType: 'All' });
      expect(remaining()).toEqual([]);
      const { Video } = call('GetVideoInfo', { VideoId: id(1) });
      expect(Video).not.toHaveProperty('CoverURL');
      expect(Video).not.toHaveProperty('Snapshots');
    });

    it('deletes one by its URL', () => {
      const ImageURLs = cdnUrl(origin, snapshotKey('CoverSnapshot'), 1);
      call('DeleteImage', { DeleteImageType: 'ImageURL', ImageURLs });
      expect(remaining()).toEqual(['NormalSnapshot', 'SpriteSnapshot']);
    });
  });

  it.each([
    [{}, 'MissingDeleteImageType'],
    [{ DeleteImageType: 'Title' }, 'InvalidParameter'],
    [{ DeleteImageType: 'ImageId' }, 'MissingImageIds'],
    [{ DeleteImageType: 'ImageURL' }, 'MissingImageURLs'],
    [{ DeleteImageType: 'VideoId' }, 'MissingVideoId'],
    [{ DeleteImageType: 'VideoId', VideoId: id(1) }, 'MissingImageType'],
    [{ DeleteImageType: 'VideoId', VideoId: id(1), ImageType: 'All,x' }, 'InvalidParameter'],
    [{ DeleteImageType: 'ImageId', ImageIds: Array(21).fill('x').join() }, 'ImageIdsExceededMax'],
    [{ DeleteImageType: 'ImageURL', ImageURLs: 'http%3A%2F%2F%E6%B5' }, 'InvalidParameter'],
  ])('refuses %.90j', (parameters, code) => {
    const refused = refusal('DeleteImage', parameters as Record<string, string>);
    expect(refused.slice(0, 2)).toEqual([400, code]);
  });
});
