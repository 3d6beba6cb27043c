import { beforeEach, describe, expect, it } from '@jest/globals';
import { bucket, ossUrl } from '../../src/emulator/urls.js';
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
    { PlayConfig: '{"PreviewTime":"30"}' },
    { ReAuthInfo: '{}' },
    { AdditionType: 'danmu' },
    { DigitalWatermarkType: 'TraceMark' },
    { Trace: 'x' },
    { CodecName: 'H264' },
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
