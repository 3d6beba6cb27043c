import { describe, expect, it } from '@jest/globals';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { useWorld } from './support.js';

const world = useWorld();
const [landscape, portrait] = shippedIds.videos;

async function someIds(count: number): Promise<string[]> {
  const pages = Math.ceil(count / 100);
  const ids: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const { data } = await world.query(
      'query ($after: String) { searchMedia(first: 100, after: $after) { nodes { id } pageInfo { endCursor } } }',
      { after },
    );
    ids.push(...data.searchMedia.nodes.map((node: { id: string }) => node.id));
    after = data.searchMedia.pageInfo.endCursor;
  }
  world.emulator.calls.clear();
  return ids.slice(0, count);
}

describe('video', () => {
  it('answers one video by one call of the batch operation', async () => {
    const { data, errors } = await world.query('query ($id: ID!) { video(id: $id) { id title } }', {
      id: landscape,
    });
    expect(errors).toBeUndefined();
    expect(data.video).toEqual({ id: landscape, title: 'Test card with clock, 16:9' });
    expect(world.calls()).toEqual({ GetVideoInfos: 1 });
  });

  it('answers null without an error for an id that does not exist', async () => {
    const answer = await world.query('{ video(id: "ffffffffffffffffffffffffffffffff") { id } }');
    expect(answer).toEqual({ data: { video: null } });
  });

  it.each(['', 'a,b', 'a b', 'a\u0000b', 'a\tb', 'a\u0085b', '\ud800'])(
    'answers null without a call for %j, which no medium can have as id',
    async (id) => {
      const answer = await world.query('query ($id: ID!) { video(id: $id) { id } }', { id });
      expect(answer).toEqual({ data: { video: null } });
      expect(world.calls()).toEqual({});
    },
  );

  it('asks GetVideoInfo where auditStatus is selected, and nothing else', async () => {
    const { data } = await world.query(
      'query ($id: ID!) { video(id: $id) { title auditStatus } }',
      { id: landscape },
    );
    expect(data.video.auditStatus).toBe('NORMAL');
    expect(world.calls()).toEqual({ GetVideoInfo: 1 });
  });

  it('asks SearchMedia for the fields that only it knows', async () => {
    const { data } = await world.query(
      'query ($ids: [ID!]!) { videos(ids: $ids) { transcodeMode source spriteSnapshots } }',
      { ids: [landscape, portrait] },
    );
    expect(data.videos[0]).toEqual({
      transcodeMode: 'FAST_TRANSCODE',
      source: 'GENERAL',
      spriteSnapshots: [expect.stringContaining('/cdn/')],
    });
    expect(world.calls()).toEqual({ GetVideoInfos: 1, SearchMedia: 1 });
  });

  it('loses only the searched field when the search fails', async () => {
    world.emulator.faults.add('SearchMedia', { kind: 'refuse', status: 403, code: 'Forbidden' });
    const { data, errors } = await world.query(
      'query ($id: ID!) { video(id: $id) { title transcodeMode } }',
      { id: landscape },
    );
    expect(data.video).toEqual({ title: 'Test card with clock, 16:9', transcodeMode: null });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['video', 'transcodeMode'],
        extensions: expect.objectContaining({ code: 'FORBIDDEN', retryable: false }),
      }),
    ]);
  });
});

