import { beforeEach, describe, expect, it } from '@jest/globals';
import { cdnUrl, keyOfUrl, storageLocation } from '../../src/emulator/urls.js';
import {
  createMediaStore,
  id,
  insertCategory,
  insertObject,
  insertSnapshot,
  insertSource,
  insertStream,
  insertVideo,
  origin,
} from './media.js';

let { store, clock, call, refusal } = createMediaStore();
beforeEach(() => {
  ({ store, clock, call, refusal } = createMediaStore());
});

/** Signed at 2026-08-01T12:00:00Z for half an hour. */
const signed = (key: string) => cdnUrl(origin, key, Date.UTC(2026, 7, 1, 12, 30) / 1000);
const twentyOneIds = Array.from({ length: 21 }, (_, index) => id(index)).join();

/** A video that lacks no field. */
function insertFullVideo(videoId = id(1)) {
  insertCategory(store);
  insertVideo(store, {
    id: videoId,
    description: 'Fog',
    tags: 'harbour,dawn',
    categoryId: 7,
    coverKey: insertObject(store, 'covers/2.jpg', videoId),
    duration: 135.60000000000002,
    size: 10_897_890,
    modifiedAt: '2026-05-02T09:30:11Z',
    templateGroupId: 'VOD_NO_TRANSCODE',
    auditStatus: 'Normal',
    storageClass: 'Archive',
    restoreStatus: 'Success',
    restoreExpiration: '2026-06-01T00:00:00Z',
    referenceId: 'harbour-1',
    userData: '{"Extend":{}}',
  });
  const types = ['CoverSnapshot', 'NormalSnapshot', 'SpriteSnapshot'] as const;
  for (const type of types) insertSnapshot(store, videoId, type);
}

const fullFields = {
  Title: 'Harbour at dawn',
  Description: 'Fog',
  Tags: 'harbour,dawn',
  CateId: 7,
  CateName: 'Sea',
  CoverURL: signed('covers/2.jpg'),
  Status: 'Normal',
  CreationTime: '2026-05-01T08:00:00Z',
  ModificationTime: '2026-05-02T09:30:11Z',
  StorageLocation: storageLocation,
  AppId: 'app-1000000',
  StorageClass: 'Archive',
  RestoreStatus: 'Success',
  RestoreExpiration: '2026-06-01T00:00:00Z',
  ReferenceId: 'harbour-1',
};
const lookupFields = {
  TemplateGroupId: 'VOD_NO_TRANSCODE',
  DownloadSwitch: 'on',
  PreprocessStatus: 'UnPreprocess',
  RegionId: 'cn-shanghai',
  UserData: '{"Extend":{}}',
};
const snapshot = signed(`${id(1)}/NormalSnapshot.jpg`);

describe('GetVideoInfo', () => {
  it('tells every field of a video that has them all', () => {
    insertFullVideo();
    expect(call('GetVideoInfo', { VideoId: id(1) })).toStrictEqual({
      Video: {
        VideoId: id(1),
        ...fullFields,
        ...lookupFields,
        Duration: 135.6,
        Size: 10_897_890,
        AuditStatus: 'Normal',
        Snapshots: { Snapshot: [snapshot] },
      },
    });
  });

  it('leaves out what is not set', () => {
    insertVideo(store, { status: 'Uploading' });
    expect(call('GetVideoInfo', { VideoId: id(1) })).toStrictEqual({
      Video: {
        VideoId: id(1),
        Title: 'Harbour at dawn',
        Status: 'Uploading',
        CreationTime: '2026-05-01T08:00:00Z',
        ModificationTime: '2026-05-01T08:00:00Z',
        StorageLocation: storageLocation,
        AppId: 'app-1000000',
        StorageClass: 'Standard',
        DownloadSwitch: 'on',
        PreprocessStatus: 'UnPreprocess',
        RegionId: 'cn-shanghai',
      },
    });
  });

  it('finds by ReferenceId, and by VideoId if both are sent', () => {
    insertVideo(store, { id: id(1), referenceId: 'one-1' });
    insertVideo(store, { id: id(2), referenceId: 'two-2' });
    expect(call('GetVideoInfo', { ReferenceId: 'two-2' }).Video.VideoId).toBe(id(2));
    const both = { VideoId: id(1), ReferenceId: 'two-2' };
    expect(call('GetVideoInfo', both).Video.VideoId).toBe(id(1));
  });

  it('refuses without an id, and for an unknown one', () => {
    expect(refusal('GetVideoInfo')).toEqual([
      400,
      'MissingVideoId',
      'VideoId is mandatory for this action.',
    ]);
    const notFound = [404, 'InvalidVideo.NotFound', 'The video does not exist.'];
    expect(refusal('GetVideoInfo', { VideoId: id(9) })).toEqual(notFound);
    expect(refusal('GetVideoInfo', { ReferenceId: 'none-1' })).toEqual(notFound);
  });
});

