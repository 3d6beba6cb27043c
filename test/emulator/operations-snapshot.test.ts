import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SnapshotType } from '../../src/emulator/store/records.js';
import { createMediaStore, id, insertSnapshot, insertSource, insertVideo } from './media.js';

let library: ReturnType<typeof createMediaStore>;
beforeEach(() => {
  library = createMediaStore();
  insertVideo(library.store);
  insertSource(library.store, id(1));
});

/** A job that took so many pictures. */
function take(type: SnapshotType, jobId: string, count: number, at = '2026-05-01T08:01:00Z') {
  for (let position = 0; position < count; position += 1) {
    const number = String(position + 1).padStart(5, '0');
    const objectKey = `${id(1)}/snapshots/${jobId}-${type}-${number}.jpg`;
    insertSnapshot(library.store, id(1), type, { objectKey, jobId, position, createdAt: at });
  }
}

const list = (parameters = {}) =>
  library.call('ListSnapshots', { VideoId: id(1), ...parameters }).MediaSnapshot;

describe('ListSnapshots', () => {
  it('lists the newest job of a type, covers unless told otherwise', () => {
    take('CoverSnapshot', 'a', 2);
    take('CoverSnapshot', 'b', 3, '2026-05-02T00:00:00Z');
    take('NormalSnapshot', 'c', 1);
    const url = `http://127.0.0.1:4001/cdn/${id(1)}/snapshots/b-CoverSnapshot`;
    expect(list()).toEqual({
      Total: 3,
      JobId: 'b',
      CreationTime: '2026-05-02T00:00:00Z',
      Regular: `${url}-{SnapshotCount}.jpg`,
      Snapshots: {
        Snapshot: [1, 2, 3].map((Index) => ({
          Index,
          Url: expect.stringContaining(`${url}-0000${Index}.jpg?auth_key=`),
        })),
      },
    });
    expect(list({ SnapshotType: 'NormalSnapshot' })).toMatchObject({ Total: 1, JobId: 'c' });
  });

  it('pages', () => {
    take('CoverSnapshot', 'a', 25);
    const indexes = (parameters: object) =>
      list(parameters).Snapshots.Snapshot.map(({ Index }) => Index);
    expect(indexes({})).toHaveLength(20);
    expect(indexes({ PageNo: '2' })).toEqual([21, 22, 23, 24, 25]);
    expect(indexes({ PageNo: '3', PageSize: '10' })).toEqual([21, 22, 23, 24, 25]);
    expect(indexes({ PageNo: '4', PageSize: '10' })).toEqual([]);
    expect(list({ PageNo: '4' }).Total).toBe(25);
  });

  it('raises short validities to an hour', () => {
    take('CoverSnapshot', 'a', 1);
    const urlFor = (AuthTimeout: string) => list({ AuthTimeout }).Snapshots.Snapshot[0]?.Url;
    expect(urlFor('60')).toBe(urlFor('3600'));
    expect(urlFor('')).toBe(urlFor('3600'));
    expect(urlFor('7200')).not.toBe(urlFor('3600'));
  });

  it.each(['Uploading', 'Transcoding', 'TranscodeFail'])('is refused while %s', (status) => {
    take('CoverSnapshot', 'a', 1);
    library.store.media.update(id(1), { status });
    expect(library.refusal('ListSnapshots', { VideoId: id(1) })).toEqual([
      400,
      'Forbidden.IllegalStatus',
      'Status of the video is illegal.',
    ]);
  });

  it.each(['UploadSucc', 'Normal', 'Checking', 'Blocked'])('is answered while %s', (status) => {
    take('CoverSnapshot', 'a', 1);
    library.store.media.update(id(1), { status });
    expect(list().Total).toBe(1);
  });

  it.each([
    [{}, 'MissingVideoId'],
    [{ VideoId: id(9) }, 'InvalidVideo.NotFound'],
    [{ VideoId: id(1) }, 'NoSuchResource'],
    [{ VideoId: id(1), SnapshotType: 'WebVttSnapshot' }, 'NoSuchResource'],
    [{ VideoId: id(1), SnapshotType: 'Cover' }, 'InvalidParameter'],
    [{ VideoId: id(1), PageSize: '101' }, 'InvalidParameter'],
    [{ VideoId: id(1), AuthTimeout: 'long' }, 'InvalidParameter'],
  ])('refuses %j', (parameters, code) => {
    expect(library.refusal('ListSnapshots', parameters)[1]).toBe(code);
  });
});

