import { describe, expect, it } from '@jest/globals';
import { insertCategory } from './emulator/media.js';
import { addVideo, addVideos, missingId } from './library.js';
import { useWorld } from './support.js';

const world = useWorld({ library: false });

const updateVideo = (input: object, selection = 'video { id title }') =>
  world.query(
    `mutation ($input: UpdateVideoInput!) { updateVideo(input: $input) { ${selection} } }`,
    { input },
  );

const parametersOf = (operation: string) =>
  world.emulator.calls.of(operation).map(({ parameters }) => parameters);

describe('updateVideo', () => {
  it('changes all that is given, and reads it back once', async () => {
    const id = addVideo(world);
    insertCategory(world.emulator.store, { id: 1_000_201, name: 'Harbours' });
    const change = {
      title: 'Harbour',
      description: 'At noon,\nfrom the pier.',
      tags: ['sea', '港口', "it's"],
      coverUrl: 'https://img.example.com/a.jpg?x=1&y=%2C',
      userData: '{"Extend":{"a":"b \\" c"}}',
    };
    const { data, errors } = await updateVideo(
      { id, ...change, categoryId: '1000201' },
      'video { id title description tags coverUrl userData category { id name } }',
    );
    expect(errors).toBeUndefined();
    expect(data.updateVideo.video).toEqual({
      id,
      ...change,
      category: { id: '1000201', name: 'Harbours' },
    });
    expect(world.calls()).toEqual({ UpdateVideoInfo: 1, GetVideoInfos: 1 });
  });

  it.each([
    `It's "quoted" \\ back\\\\slashed`,
    '海洋 – Ærø, naïve café',
    '👩‍👩‍👧 🇩🇪 🎬',
    '{"a":[1]}',
    "') or 1=1 --",
    '<b>&amp;</b> %20 + * ~ ! ( )',
    'שלום עולם',
    '\u200b\u202ehidden',
    ' spaces around ',
  ])('keeps the title %j as it is, alone and in bulk', async (title) => {
    const [alone, bulk] = addVideos(world, 2);
    await updateVideo({ id: alone, title });
    await world.query(
      'mutation ($input: [UpdateVideoInput!]!) { updateVideos(input: $input) { results { id } } }',
      { input: [{ id: bulk, title }] },
    );
    const { data } = await world.query('query ($ids: [ID!]!) { videos(ids: $ids) { title } }', {
      ids: [alone, bulk],
    });
    expect(data.videos).toEqual([{ title }, { title }]);
  });

  it('sends only what is given, and leaves the rest as it is', async () => {
    const id = addVideo(world, { description: 'stays', tags: 'a,b' });
    const { data } = await updateVideo({ id, title: 'New' }, 'video { description tags }');
    expect(data.updateVideo.video).toEqual({ description: 'stays', tags: ['a', 'b'] });
    expect(parametersOf('UpdateVideoInfo')).toEqual([{ VideoId: id, Title: 'New' }]);
  });

  it.each(['__typename', 'video @skip(if: true) { title }'])(
    'reads nothing back for the selection %j',
    async (selection) => {
      const { errors } = await updateVideo({ id: addVideo(world), title: 'New' }, selection);
      expect(errors).toBeUndefined();
      expect(world.calls()).toEqual({ UpdateVideoInfo: 1 });
    },
  );

  it('reads back by the operation that knows what is selected', async () => {
    const id = addVideo(world, { auditStatus: 'Normal' });
    const { data } = await updateVideo(
      { id, title: 'New' },
      'video { ... on Media { ... on Video { auditStatus } } }',
    );
    expect(data.updateVideo.video).toEqual({ auditStatus: 'NORMAL' });
    expect(world.calls()).toEqual({ UpdateVideoInfo: 1, GetVideoInfo: 1 });
  });

  it('is NOT_FOUND for a video that does not exist', async () => {
    const { data, errors } = await updateVideo({ id: missingId, title: 'New' });
    expect(data).toEqual({ updateVideo: null });
    expect(errors).toEqual([
      {
        message: `Video ${missingId} does not exist.`,
        path: ['updateVideo'],
        locations: expect.anything(),
        extensions: {
          code: 'NOT_FOUND',
          retryable: false,
          vod: {
            operation: 'UpdateVideoInfo',
            code: 'InvalidVideo.NotFound',
            requestId: world.emulator.calls.all()[0]?.requestId,
          },
        },
      },
    ]);
    expect(world.calls()).toEqual({ UpdateVideoInfo: 1 });
  });

  it("passes on VOD's refusal of a category that does not exist", async () => {
    const { errors } = await updateVideo({ id: addVideo(world), categoryId: '4711' });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_REFUSED',
      retryable: false,
      vod: { operation: 'UpdateVideoInfo', code: 'InvalidCateId.NotFound' },
    });
  });

  it('is done, and says so, if reading back fails', async () => {
    const id = addVideo(world);
    world.emulator.faults.add('GetVideoInfos', { kind: 'refuse', status: 403, code: 'Forbidden' });
    const { data, errors } = await updateVideo({ id, title: 'Done' });
    expect(data).toEqual({ updateVideo: { video: null } });
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('The change is done, but reading it back failed.'),
        path: ['updateVideo', 'video'],
        extensions: {
          code: 'FORBIDDEN',
          outcome: 'DONE',
          retryable: false,
          vod: expect.objectContaining({ operation: 'GetVideoInfos', code: 'Forbidden' }),
        },
      }),
    ]);
    expect(world.emulator.store.media.byId(id)?.title).toBe('Done');
  });

  it('is sent again when throttled, signed afresh, without anybody noticing', async () => {
    const id = addVideo(world);
    world.emulator.faults.add(
      'UpdateVideoInfo',
      { kind: 'refuse', status: 400, code: 'Throttling.User' },
      2,
    );
    const { data, errors } = await updateVideo({ id, title: 'At last' });
    expect(errors).toBeUndefined();
    expect(data.updateVideo.video.title).toBe('At last');
    const calls = world.emulator.calls.of('UpdateVideoInfo');
    expect(calls.map(({ status }) => status)).toEqual([400, 400, 200]);
    expect(new Set(calls.map(({ nonce }) => nonce)).size).toBe(3);
  });
});

