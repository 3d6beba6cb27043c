import { beforeEach, describe, expect, it } from '@jest/globals';
import { bucket, cdnUrl, cdnValidity, ossUrl } from '../../src/emulator/urls.js';
import { expectedStream, fullStream } from './expected-stream.js';
import { createMediaStore, id, insertSource, insertStream, insertVideo, origin } from './media.js';

let { store, call, refusal } = createMediaStore();
beforeEach(() => {
  ({ store, call, refusal } = createMediaStore());
  insertVideo(store, { duration: 135.6 });
  insertSource(store, id(1));
});

const nowSeconds = Date.UTC(2026, 7, 1, 12) / 1000;
const sourceKey = `sv/${id(1)}/harbour.mp4`;
const jobId = `${id(1).slice(8)}00000001`;
const jobIds = (parameters: Record<string, string> = {}) =>
  call('GetPlayInfo', { VideoId: id(1), ...parameters }).PlayInfoList?.PlayInfo?.map(
    (stream) => stream.JobId,
  );

const refused = (parameters: Record<string, string>) =>
  refusal('GetPlayInfo', { VideoId: id(1), ...parameters }).slice(0, 2);

describe('GetPlayInfo', () => {
  it('tells the video and its streams', () => {
    insertStream(store, id(1), fullStream);
    expect(call('GetPlayInfo', { VideoId: id(1) })).toStrictEqual({
      VideoBase: {
        VideoId: id(1),
        Title: 'Harbour at dawn',
        Status: 'Normal',
        CreationTime: '2026-05-01T08:00:00Z',
        MediaType: 'video',
        StorageClass: 'Standard',
        Duration: '135.6',
        OutputType: 'cdn',
        TranscodeMode: 'FastTranscode',
      },
      PlayInfoList: { PlayInfo: [expectedStream] },
    });
  });

  it('chooses by format, definition, type and age', () => {
    insertStream(store, id(1), { jobId: id(11), createdAt: '2026-05-01T07:00:00Z' });
    insertStream(store, id(1), { jobId: id(12) });
    insertStream(store, id(1), { jobId: id(13), format: 'm3u8', definition: 'HD' });
    expect(jobIds()).toEqual([id(12), id(13)]);
    expect(jobIds({ ResultType: 'Multiple' })).toEqual([id(11), id(12), id(13)]);
    expect(jobIds({ Formats: 'm3u8,flv' })).toEqual([id(13)]);
    expect(jobIds({ Definition: 'FD,SD' })).toEqual([id(12)]);
    expect(jobIds({ StreamType: 'video' })).toHaveLength(2);
    expect(jobIds({ OutputType: 'oss' })).toEqual([id(12)]);
  });

  it('signs OSS URLs for seven days at most', () => {
    insertStream(store, id(1));
    const parameters = { VideoId: id(1), OutputType: 'oss', AuthTimeout: '604800' };
    const { VideoBase, PlayInfoList } = call('GetPlayInfo', parameters);
    expect(VideoBase.OutputType).toBe('oss');
    expect(PlayInfoList?.PlayInfo?.[0]?.PlayURL).toBe(
      ossUrl(origin, bucket, `${id(1)}/${jobId}-sd.mp4`, nowSeconds + 604_800),
    );
    expect(refusal('GetPlayInfo', { ...parameters, AuthTimeout: '604801' })[1]).toBe(
      'InvalidParameter',
    );
  });

  it('chooses by codec', () => {
    insertStream(store, id(1), { jobId: id(11), codec: 'H264' });
    insertStream(store, id(1), { jobId: id(12), codec: 'H265', definition: 'HD' });
    insertStream(store, id(1), { jobId: id(13), format: 'mp3', definition: 'SQ', type: 'audio' });
    expect(jobIds({ CodecName: 'H264' })).toEqual([id(11)]);
    expect(jobIds({ CodecName: 'H265' })).toEqual([id(12)]);
    expect(refused({ CodecName: 'AV1' })).toEqual([400, 'InvalidParameter']);
  });

  it('chooses by what PlayConfig says of encryption and storage', () => {
    insertStream(store, id(1), { jobId: id(11) });
    const config = (keys: object) => ({ PlayConfig: JSON.stringify(keys) });
    for (const keys of [
      {},
      { EncryptType: '', StorageClass: '' },
      { EncryptType: 'Unencrypted', StorageClass: 'All' },
      { StorageClass: 'Standard' },
    ]) {
      expect(jobIds(config(keys))).toEqual([id(11)]);
    }
    const none = config({ EncryptType: 'AliyunVoDEncryption' });
    expect(refusal('GetPlayInfo', { VideoId: id(1), ...none })).toEqual([
      404,
      'InvalidVideo.NoneStream',
      `The video has no stream to play for the request parameter 'PlayConfig : ${none.PlayConfig}'.`,
    ]);
    expect(refused(config({ EncryptType: 'HLSEncryption' }))[1]).toBe('InvalidVideo.NoneStream');
    expect(refused(config({ StorageClass: 'IA' }))[1]).toBe('InvalidVideo.NoneStream');
  });

  it.each([
    '{"PlayDomain":"cdn.example.com"}',
    '{"PreviewTime":"20"}',
    '{"EncryptType":"Unencrypted","XForwardedFor":"x"}',
    '{"EncryptType":"None"}',
    '{"StorageClass":1}',
    '{"StorageClass":null}',
    '{"constructor":"x"}',
    '[]',
    'null',
    '{',
  ])('refuses a PlayConfig that it does not serve: %s', (PlayConfig) => {
    insertStream(store, id(1));
    expect(refused({ PlayConfig })).toEqual([400, 'InvalidParameter']);
  });

  it('puts rand and uid of ReAuthInfo into the CDN URLs', () => {
    insertStream(store, id(1), fullStream);
    const key = `${id(1)}/${jobId}-sd.mp4`;
    const url = (ReAuthInfo: string) =>
      call('GetPlayInfo', { VideoId: id(1), ReAuthInfo }).PlayInfoList?.PlayInfo?.[0]?.PlayURL;
    const end = nowSeconds + cdnValidity;
    expect(url('{"uid":"u42","rand":"9b1f2c3d4e5f"}')).toBe(
      cdnUrl(origin, key, end, { rand: '9b1f2c3d4e5f', uid: 'u42' }),
    );
    expect(url('{"uid":"u42"}')).toContain(`?auth_key=${nowSeconds}-0-u42-`);
    expect(url('{}')).toBe(expectedStream.PlayURL);
    for (const value of ['a-b', 'a b', '海', 'x'.repeat(65), 7, null]) {
      const rand = { ReAuthInfo: JSON.stringify({ rand: value }) };
      expect(refused(rand)).toEqual([400, 'InvalidParameter']);
    }
    expect(refused({ ReAuthInfo: '"u42"' })).toEqual([400, 'InvalidParameter']);
  });

  it('quotes the filter that no stream passes', () => {
    insertStream(store, id(1));
    const filter = { Formats: 'mp4', Definition: 'LD', StreamType: 'video' };
    expect(refusal('GetPlayInfo', { VideoId: id(1), ...filter })).toEqual([
      404,
      'InvalidVideo.NoneStream',
      "The video has no stream to play for the request parameter 'Formats : mp4, Definition : LD, StreamType : video'.",
    ]);
  });

  it('refuses a video that is not Normal', () => {
    insertVideo(store, { id: id(2), status: 'Transcoding' });
    expect(refusal('GetPlayInfo', { VideoId: id(2) })).toEqual([
      403,
      'Forbidden.IllegalStatus',
      'Status of the video is illegal. Current Status is Transcoding.',
    ]);
  });

  it.each([
    { AdditionType: 'danmu' },
    { DigitalWatermarkType: 'TraceMark' },
    { Trace: 'x' },
    { Formats: 'avi' },
    { ResultType: 'All' },
  ])('refuses %j', (parameters) => {
    const refused = refusal('GetPlayInfo', { VideoId: id(1), ...(parameters as object) });
    expect(refused.slice(0, 2)).toEqual([400, 'InvalidParameter']);
  });
});