describe('SubmitSnapshotJob', () => {
  const workOf = (parameters = {}) => {
    const { JobId } = library.call('SubmitSnapshotJob', {
      VideoId: id(1),
      ...parameters,
    }).SnapshotJob;
    return library.store.jobs.byId(JobId)?.work;
  };

  it('asks for one picture at the beginning unless told otherwise', () => {
    expect(workOf()).toEqual({ kind: 'snapshots', start: 0, count: 1, interval: 1000 });
  });

  it('takes times, sizes and a layout of sprites', () => {
    const SpriteSnapshotConfig = JSON.stringify({
      CellWidth: 128,
      CellHeight: '72',
      Padding: 2,
      Lines: '4',
      KeepCellPic: 'delete',
      Color: '#1E90FF',
    });
    const given = { SpecifiedOffsetTime: '500', Count: '8', Interval: '0', Width: '320' };
    expect(workOf({ ...given, SpecifiedOffsetTimes: '[0,1500]', SpriteSnapshotConfig })).toEqual({
      kind: 'snapshots',
      start: 500,
      count: 8,
      interval: 0,
      offsets: [0, 1500],
      width: 320,
      sprite: {
        cellWidth: 128,
        cellHeight: 72,
        padding: 2,
        margin: 0,
        columns: 10,
        lines: 4,
        color: '0x1e90ff',
        keepsCells: false,
      },
    });
  });

  it.each([
    [{ Count: '0' }],
    [{ Count: '301' }],
    [{ Interval: '-1' }],
    [{ Width: '7' }],
    [{ Height: '4097' }],
    [{ SpecifiedOffsetTime: '-1' }],
    [{ SpecifiedOffsetTimes: '1000' }],
    [{ SpecifiedOffsetTimes: '[]' }],
    [{ SpecifiedOffsetTimes: '["1000"]' }],
    [{ SpecifiedOffsetTimes: '[-1]' }],
    [{ SpecifiedOffsetTimes: JSON.stringify(Array(31).fill(1)) }],
    [{ SpriteSnapshotConfig: '[]' }],
    [{ SpriteSnapshotConfig: '{"Columns":0}' }],
    [{ SpriteSnapshotConfig: '{"Color":"black:text=x"}' }],
    [{ SpriteSnapshotConfig: '{"Format":"png"}' }],
    [{ SpriteSnapshotConfig: '{"CellWidth":{}}' }],
    [{ SnapshotTemplateId: id(5) }],
    [{ UserData: 'x' }],
  ])('refuses %j', (parameters) => {
    const call = { VideoId: id(1), ...parameters };
    expect(library.refusal('SubmitSnapshotJob', call).slice(0, 2)).toEqual([
      400,
      'InvalidParameter',
    ]);
    expect(library.store.jobs.waiting('else', 1)).toEqual([]);
  });

  it.each([
    ['Normal', undefined],
    ['Blocked', undefined],
    ['UploadSucc', undefined],
    ['Transcoding', 'Forbidden.IllegalStatus'],
    ['Uploading', 'Forbidden.IllegalStatus'],
  ])('depends on the status: %s', (status, code) => {
    library.store.media.update(id(1), { status });
    if (code === undefined) expect(workOf()).toBeDefined();
    else expect(library.refusal('SubmitSnapshotJob', { VideoId: id(1) })[1]).toBe(code);
  });

  it('is refused for what is not there', () => {
    expect(library.refusal('SubmitSnapshotJob', {})[1]).toBe('MissingVideoId');
    expect(library.refusal('SubmitSnapshotJob', { VideoId: id(9) })[1]).toBe(
      'InvalidVideo.NotFound',
    );
    library.store.sources.delete(id(1));
    expect(library.refusal('SubmitSnapshotJob', { VideoId: id(1) })[1]).toBe('NoSuchResource');
  });
});