describe('videos', () => {
  it('keeps order and duplicates, with null where an id does not exist', async () => {
    const ids = [portrait, 'missing', landscape, portrait];
    const { data } = await world.query('query ($ids: [ID!]!) { videos(ids: $ids) { id } }', {
      ids,
    });
    expect(data.videos).toEqual([{ id: portrait }, null, { id: landscape }, { id: portrait }]);
    expect(world.calls()).toEqual({ GetVideoInfos: 1 });
  });

  it.each([
    [20, 1],
    [21, 2],
    [25, 2],
    [100, 5],
  ])('asks for %i videos in %i calls', async (count, calls) => {
    const ids = await someIds(count);
    const { data } = await world.query('query ($ids: [ID!]!) { videos(ids: $ids) { id } }', {
      ids,
    });
    expect(data.videos.map((video: { id: string }) => video.id)).toEqual(ids);
    expect(world.calls()).toEqual({ GetVideoInfos: calls });
  });

  it('answers by id, whatever order VOD answers in', async () => {
    world.emulator.faults.add('GetVideoInfos', {
      kind: 'rewrite',
      rewrite: (body) => {
        const answer = body as { VideoList: unknown[] };
        return {
          ...answer,
          VideoList: [...answer.VideoList].reverse(),
          NonExistVideoIds: undefined,
        };
      },
    });
    const ids = await someIds(3);
    const { data } = await world.query('query ($ids: [ID!]!) { videos(ids: $ids) { id } }', {
      ids: [...ids, 'missing'],
    });
    expect(data.videos).toEqual([...ids.map((id) => ({ id })), null]);
  });

  it('shares calls between all look-ups of a query, wherever they stand', async () => {
    const ids = await someIds(15);
    const { data } = await world.query(
      `query ($ids: [ID!]!, $a: ID!, $b: ID!) {
        videos(ids: $ids) { id }
        again: videos(ids: $ids) { ...Name }
        video(id: $a) { title }
        other: video(id: $b) { ... on Media { title } }
      }
      fragment Name on Video { title }`,
      { ids, a: ids[0], b: landscape },
    );
    expect(data.again).toHaveLength(15);
    expect(world.calls()).toEqual({ GetVideoInfos: 1 });
  });

  it('fails only the ids of a failed batch and asks for them again in the next field', async () => {
    const ids = await someIds(40);
    const failing = ids[0] as string;
    world.emulator.faults.add('GetVideoInfos', {
      kind: 'refuse',
      status: 403,
      code: 'Forbidden.RAM',
      when: (parameters) => parameters.VideoIds?.includes(failing) === true,
    });
    const { data, errors } = await world.query(
      'query ($ids: [ID!]!) { videos(ids: $ids) { id } }',
      { ids },
    );
    expect(data.videos.slice(0, 20)).toEqual(Array(20).fill(null));
    expect(data.videos.slice(20)).toEqual(ids.slice(20).map((id) => ({ id })));
    expect(errors).toHaveLength(20);
  });

  it.each([[501], [5000]])('refuses %i ids before any call', async (count) => {
    const ids = Array.from({ length: count }, (_, index) => `id${index}`);
    const { data, errors } = await world.query(
      'query ($ids: [ID!]!) { videos(ids: $ids) { id } }',
      {
        ids,
      },
    );
    expect(data).toEqual({ videos: null });
    expect(errors?.[0]).toMatchObject({
      message: `ids: must hold at most 500 items; got ${count}.`,
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(world.calls()).toEqual({});
  });

  it('answers an empty list for no ids', async () => {
    expect(await world.query('{ videos(ids: []) { id } }')).toEqual({ data: { videos: [] } });
  });
});

describe('mezzanine and streams', () => {
  const fields = 'mezzanine { size videoStreams { codecName } } streams { jobId }';

  it('cost one BatchGetMediaInfos call for twenty videos, which is their look-up too', async () => {
    const ids = await someIds(20);
    const { data } = await world.query(
      `query ($ids: [ID!]!) { videos(ids: $ids) { id ${fields} } }`,
      { ids },
    );
    expect(data.videos).toHaveLength(20);
    expect(world.calls()).toEqual({ BatchGetMediaInfos: 1 });
  });

  it('cost two for twenty-one', async () => {
    const ids = await someIds(21);
    await world.query(`query ($ids: [ID!]!) { videos(ids: $ids) { id ${fields} } }`, { ids });
    expect(world.calls()).toEqual({ BatchGetMediaInfos: 2 });
  });

  it('are asked for by their own operations for a single video', async () => {
    const { data } = await world.query(`query ($id: ID!) { video(id: $id) { ${fields} } }`, {
      id: landscape,
    });
    expect(data.video.mezzanine.videoStreams).toEqual([{ codecName: 'h264' }]);
    expect(world.calls()).toEqual({ GetVideoInfos: 1, GetMezzanineInfo: 1, GetPlayInfo: 1 });
  });

  it('share the call of one source between all selections that it answers', async () => {
    const { data } = await world.query(
      `query ($id: ID!) {
        mezzanine(videoId: $id) { fileName video { mezzanine { preprocessStatus } } }
        same: mezzanine(videoId: $id) { storageClass }
      }`,
      { id: landscape },
    );
    expect(data.mezzanine.video.mezzanine).toEqual({ preprocessStatus: 'UN_PREPROCESS' });
    expect(data.same).toEqual({ storageClass: 'STANDARD' });
    expect(world.calls()).toEqual({ GetMezzanineInfo: 1, GetVideoInfos: 1 });
  });
});