describe('DeleteStream', () => {
  it('deletes those that exist, the original by its job id too', () => {
    insertStream(store, id(1));
    insertStream(store, id(1), { jobId: `${id(1)}02`, definition: 'OD', objectKey: sourceKey });
    expect(call('DeleteStream', { VideoId: id(1), JobIds: `${id(99)},${id(1)}02` })).toStrictEqual(
      {},
    );
    expect(jobIds()).toEqual([jobId]);
    expect(store.findObject(sourceKey)).toBeDefined();
    call('DeleteStream', { VideoId: id(1), JobIds: jobId });
    expect(store.findObject(`${id(1)}/${jobId}-sd.mp4`)).toBeUndefined();
  });

  it.each([
    [{ VideoId: id(9), JobIds: jobId }, 404, 'InvalidVideo.NotFound'],
    [{ VideoId: id(1), JobIds: id(99) }, 404, 'InvalidStream.NotFound'],
    [{ VideoId: id(1) }, 400, 'MissingJobIds'],
    [{ JobIds: jobId }, 400, 'MissingVideoId'],
    [{ VideoId: id(1), JobIds: Array(21).fill('x').join() }, 400, 'JobIdsExceededMax'],
  ])('refuses %.90j', (parameters, status, code) => {
    const refused = refusal('DeleteStream', parameters as Record<string, string>);
    expect(refused.slice(0, 2)).toEqual([status, code]);
  });

  it('leaves the streams of other videos alone', () => {
    insertVideo(store, { id: id(2) });
    insertStream(store, id(2), { jobId: id(22) });
    const other = refusal('DeleteStream', { VideoId: id(1), JobIds: id(22) });
    expect(other[1]).toBe('InvalidStream.NotFound');
  });
});
