import { beforeEach, describe, expect, it } from '@jest/globals';
import { bucket, cdnUrl, cdnValidity, ossUrl, storageLocation } from '../../src/emulator/urls.js';
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

const source = {
  FileName: 'harbour.mp4',
  FileURL: cdnUrl(origin, sourceKey, nowSeconds + 3600),
  Status: 'Normal',
  CreationTime: '2026-05-01T08:00:00Z',
  Duration: '12.0000',
  Bitrate: '544.2040',
  Fps: '25.0000',
  Size: 816_307,
  Width: 1280,
  Height: 720,
  FileMD5: '14edf6fce353c1228a9e415a340da10f',
  CRC64: '4059512414113566509',
};
describe('GetMezzanineInfo', () => {
  it('tells the source, its stream lists only if asked', () => {
    const plain = {
      VideoId: id(1),
      ...source,
      OutputType: 'cdn',
      PreprocessStatus: 'UnPreprocess',
      StorageClass: 'Standard',
    };
    expect(call('GetMezzanineInfo', { VideoId: id(1) })).toStrictEqual({ Mezzanine: plain });
    expect(call('GetMezzanineInfo', { VideoId: id(1), AdditionType: 'audio,video' })).toStrictEqual(
      {
        Mezzanine: {
          ...plain,
          VideoStreamList: [{ Index: '0', CodecName: 'h264' }],
          AudioStreamList: [{ Index: '1', CodecName: 'aac' }],
        },
      },
    );
  });

  it('signs for the time and the place asked for', () => {
    const url = (parameters: Record<string, string>) =>
      call('GetMezzanineInfo', { VideoId: id(1), ...parameters }).Mezzanine.FileURL;
    expect(url({ AuthTimeout: '1' })).toBe(cdnUrl(origin, sourceKey, nowSeconds + 1));
    expect(url({ OutputType: 'oss', AuthTimeout: '2592000' })).toBe(
      ossUrl(origin, bucket, sourceKey, nowSeconds + 2_592_000),
    );
    expect(url({ AuthTimeout: '2592001' })).toContain('auth_key');
  });

  it('has neither file nor figures before the source arrived', () => {
    insertVideo(store, { id: id(2), status: 'Uploading' });
    store.sources.insert({
      mediumId: id(2),
      status: 'Uploading',
      fileName: 'x.mp4',
      createdAt: '2026-05-01T08:00:00Z',
      videoStreams: [],
      audioStreams: [],
    });
    expect(call('GetMezzanineInfo', { VideoId: id(2) }).Mezzanine).toStrictEqual({
      VideoId: id(2),
      FileName: 'x.mp4',
      Status: 'Uploading',
      CreationTime: '2026-05-01T08:00:00Z',
      OutputType: 'cdn',
      PreprocessStatus: 'UnPreprocess',
      StorageClass: 'Standard',
    });
  });

  it.each([
    [{ VideoId: id(9) }, 404, 'InvalidVideo.NotFound'],
    [{ VideoId: id(1), AuthTimeout: '0' }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), AuthTimeout: '2592001', OutputType: 'oss' }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), OutputType: 'ftp' }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), AdditionType: 'subtitle' }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), PreviewSegment: 'true' }, 400, 'InvalidParameter'],
  ])('refuses %j', (parameters, status, code) => {
    const refused = refusal('GetMezzanineInfo', parameters as Record<string, string>);
    expect(refused.slice(0, 2)).toEqual([status, code]);
  });
});

describe('DeleteMezzanines', () => {
  it('deletes sources, not streams, and lists the rest', () => {
    insertStream(store, id(1));
    expect(call('DeleteMezzanines', { VideoIds: `${id(1)},${id(9)}` })).toStrictEqual({
      NonExistVideoIds: [id(9)],
      NonExistReferenceIds: [],
      UnRemoveableVideoIds: [],
    });
    expect(refusal('GetMezzanineInfo', { VideoId: id(1) })).toEqual([
      404,
      'InvalidFile.NotFound',
      'The file does not exist.',
    ]);
    expect(store.findObject(sourceKey)).toBeUndefined();
    expect(jobIds()).toEqual([jobId]);
  });

  it('needs force for a source that is the playable stream', () => {
    insertStream(store, id(1), { jobId: `${id(1)}02`, definition: 'OD', objectKey: sourceKey });
    const unremovable = { UnRemoveableVideoIds: [id(1)] };
    expect(call('DeleteMezzanines', { VideoIds: id(1) })).toMatchObject(unremovable);
    expect(jobIds()).toEqual([`${id(1)}02`]);
    const forced = call('DeleteMezzanines', { VideoIds: id(1), Force: 'true' });
    expect(forced.UnRemoveableVideoIds).toEqual([]);
    expect(refusal('GetPlayInfo', { VideoId: id(1) })[1]).toBe('InvalidVideo.NoneStream');
  });

  it('answers lists even if no id exists, and refuses without any', () => {
    expect(call('DeleteMezzanines', { VideoIds: id(9) }).NonExistVideoIds).toEqual([id(9)]);
    expect(refusal('DeleteMezzanines')[1]).toBe('MissingVideoIds');
    expect(refusal('DeleteMezzanines', { VideoIds: id(1), Force: 'yes' })[1]).toBe(
      'InvalidParameter',
    );
  });
});

describe('BatchGetMediaInfos', () => {
  it('tells basics, source and streams at once, all lists bare', () => {
    insertStream(store, id(1), fullStream);
    expect(call('BatchGetMediaInfos', { MediaIds: `${id(9)},${id(1)}` })).toStrictEqual({
      MediaInfos: [
        {
          MediaId: id(1),
          MediaInfo: {
            MediaId: id(1),
            Title: 'Harbour at dawn',
            Status: 'Normal',
            CreationTime: '2026-05-01T08:00:00Z',
            ModificationTime: '2026-05-01T08:00:00Z',
            StorageLocation: storageLocation,
            AppId: 'app-1000000',
            StorageClass: 'Standard',
            DownloadSwitch: 'on',
            PreprocessStatus: 'UnPreprocess',
            RegionId: 'cn-shanghai',
          },
          MezzanineInfo: {
            MediaId: id(1),
            ...source,
            FileURL: cdnUrl(origin, sourceKey, nowSeconds + cdnValidity),
            VideoStreamList: [{ Index: '0', CodecName: 'h264' }],
            AudioStreamList: [{ Index: '1', CodecName: 'aac' }],
          },
          PlayInfoList: [{ ...expectedStream, TemplateId: id(31), TemplateGroupId: id(32) }],
        },
      ],
      NonExistMediaIds: [id(9)],
      NonExistReferenceIds: [],
      ForbiddenMediaIds: [],
    });
  });

  it('has no source once it was deleted, and no streams unless the medium is Normal', () => {
    insertVideo(store, { id: id(2), status: 'Blocked', referenceId: 'two-2' });
    insertStream(store, id(2), { jobId: id(22) });
    const [entry] = call('BatchGetMediaInfos', { ReferenceIds: 'two-2' }).MediaInfos;
    expect(entry).not.toHaveProperty('MezzanineInfo');
    expect(entry?.PlayInfoList).toEqual([]);
  });

  it('refuses more than twenty ids, and none', () => {
    const MediaIds = Array(21).fill('x').join();
    expect(refusal('BatchGetMediaInfos', { MediaIds })[1]).toBe('MediaIdsExceededMax');
    expect(refusal('BatchGetMediaInfos')[1]).toBe('MissingMediaIds');
    expect(call('BatchGetMediaInfos', { MediaIds: id(9) }).MediaInfos).toEqual([]);
  });
});
