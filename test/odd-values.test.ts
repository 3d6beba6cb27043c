import { describe, expect, it } from '@jest/globals';
import { insertSource, insertStream } from './emulator/media.js';
import { addVideo, addVideos } from './library.js';
import { useWorld } from './support.js';

const world = useWorld({ library: false });

/** A video with other values on the wire, each written in JSON: numbers may be of any length. */
async function videoWith(wire: Record<string, string>, selection: string) {
  const id = addVideo(world);
  world.emulator.faults.add('GetVideoInfos', {
    kind: 'rewrite',
    rewrite: (body) => {
      const { RequestId } = body as { RequestId: string };
      const fields = Object.entries({ VideoId: JSON.stringify(id), ...wire });
      const video = fields.map(([name, value]) => `"${name}":${value}`).join(',');
      return `{"RequestId":"${RequestId}","VideoList":[{${video}}]}`;
    },
  });
  const { data, errors } = await world.query(
    `query ($id: ID!) { video(id: $id) { ${selection} } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  return data.video;
}

describe('a figure of a video', () => {
  it.each([
    ['135.6', 135.6],
    ['"135.6000"', 135.6],
    ['135.60000000000002', 135.60000000000002],
    ['0.1000000000000000055511151231257827', 0.1],
    ['"-"', null],
    ['""', null],
    ['null', null],
    ['{}', null],
    ['true', null],
  ])('written as %s is the duration %p', async (Duration, duration) => {
    expect(await videoWith({ Duration }, 'duration')).toEqual({ duration });
  });

  it.each([
    ['10897890', 10_897_890],
    ['"10897890"', 10_897_890],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['"9007199254740991"', Number.MAX_SAFE_INTEGER],
    ['9007199254740993', null],
    ['1e400', null],
  ])('written as %s is the size %p', async (Size, size) => {
    expect(await videoWith({ Size }, 'size')).toEqual({ size });
  });

  it.each([
    ['1000123', '1000123'],
    ['"1000123"', '1000123'],
    ['-1', '-1'],
    ['1234567890123456789', '1234567890123456789'],
  ])('written as %s is the category %s', async (CateId, id) => {
    expect(await videoWith({ CateId, CateName: '"N"' }, 'category { id name }')).toEqual({
      category: { id, name: 'N' },
    });
  });
});

describe('a value that did not exist when this was built', () => {
  it.each(['"Levitating"', '7', '{}', '"__proto__"', '"UNKNOWN"'])(
    'is UNKNOWN in an enum: %s',
    async (value) => {
      expect(
        await videoWith(
          { Status: value, StorageClass: value, DownloadSwitch: value },
          'status storageClass downloadSwitch',
        ),
      ).toEqual({ status: 'UNKNOWN', storageClass: 'UNKNOWN', downloadSwitch: 'UNKNOWN' });
    },
  );

  it('costs nothing as a field that nobody knows', async () => {
    expect(await videoWith({ Hologram: '{"Depth":[1]}', Title: '"T"' }, 'title')).toEqual({
      title: 'T',
    });
  });
});

describe('what is absent', () => {
  const all =
    'title description tags status category { id } createdAt modifiedAt coverUrl duration size snapshots storageClass userData';
  const nothing = {
    title: null,
    description: null,
    tags: [],
    status: null,
    category: null,
    createdAt: null,
    modifiedAt: null,
    coverUrl: null,
    duration: null,
    size: null,
    snapshots: [],
    storageClass: null,
    userData: null,
  };

  it('is null, and a list that came along is empty', async () => {
    expect(await videoWith({}, all)).toEqual(nothing);
  });

  it('may be written as null or as an empty text', async () => {
    const names = [
      'Title',
      'Description',
      'Tags',
      'Status',
      'CreationTime',
      'CoverURL',
      'UserData',
    ];
    const texts = Object.fromEntries(names.map((name) => [name, '""']));
    const nulls = { Snapshots: 'null', CateId: 'null', ModificationTime: 'null', Size: 'null' };
    expect(await videoWith({ ...texts, ...nulls }, all)).toEqual(nothing);
  });

  it('is null for a time that is none', async () => {
    expect(await videoWith({ CreationTime: '"yesterday"' }, 'createdAt')).toEqual({
      createdAt: null,
    });
  });

  it('may be the lists of missing ids of a batch', async () => {
    const ids = addVideos(world, 2);
    world.emulator.faults.add('GetVideoInfos', {
      kind: 'rewrite',
      rewrite: ({ NonExistVideoIds: _, NonExistReferenceIds: __, ...body }: Body) => body,
    });
    const { data, errors } = await world.query(
      'query ($ids: [ID!]!) { videos(ids: $ids) { id } }',
      { ids: [ids[0], 'gone', ids[1]] },
    );
    expect(errors).toBeUndefined();
    expect(data.videos).toEqual([{ id: ids[0] }, null, { id: ids[1] }]);
  });

  it('may be everything that BatchGetMediaInfos tells besides the id', async () => {
    const ids = addVideos(world, 2);
    for (const id of ids) insertSource(world.emulator.store, id);
    world.emulator.faults.add('BatchGetMediaInfos', {
      kind: 'rewrite',
      rewrite: ({ RequestId }: Body) => ({
        RequestId,
        MediaInfos: ids.map((MediaId) => ({ MediaId })),
      }),
    });
    const { data, errors } = await world.query(
      'query ($ids: [ID!]!) { videos(ids: $ids) { mezzanine { size } streams { jobId } } }',
      { ids },
    );
    expect(errors).toBeUndefined();
    expect(data.videos).toEqual(ids.map(() => ({ mezzanine: null, streams: [] })));
  });

  it('may be the list of streams', async () => {
    const id = addVideo(world);
    insertStream(world.emulator.store, id);
    world.emulator.faults.add('GetPlayInfo', {
      kind: 'rewrite',
      rewrite: ({ RequestId }: Body) => ({ RequestId, VideoBase: {} }),
    });
    const answer = await world.query('query ($id: ID!) { video(id: $id) { streams { jobId } } }', {
      id,
    });
    expect(answer).toEqual({ data: { video: { streams: [] } } });
  });
});

interface Body {
  readonly RequestId?: string;
  readonly NonExistVideoIds?: string[];
  readonly NonExistReferenceIds?: string[];
}
