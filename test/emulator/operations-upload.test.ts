import { describe, expect, it } from '@jest/globals';
import { noTranscodeGroupId } from '../../src/emulator/processing/templates.js';
import { readUploadGrant } from '../../src/emulator/upload-credentials.js';
import { bucket, plainCdnUrl, storageLocation } from '../../src/emulator/urls.js';
import { id, insertObject, insertSource, insertVideo, origin } from './media.js';
import { decoded, useUploads } from './uploading.js';

const minimal = { FileName: 'harbour.mp4', Title: 'Harbour' };

describe('CreateUploadVideo', () => {
  it('answers an address and a credential in the documented form', () => {
    const { call } = useUploads();
    const answer = call('CreateUploadVideo', minimal);
    expect(Object.keys(answer)).toEqual(['VideoId', 'UploadAddress', 'UploadAuth']);
    expect(answer.VideoId).toMatch(/^[0-9a-f]{32}$/);
    const { address, auth } = decoded(answer);
    const name = `${answer.VideoId.slice(0, 8)}-${Date.UTC(2026, 7, 1, 12).toString(16)}`;
    expect(address).toStrictEqual({
      Endpoint: origin,
      Bucket: bucket,
      FileName: `sv/${name}/${name}.mp4`,
    });
    expect(auth).toStrictEqual({
      SecurityToken: expect.any(String),
      AccessKeyId: expect.stringMatching(/^STS\./),
      ExpireUTCTime: '2026-08-01T12:50:00Z',
      AccessKeySecret: expect.any(String),
      Expiration: '3000',
      Region: 'cn-shanghai',
    });
    expect(readUploadGrant(auth.AccessKeyId ?? '', auth.SecurityToken ?? '')).toEqual({
      accessKeySecret: auth.AccessKeySecret,
      objectKey: address.FileName,
      expiresAt: Date.UTC(2026, 7, 1, 12, 50),
    });
  });

  it('makes a medium that waits for its source', () => {
    const { store, call } = useUploads();
    store.categories.insert({ ...category, id: 7 });
    const { VideoId } = call('CreateUploadVideo', {
      FileName: 'a/b/Harbour.At.Dawn.MP4',
      FileSize: '816307',
      Title: '海港的清晨',
      Description: 'Fog',
      Tags: 'sea,dawn',
      CateId: '7',
      CoverURL: 'https://example.com/cover.jpg',
      TemplateGroupId: noTranscodeGroupId,
      StorageLocation: storageLocation,
      AppId: 'app-1000000',
      UserData: '{"Extend":{"a":1}}',
      ReferenceId: 'harbour_1',
    });
    const { Video } = call('GetVideoInfo', { ReferenceId: 'harbour_1' });
    expect(Video).toStrictEqual({
      VideoId,
      Title: '海港的清晨',
      Description: 'Fog',
      Tags: 'sea,dawn',
      CateId: 7,
      CateName: 'Sea',
      CoverURL: 'https://example.com/cover.jpg',
      Status: 'Uploading',
      CreationTime: '2026-08-01T12:00:00Z',
      ModificationTime: '2026-08-01T12:00:00Z',
      StorageLocation: storageLocation,
      AppId: 'app-1000000',
      StorageClass: 'Standard',
      ReferenceId: 'harbour_1',
      TemplateGroupId: noTranscodeGroupId,
      DownloadSwitch: 'on',
      PreprocessStatus: 'UnPreprocess',
      RegionId: 'cn-shanghai',
      UserData: '{"Extend":{"a":1}}',
      AuditStatus: 'Init',
    });
    const { Mezzanine } = call('GetMezzanineInfo', { VideoId });
    expect(Mezzanine).toMatchObject({
      Status: 'Uploading',
      FileName: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{11}\.mp4$/),
    });
    expect(Mezzanine).not.toHaveProperty('FileURL');
    expect(Mezzanine).not.toHaveProperty('Size');
    expect(store.media.byId(VideoId)?.transcodeMode).toBe('NoTranscode');
  });

  it('announces it with what it was given', () => {
    const { store, call, events } = useUploads();
    store.categories.insert({ ...category, id: 7 });
    const key = insertObject(store, 'image/default/A-6-2.png', id(9));
    const CoverURL = plainCdnUrl(origin, key);
    const { VideoId } = call('CreateUploadVideo', { ...minimal, CateId: '7', CoverURL });
    expect(events()).toMatchObject([
      {
        EventType: 'MediaBaseChangeComplete',
        MediaId: VideoId,
        MediaType: 'video',
        OperateMode: 'create',
        MediaContent: {
          Title: '{"NewValue":"Harbour"}',
          CateId: '{"NewValue":7}',
          CoverURL: expect.stringContaining(key),
        },
      },
    ]);
    expect(store.media.byId(VideoId)).toMatchObject({ coverKey: key });
  });

  it.each([
    ['m3u8', 'video'],
    ['WebM', 'video'],
    ['mp3', 'audio'],
    ['FLAC', 'audio'],
  ])('knows by the extension .%s that it is a %s', (extension, type) => {
    const { store, call } = useUploads();
    const FileName = `x.${extension}`;
    const { VideoId } = call('CreateUploadVideo', { ...minimal, FileName });
    expect(store.media.byId(VideoId)?.type).toBe(type);
  });

  it('takes texts up to their limits, in bytes', () => {
    const { call } = useUploads();
    const texts = {
      Title: `${'海'.repeat(42)}ab`,
      Description: 'd'.repeat(1024),
      Tags: Array(16).fill('t'.repeat(32)).join(),
    };
    expect(call('CreateUploadVideo', { ...minimal, ...texts }).VideoId).toHaveLength(32);
  });

  const tooLong = (name: string, bytes: number) =>
    `The specified ${name} length has exceeded ${bytes} bytes.`;
  const illegal = (name: string) =>
    `The specified ${name} contains illegal emoticon or special characters.`;
  it.each([
    [{ FileName: '' }, 400, 'MissingFileName', 'FileName is mandatory for this action.'],
    [{ Title: '' }, 400, 'MissingTitle', 'Title is mandatory for this action.'],
    [{ Title: '海'.repeat(43) }, 400, 'LengthExceededMax', tooLong('Title', 128)],
    [{ Description: 'd'.repeat(1025) }, 400, 'LengthExceededMax', tooLong('Description', 1024)],
    [{ Tags: `a,${'t'.repeat(33)}` }, 400, 'LengthExceededMax', tooLong('Tags', 32)],
    [
      { Tags: Array(17).fill('t').join() },
      400,
      'TagsExceededMax',
      'The specified Tags count has exceeded 16.',
    ],
    [{ Title: 'Harbour 🚢' }, 400, 'IllegalCharacters', illegal('Title')],
    [{ Description: 'a\u0000b' }, 400, 'IllegalCharacters', illegal('Description')],
    [{ Tags: 'a,\ud800' }, 400, 'IllegalCharacters', illegal('Tags')],
    [
      { TemplateGroupId: id(5) },
      404,
      'InvalidTemplateGroupId.NotFound',
      'The TemplateGroupId does not exist.',
    ],
    [
      { StorageLocation: 'outin-other.oss-cn-shanghai.aliyuncs.com' },
      404,
      'InvalidStorage.NotFound',
      'The StorageLocation does not exist.',
    ],
    [{ CateId: '7' }, 404, 'InvalidCateId.NotFound', 'The CateId not exist.'],
  ])('refuses %j', (parameters, status, code, message) => {
    const { refusal, store } = useUploads();
    const refused = refusal('CreateUploadVideo', { ...minimal, ...parameters });
    expect(refused).toEqual([status, code, message]);
    expect(store.media.count()).toBe(0);
  });

  it.each(['harbour', 'harbour.', 'harbour.exe', 'mp4', '.mp4/x', 'harbour.mp4 ', 'x.constructor'])(
    'refuses a file called %p',
    (FileName) => {
      const { refusal } = useUploads();
      expect(refusal('CreateUploadVideo', { ...minimal, FileName })).toEqual([
        400,
        'InvalidFileName.Extension',
        "The specified FileName's extension is illegal.",
      ]);
    },
  );

  it.each([
    { FileSize: '1.5' },
    { FileSize: '-1' },
    { FileSize: 'many' },
    { CateId: 'seven' },
    { CoverURL: 'cover.jpg' },
    { UserData: '[]' },
    { UserData: '{"MessageCallback":7}' },
    { AppId: 'app-2' },
    { ReferenceId: 'short' },
    { ReferenceId: 'r'.repeat(65) },
    { ReferenceId: 'no spaces' },
    { WorkflowId: id(1) },
    { EnableFirstFrameCover: 'true' },
    { GenerateThumbnail: 'false' },
  ])('refuses %j as a wrong parameter', (parameters: Record<string, string>) => {
    const { refusal } = useUploads();
    const [status, code, message] = refusal('CreateUploadVideo', { ...minimal, ...parameters });
    expect([status, code]).toEqual([400, 'InvalidParameter']);
    expect(message).toContain(Object.keys(parameters)[0]);
  });

  it('refuses a reference that another medium has', () => {
    const { call, refusal } = useUploads();
    call('CreateUploadVideo', { ...minimal, ReferenceId: 'harbour-1' });
    const again = refusal('CreateUploadVideo', { ...minimal, ReferenceId: 'harbour-1' });
    expect(again[1]).toBe('InvalidParameter');
  });
});