describe('GetVideoInfos', () => {
  it('tells every field, snapshots bare, and what does not exist once', () => {
    insertFullVideo();
    const parameters = {
      VideoIds: `${id(8)},${id(1)},${id(9)},${id(8)},${id(1)}`,
      ReferenceIds: 'none-1,harbour-1',
    };
    expect(call('GetVideoInfos', parameters)).toStrictEqual({
      VideoList: [
        {
          VideoId: id(1),
          ...fullFields,
          ...lookupFields,
          Duration: 135.6,
          Size: 10_897_890,
          Snapshots: [snapshot],
        },
      ],
      NonExistVideoIds: [id(8), id(9)],
      NonExistReferenceIds: ['none-1'],
    });
  });

  it('has empty lists if all exist', () => {
    insertVideo(store);
    expect(call('GetVideoInfos', { VideoIds: id(1) })).toMatchObject({
      NonExistVideoIds: [],
      NonExistReferenceIds: [],
    });
  });

  it('refuses more than twenty ids, none at all, and if none exists', () => {
    expect(refusal('GetVideoInfos', { VideoIds: twentyOneIds })).toEqual([
      400,
      'VideoIdsExceededMax',
      'The VideoIds exceeded maximum.',
    ]);
    expect(refusal('GetVideoInfos')[1]).toBe('MissingVideoIds');
    expect(refusal('GetVideoInfos', { VideoIds: id(9) })).toEqual([
      404,
      'InvalidVideo.NotFound',
      'The video does not exist.',
    ]);
  });
});

describe('DeleteVideo', () => {
  it('deletes what exists with all it has and lists the rest', () => {
    insertFullVideo();
    insertSource(store, id(1));
    insertStream(store, id(1));
    expect(call('DeleteVideo', { VideoIds: `${id(1)},${id(9)}` })).toStrictEqual({
      NonExistVideoIds: [id(9)],
      NonExistReferenceIds: [],
      ForbiddenVideoIds: [],
    });
    expect(refusal('GetVideoInfo', { VideoId: id(1) })[1]).toBe('InvalidVideo.NotFound');
  });

  it('deletes by ReferenceIds', () => {
    insertFullVideo();
    call('DeleteVideo', { ReferenceIds: 'harbour-1' });
    expect(store.media.count()).toBe(0);
  });

  it('refuses more than twenty ids, and if none exists', () => {
    expect(refusal('DeleteVideo', { VideoIds: twentyOneIds })[1]).toBe('VideoIdsExceededMax');
    expect(refusal('DeleteVideo', { VideoIds: id(9) })[1]).toBe('InvalidVideo.NotFound');
  });
});

describe('GetVideoList', () => {
  beforeEach(() => {
    insertCategory(store, { id: 8 });
    insertVideo(store, { id: id(2), createdAt: '2026-05-02T00:00:00Z', categoryId: 8 });
    insertVideo(store, { id: id(3), createdAt: '2026-05-03T00:00:00Z', status: 'Blocked' });
    insertVideo(store, { id: id(4), createdAt: '2026-05-04T00:00:00Z', type: 'audio' });
  });
  const ids = (parameters: Record<string, string>) => {
    const { Total, VideoList } = call('GetVideoList', parameters);
    return [Total, ...(VideoList?.Video ?? []).map(({ VideoId }) => Number(VideoId))];
  };

  it('tells the fields of a list, without those of a look-up', () => {
    insertFullVideo();
    const { VideoList } = call('GetVideoList', { SortBy: 'CreationTime:Asc', PageSize: '1' });
    expect(VideoList).toStrictEqual({
      Video: [
        {
          VideoId: id(1),
          ...fullFields,
          Duration: 135.6,
          Size: 10_897_890,
          UserData: '{"Extend":{}}',
          Snapshots: { Snapshot: [snapshot] },
        },
      ],
    });
  });

  it.each([
    [{}, [3, 4, 3, 2]],
    [{ SortBy: 'CreationTime:Asc' }, [3, 2, 3, 4]],
    [{ Status: 'Blocked,Uploading' }, [1, 3]],
    [{ CateId: '8' }, [1, 2]],
    [{ CateId: '99' }, [0]],
    [{ StorageLocation: 'elsewhere' }, [0]],
    [{ ReferenceIds: 'none-1' }, [0]],
    [{ PageNo: '2', PageSize: '2' }, [3, 2]],
    [{ StartTime: '2026-05-02T00:00:00Z', EndTime: '2026-05-03T00:00:00Z' }, [1, 3]],
  ])('finds %j', (parameters, expected) => {
    expect(ids(parameters)).toEqual(expected);
  });

  it.each([
    [{ PageNo: '51', PageSize: '100' }, 'VideoListExceededMax', 'The video list exceeded maximum.'],
    [{ PageSize: '101' }, 'InvalidParameter', 'PageSize'],
    [{ Status: 'Normal,Strange' }, 'InvalidParameter', 'Status'],
    [{ SortBy: 'Title:Asc' }, 'InvalidParameter', 'SortBy'],
    [
      { StartTime: '2026-05-02T00:00:00Z', EndTime: '2026-05-02T00:00:00Z' },
      'InvalidParameter',
      'EndTime',
    ],
  ])('refuses %j', (parameters, code, message) => {
    expect(refusal('GetVideoList', parameters as Record<string, string>)).toEqual([
      400,
      code,
      expect.stringContaining(message),
    ]);
  });

  it('ends at five thousand records', () => {
    expect(ids({ PageNo: '50', PageSize: '100' })).toEqual([3]);
  });
});

describe('signed URLs', () => {
  it('end half an hour after the clock of the service', () => {
    insertFullVideo();
    clock.now = new Date('2030-01-01T00:00:00Z');
    const { CoverURL = '' } = call('GetVideoInfo', { VideoId: id(1) }).Video;
    const key = keyOfUrl(CoverURL) ?? '';
    expect(CoverURL).toBe(cdnUrl(origin, key, Date.UTC(2030, 0, 1, 0, 30) / 1000));
  });
});
