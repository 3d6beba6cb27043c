import { describe, expect, it } from '@jest/globals';
import type { Parameters } from '../../src/emulator/operation.js';
import { bucket, plainOssUrl, storageLocation } from '../../src/emulator/urls.js';
import { id, origin } from './media.js';
import { decoded, useUploads } from './uploading.js';

const category = {
  name: 'Covers',
  parentId: -1,
  level: 0,
  type: 'default',
  createdAt: '2026-05-01T08:00:00Z',
} as const;

describe('CreateUploadImage', () => {
  it('answers where the image will be and where to store it', () => {
    const { call } = useUploads();
    const answer = call('CreateUploadImage', { ImageType: 'cover', ImageExt: 'jpg' });
    const names = ['ImageId', 'ImageURL', 'FileURL', 'UploadAddress', 'UploadAuth'];
    expect(Object.keys(answer)).toEqual(names);
    const { address } = decoded(answer);
    expect(address).toEqual({
      Endpoint: origin,
      Bucket: bucket,
      FileName: expect.stringMatching(/^image\/cover\/[0-9A-F]{16}-6-2\.jpg$/),
    });
    const key = address.FileName ?? '';
    expect(answer.FileURL).toBe(plainOssUrl(origin, key));
    expect(answer.ImageURL).toMatch(`${origin}/cdn/${key}?auth_key=`);
  });

  it('makes an image without size that waits for its file', () => {
    const { store, call } = useUploads();
    store.categories.insert({ ...category, id: 7 });
    const { ImageId, FileURL } = call('CreateUploadImage', {
      ImageType: 'default',
      OriginalFileName: '草稿.JPEG',
      Title: 'Draft',
      Description: 'First',
      Tags: 'a,b',
      CateId: '7',
      StorageLocation: storageLocation,
      AppId: 'app-1000000',
      UserData: '{"Extend":"x"}',
    });
    const { ImageInfo } = call('GetImageInfo', { ImageId });
    expect(ImageInfo).toStrictEqual({
      ImageId,
      Title: 'Draft',
      Description: 'First',
      Tags: 'a,b',
      CateId: 7,
      CateName: 'Covers',
      Status: 'Uploading',
      ImageType: 'default',
      StorageLocation: storageLocation,
      CreationTime: '2026-08-01T12:00:00Z',
      AppId: 'app-1000000',
      RegionId: 'cn-shanghai',
      AuditStatus: 'Init',
      URL: expect.stringContaining('.jpeg?auth_key='),
      Mezzanine: { FileURL: expect.stringContaining(`${FileURL}?`), OriginalFileName: '草稿.JPEG' },
    });
    expect(store.images.byId(ImageId)?.userData).toBe('{"Extend":"x"}');
  });

  it.each([
    [{}, 'png'],
    [{ OriginalFileName: 'draft' }, 'png'],
    [{ OriginalFileName: 'draft.GIF' }, 'gif'],
    [{ OriginalFileName: 'draft.psd', ImageExt: 'webp' }, 'webp'],
  ])('names the file of %j .%s', (parameters, extension) => {
    const { call } = useUploads();
    const { FileURL } = call('CreateUploadImage', { ImageType: 'default', ...parameters });
    expect(FileURL).toMatch(new RegExp(`\\.${extension}$`));
  });

  it.each([
    [{ ImageType: '' }, 'MissingImageType'],
    [{ ImageType: 'watermark' }, 'InvalidParameter'],
    [{ ImageExt: 'psd' }, 'InvalidParameter'],
    [{ OriginalFileName: 'draft.psd' }, 'InvalidFileName.Extension'],
    [{ Title: '海'.repeat(43) }, 'LengthExceededMax'],
    [{ Title: '☀️' }, 'IllegalCharacters'],
    [{ Tags: ','.repeat(16) }, 'TagsExceededMax'],
    [{ CateId: '7' }, 'InvalidCateId.NotFound'],
    [{ StorageLocation: 'in-other' }, 'InvalidStorage.NotFound'],
    [{ UserData: '7' }, 'InvalidParameter'],
    [{ AppId: 'app-2' }, 'InvalidParameter'],
  ])('refuses %j with %s', (parameters, code) => {
    const { store, refusal } = useUploads();
    const refused = refusal('CreateUploadImage', {
      ImageType: 'default',
      ...(parameters as Parameters),
    });
    expect(refused[1]).toBe(code);
    expect(store.images.count()).toBe(0);
  });
});

describe('CreateUploadAttachedMedia', () => {
  it('answers where the file will be and where to store it', () => {
    const { store, call } = useUploads();
    for (const number of [7, 8]) store.categories.insert({ ...category, id: number });
    const answer = call('CreateUploadAttachedMedia', {
      BusinessType: 'subtitle',
      FileName: '第一课.VTT',
      FileSize: '2048',
      Title: 'Lesson 1',
      Tags: 'en',
      CateIds: '7,8,7',
      UserData: '{"Extend":"x"}',
    });
    const names = ['MediaId', 'MediaURL', 'FileURL', 'UploadAddress', 'UploadAuth'];
    expect(Object.keys(answer)).toEqual(names);
    const key = decoded(answer).address.FileName ?? '';
    expect(key).toMatch(/^subtitle\/[0-9a-f]{8}-[0-9a-f]{11}\.vtt$/);
    expect(answer.FileURL).toBe(plainOssUrl(origin, key));
    expect(answer.MediaURL).toMatch(`${origin}/cdn/${key}?auth_key=`);
    const { AttachedMediaList } = call('GetAttachedMediaInfo', { MediaIds: answer.MediaId });
    expect(AttachedMediaList).toMatchObject([
      {
        Title: 'Lesson 1',
        Tags: 'en',
        Type: 'subtitle',
        Status: 'Uploading',
        Categories: [{ CateId: 7 }, { CateId: 8 }],
      },
    ]);
    expect(store.attachedMedia.byId(answer.MediaId)).toMatchObject({
      fileName: '第一课.VTT',
      userData: '{"Extend":"x"}',
    });
  });

  it.each([
    [{ BusinessType: '' }, 'MissingBusinessType'],
    [{ BusinessType: 'cover' }, 'InvalidParameter'],
    [{}, 'MissingMediaExt'],
    [{ FileName: 'subtitle' }, 'MissingMediaExt'],
    [{ FileName: 'logo.png' }, 'InvalidFileName.Extension'],
    [{ MediaExt: 'png' }, 'InvalidParameter'],
    [{ MediaExt: 'vtt', CateIds: '1,2,3,4,5,6' }, 'InvalidParameter'],
    [{ MediaExt: 'vtt', CateIds: '7' }, 'InvalidCateId.NotFound'],
    [{ MediaExt: 'vtt', FileSize: 'x' }, 'InvalidParameter'],
    [{ MediaExt: 'vtt', Description: 'd'.repeat(1025) }, 'LengthExceededMax'],
    [{ MediaExt: 'vtt', StorageLocation: id(1) }, 'InvalidStorage.NotFound'],
  ])('refuses %j with %s', (parameters, code) => {
    const { store, refusal } = useUploads();
    const refused = refusal('CreateUploadAttachedMedia', {
      BusinessType: 'subtitle',
      ...(parameters as Parameters),
    });
    expect(refused[1]).toBe(code);
    expect(store.attachedMedia.count()).toBe(0);
  });
});