describe('RefreshUploadVideo', () => {
  it('answers the same address with a new credential', () => {
    const { call, clock } = useUploads();
    const first = call('CreateUploadVideo', { ...minimal, ReferenceId: 'harbour-1' });
    clock.now = new Date('2026-08-01T13:00:00Z');
    const byReference = call('RefreshUploadVideo', { ReferenceId: 'harbour-1' });
    const byId = call('RefreshUploadVideo', { VideoId: first.VideoId });
    for (const refreshed of [byReference, byId]) {
      expect(refreshed.VideoId).toBe(first.VideoId);
      expect(refreshed.UploadAddress).toBe(first.UploadAddress);
      expect(refreshed.UploadAuth).not.toBe(first.UploadAuth);
      expect(decoded(refreshed).auth.ExpireUTCTime).toBe('2026-08-01T13:50:00Z');
    }
  });

  it('makes an upload for a medium that never had one', () => {
    const { store, call } = useUploads();
    insertVideo(store, { id: id(1), status: 'Normal' });
    insertSource(store, id(1));
    insertVideo(store, { id: id(2), status: 'Uploading' });
    store.sources.insert({
      mediumId: id(2),
      status: 'Uploading',
      fileName: 'harbour.mov',
      createdAt: '2026-05-01T08:00:00Z',
      videoStreams: [],
      audioStreams: [],
    });
    const keyOf = (VideoId: string) =>
      decoded(call('RefreshUploadVideo', { VideoId })).address.FileName;
    expect(keyOf(id(1))).toBe(`sv/${id(1)}/harbour.mp4`);
    expect(keyOf(id(2))).toMatch(/^sv\/00000000-[0-9a-f]{11}\/00000000-[0-9a-f]{11}\.mov$/);
    expect(keyOf(id(2))).toBe(keyOf(id(2)));
  });

  it('refuses media that are unknown or beyond repair', () => {
    const { store, refusal } = useUploads();
    insertVideo(store, { id: id(1), status: 'UploadFail' });
    insertSource(store, id(1));
    insertVideo(store, { id: id(2), status: 'Normal' });
    const damaged = [400, 'InvalidVideo.Damaged', 'The video has been Damaged.'];
    expect(refusal('RefreshUploadVideo', { VideoId: id(1) })).toEqual(damaged);
    expect(refusal('RefreshUploadVideo', { VideoId: id(2) })).toEqual(damaged);
    expect(refusal('RefreshUploadVideo', { VideoId: id(3) })).toEqual([
      404,
      'InvalidVideo.NotFound',
      'The video not exist.',
    ]);
    expect(refusal('RefreshUploadVideo')[1]).toBe('MissingVideoId');
    expect(refusal('RefreshUploadVideo', { VideoId: id(2), OwnerId: '1' })[1]).toBe(
      'InvalidParameter',
    );
  });
});

const category = {
  name: 'Sea',
  parentId: -1,
  level: 0,
  type: 'default',
  createdAt: '2026-05-01T08:00:00Z',
} as const;
