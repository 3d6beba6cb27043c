import { describe, expect, it } from '@jest/globals';
import { noTranscodeGroupId } from '../../src/emulator/processing/templates.js';
import { bucket, cdnUrl, ossUrl, plainOssUrl, storageLocation } from '../../src/emulator/urls.js';
import { id, insertObject, insertSource, insertVideo, origin } from './media.js';
import { decoded, useUploads } from './uploading.js';

const key = 'out/海 1.mp4';
const ownUrl = `http://${storageLocation}/${encodeURI(key)}`;

function useBucket() {
  const uploads = useUploads();
  const { call, refusal, store } = uploads;
  insertObject(store, key, 'elsewhere', 345_393);
  const parameters = (items: unknown, more: Record<string, string> = {}) => ({
    RegisterMetadatas: JSON.stringify(items),
    ...more,
  });
  return {
    ...uploads,
    register: (items: unknown, more = {}) => call('RegisterMedia', parameters(items, more)),
    refused: (items: unknown, more = {}) => refusal('RegisterMedia', parameters(items, more)),
  };
}

describe('RegisterMedia', () => {
  it('makes a medium of a file in the bucket', () => {
    const { store, call, register, events } = useBucket();
    const item = { FileURL: ownUrl, Title: 'Harbour', Description: 'Fog', Tags: 'a,b' };
    const UserData = '{"Extend":"x"}';
    const { RegisteredMediaList, FailedFileURLs } = register([item], { UserData });
    const VideoId = RegisteredMediaList[0]?.MediaId ?? '';
    expect(FailedFileURLs).toEqual([]);
    expect(RegisteredMediaList).toStrictEqual([
      { MediaId: expect.stringMatching(/^[0-9a-f]{32}$/), FileURL: ownUrl, NewRegister: true },
    ]);
    const { Video } = call('GetVideoInfo', { VideoId });
    expect(Video).toMatchObject({
      Title: 'Harbour',
      Description: 'Fog',
      Tags: 'a,b',
      Status: 'UploadSucc',
      Size: 345_393,
      UserData,
    });
    expect(Video).not.toHaveProperty('TemplateGroupId');
    expect(call('GetMezzanineInfo', { VideoId }).Mezzanine).toMatchObject({
      FileName: '海 1.mp4',
      Status: 'Normal',
      Size: 345_393,
    });
    expect(events()).toEqual([]);
    expect(store.sources.mediumOf(key)).toBe(VideoId);
  });

  it('is processed by the template group it is given', () => {
    const { store, register } = useBucket();
    const items = [{ FileURL: ownUrl, Title: 'Harbour' }];
    const { RegisteredMediaList } = register(items, { TemplateGroupId: noTranscodeGroupId });
    expect(store.media.byId(RegisteredMediaList[0]?.MediaId ?? '')).toMatchObject({
      templateGroupId: noTranscodeGroupId,
      transcodeMode: 'NoTranscode',
    });
  });

  it.each([
    ['of the CDN', cdnUrl(origin, key, 1)],
    ['of OSS', ossUrl(origin, bucket, key, 1)],
    ['without a signature', plainOssUrl(origin, key)],
    ['of the bucket by https', ownUrl.replace('http:', 'https:')],
  ])('knows a file by a URL %s', (_, FileURL) => {
    const { register } = useBucket();
    expect(register([{ FileURL, Title: 'Harbour' }]).RegisteredMediaList).toHaveLength(1);
  });

  it('answers the same medium again, of whatever it became', () => {
    const { store, call, register } = useBucket();
    const twice = [
      { FileURL: ownUrl, Title: 'Harbour' },
      { FileURL: cdnUrl(origin, key, 1), Title: 'Harbour, again' },
    ];
    const { RegisteredMediaList: first } = register(twice);
    const { RegisteredMediaList: second } = register(twice.slice(1));
    const media = [...first, ...second];
    expect(media.map(({ NewRegister }) => NewRegister)).toEqual([true, false, false]);
    expect(new Set(media.map(({ MediaId }) => MediaId)).size).toBe(1);
    expect(call('GetVideoInfo', { VideoId: media[0]?.MediaId ?? '' }).Video.Title).toBe('Harbour');

    insertVideo(store);
    insertSource(store, id(1));
    const FileURL = plainOssUrl(origin, `sv/${id(1)}/harbour.mp4`);
    expect(register([{ FileURL, Title: 'x' }]).RegisteredMediaList).toEqual([
      { MediaId: id(1), FileURL, NewRegister: false },
    ]);
  });

  it('tells what it could not register, and registers the rest', () => {
    const { store, register } = useBucket();
    for (const file of ['a.jpg', 'list.m3u8', 'noextension']) insertObject(store, file, id(9));
    const failing = [
      ...['a.jpg', 'list.m3u8', 'noextension', 'missing.mp4'].map((it) => plainOssUrl(origin, it)),
      `https://other.oss-cn-shanghai.aliyuncs.com/${key}`,
      'no url',
      'file:///etc/passwd',
    ];
    const items = [...failing, ownUrl].map((FileURL) => ({ FileURL, Title: 'Harbour' }));
    const { RegisteredMediaList, FailedFileURLs } = register(items);
    expect(FailedFileURLs).toEqual(failing);
    expect(RegisteredMediaList).toMatchObject([{ FileURL: ownUrl, NewRegister: true }]);
  });

  it('leaves the file to what it belonged to before', () => {
    const { store, call, register } = useBucket();
    const { RegisteredMediaList } = register([{ FileURL: ownUrl, Title: 'Harbour' }]);
    const VideoId = RegisteredMediaList[0]?.MediaId ?? '';
    const { address } = decoded(call('RefreshUploadVideo', { VideoId }));
    expect(address.FileName).toMatch(/^sv\//);
    call('DeleteMezzanines', { VideoIds: VideoId });
    expect(store.findObject(key)).toBeDefined();
    expect(register([{ FileURL: ownUrl, Title: 'x' }]).RegisteredMediaList[0]?.NewRegister).toBe(
      true,
    );
    call('DeleteVideo', { VideoIds: VideoId });
    expect(store.findObject(key)).toBeDefined();
  });

  it.each([
    ['no JSON', 'InvalidParameter'],
    [[], 'InvalidParameter'],
    [[7], 'InvalidParameter'],
    [[{ Title: 'x' }], 'MissingFileURL'],
    [[{ FileURL: ownUrl }], 'MissingTitle'],
    [[{ FileURL: ownUrl, Title: 7 }], 'InvalidParameter'],
    [[{ FileURL: ownUrl, Title: '' }], 'MissingTitle'],
    [[{ FileURL: `${ownUrl}?${'x'.repeat(1024)}`, Title: 'x' }], 'LengthExceededMax'],
    [[{ FileURL: ownUrl, Title: 'x'.repeat(129) }], 'LengthExceededMax'],
    [[{ FileURL: ownUrl, Title: 'x', CateId: 7 }], 'InvalidCateId.NotFound'],
    [Array(11).fill({ FileURL: ownUrl, Title: 'x' }), 'RegisterMetadatasExceededMax'],
  ])('refuses %.80j', (items, code) => {
    const { store, refused } = useBucket();
    expect(refused(items)[1]).toBe(code);
    expect(store.media.count()).toBe(0);
  });

  it('refuses wrong parameters', () => {
    const { refused, refusal } = useBucket();
    const items = [{ FileURL: ownUrl, Title: 'x' }];
    expect(refused(items, { TemplateGroupId: id(1) })[1]).toBe('InvalidTemplateGroupId.NotFound');
    expect(refused(items, { WorkflowId: id(1) })[1]).toBe('InvalidParameter');
    expect(refused(items, { UserData: '7' })[1]).toBe('InvalidParameter');
    expect(refusal('RegisterMedia')[1]).toBe('MissingRegisterMetadatas');
  });
});