describe('mutations of one operation', () => {
  it('see the effect of those before them', async () => {
    const id = addVideo(world, { title: 'zero' });
    const { data, errors } = await world.query(
      `mutation ($one: UpdateVideoInput!, $two: UpdateVideoInput!, $all: [UpdateVideoInput!]!) {
        one: updateVideo(input: $one) { video { title tags } }
        two: updateVideo(input: $two) { video { title tags } }
        three: updateVideos(input: $all) { videos { title tags } }
      }`,
      { one: { id, title: 'one' }, two: { id, tags: ['two'] }, all: [{ id, title: 'three' }] },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      one: { video: { title: 'one', tags: [] } },
      two: { video: { title: 'one', tags: ['two'] } },
      three: { videos: [{ title: 'three', tags: ['two'] }] },
    });
    expect(world.emulator.calls.all().map(({ operation }) => operation)).toEqual([
      'UpdateVideoInfo',
      'GetVideoInfos',
      'UpdateVideoInfo',
      'GetVideoInfos',
      'UpdateVideoInfos',
      'GetVideoInfos',
    ]);
  });

  it('read as gone what an earlier one deleted', async () => {
    const [gone, stays] = addVideos(world, 2);
    const { data, errors } = await world.query(
      `mutation ($gone: ID!, $both: [UpdateVideoInput!]!) {
        before: updateVideos(input: $both) { videos { id } }
        deleteVideos(ids: [$gone]) { deletedIds }
        after: updateVideos(input: $both) { results { outcome } videos { id } }
      }`,
      { gone, both: [gone, stays].map((id) => ({ id, title: 'x' })) },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      before: { videos: [{ id: gone }, { id: stays }] },
      deleteVideos: { deletedIds: [gone] },
      after: { results: [{ outcome: 'NOT_FOUND' }, { outcome: 'DONE' }], videos: [{ id: stays }] },
    });
  });

  it('keep the result of an earlier one when a later one fails, and go on after it', async () => {
    const id = addVideo(world);
    const { data, errors } = await world.query(
      `mutation ($id: ID!, $missing: ID!) {
        first: updateVideo(input: { id: $id, title: "first" }) { video { title } }
        failing: updateVideo(input: { id: $missing, title: "x" }) { video { title } }
        refused: updateVideo(input: { id: $id, title: "" }) { video { title } }
        last: updateVideo(input: { id: $id, title: "last" }) { video { title } }
      }`,
      { id, missing: missingId },
    );
    expect(data).toEqual({
      first: { video: { title: 'first' } },
      failing: null,
      refused: null,
      last: { video: { title: 'last' } },
    });
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['failing'], 'NOT_FOUND'],
      [['refused'], 'BAD_USER_INPUT'],
    ]);
  });
});
