import { afterEach, describe, expect, it } from '@jest/globals';
import { addVideos } from './library.js';
import { useWorld } from './support.js';
import { waitFor } from './wait-for.js';
import { createWorld, type World, type WorldOptions } from './world.js';

const videos = 'query ($ids: [ID!]!) { videos(ids: $ids) { id title } }';
const published = { quotaShare: 1, maxWaiting: 1000 };

const sizesOf = ({ emulator }: World) =>
  emulator.calls.of('GetVideoInfos').map(({ parameters }) => idsOf(parameters).length);
const idsOf = ({ VideoIds = '' }: Readonly<Record<string, string>>) => VideoIds.split(',');

describe('look-ups of a hundred requests at once', () => {
  const world = useWorld({
    notCompared: 'the quota leaves no room for more',
    library: false,
    governor: published,
    upstream: { quotas: 'published', latency: 20 },
  });

  const send = (idsOfRequest: (request: number) => string[]) =>
    Promise.all(
      Array.from({ length: 100 }, (_, request) =>
        world.query(videos, { ids: idsOfRequest(request) }),
      ),
    );

  it('cost at most thirty calls for five hundred ids', async () => {
    const ids = addVideos(world, 500);
    const answers = await send((request) => ids.slice(request * 5, request * 5 + 5));
    expect(answers.flatMap(({ data }) => data.videos.map(({ id }: { id: string }) => id))).toEqual(
      ids,
    );
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect(sizesOf(world).length).toBeLessThanOrEqual(30);
    expect(sizesOf(world).reduce((sum, size) => sum + size)).toBe(500);
  });

  it('cost one call in flight for the same ids', async () => {
    const ids = addVideos(world, 5);
    const answers = await send(() => ids);
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    const asked = sizesOf(world);
    // Whoever comes after an answer asks anew: nothing is kept.
    expect(asked.length).toBeLessThan(20);
    expect(new Set(asked)).toEqual(new Set([5]));
  });
});

const worlds: World[] = [];
afterEach(() => Promise.all(worlds.splice(0).map((world) => world.close())));

async function openWorld(options: WorldOptions): Promise<World> {
  const world = await createWorld(options);
  worlds.push(world);
  return world;
}

describe('a look-up', () => {
  it('leaves at once when nothing is under way', async () => {
    const world = await openWorld({ library: false, governor: published });
    const [id] = addVideos(world, 1);
    for (let times = 0; times < 3; times += 1) await world.query(videos, { ids: [id] });
    expect(sizesOf(world)).toEqual([1, 1, 1]);
  });

  it('that VOD refuses for one bad id is halved until the others are answered', async () => {
    const world = await openWorld({ library: false });
    const ids = addVideos(world, 20);
    const poison = ids[13] as string;
    world.emulator.faults.add(
      'GetVideoInfos',
      {
        kind: 'refuse',
        status: 400,
        code: 'InvalidParameter',
        when: (parameters) => idsOf(parameters).includes(poison),
      },
      100,
    );
    const { data, errors } = await world.query(videos, { ids });
    expect(data.videos.map((video: { id: string } | null) => video?.id ?? null)).toEqual(
      ids.map((id) => (id === poison ? null : id)),
    );
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['videos', 13],
        extensions: expect.objectContaining({ code: 'UPSTREAM_REFUSED' }),
      }),
    ]);
    expect(sizesOf(world).toSorted((a, b) => b - a)).toEqual([20, 10, 10, 5, 5, 3, 2, 2, 1, 1, 1]);
  });

  it('after a change does not join one that was under way before it', async () => {
    const world = await openWorld({ library: false });
    const [id] = addVideos(world, 1, { title: 'before' });
    world.emulator.faults.add('GetVideoInfos', { kind: 'delay', ms: 300 });
    const early = world.query(videos, { ids: [id] });
    while (world.emulator.calls.of('GetVideoInfos').length === 0) {
      await new Promise(setImmediate);
    }
    const { data } = await world.query(
      'mutation ($id: ID!) { updateVideo(input: { id: $id, title: "after" }) { video { title } } }',
      { id },
    );
    expect(data.updateVideo.video.title).toBe('after');
    expect((await early).data.videos[0].title).toBe('before');
  });

  it('that hangs is sent again for whoever joined it later', async () => {
    const settings = { operationTimeoutMs: 1500 };
    const world = await openWorld({ library: false, settings, readTimeoutMs: 10_000 });
    const [id] = addVideos(world, 1, { title: 'there' });
    world.emulator.faults.add('GetVideoInfos', { kind: 'hang' });
    const early = world.query(videos, { ids: [id] });
    await new Promise((resolve) => setTimeout(resolve, 900));
    const late = world.query(videos, { ids: [id] });
    expect((await early).errors).toEqual([
      expect.objectContaining({
        extensions: expect.objectContaining({ code: 'UPSTREAM_TIMEOUT' }),
      }),
    ]);
    expect((await late).data.videos).toEqual([{ id, title: 'there' }]);
    expect(sizesOf(world)).toEqual([1, 1]);
  });

  it('that had hardly any time does not open the circuit for others', async () => {
    const settings = { operationTimeoutMs: 150 };
    const world = await openWorld({ library: false, settings, readTimeoutMs: 10_000 });
    const [id] = addVideos(world, 1);
    world.emulator.faults.add('GetVideoInfos', { kind: 'hang' }, 'always');
    // A busy machine lets time pass before a call is sent.
    const ask = async () => {
      const { data, errors = [] } = await world.query(videos, { ids: [id] });
      for (const { extensions } of errors) expect(extensions.code).toBe('UPSTREAM_TIMEOUT');
      return data.videos[0] ?? undefined;
    };
    while (sizesOf(world).length < 10) expect(await ask()).toBeUndefined();
    expect(world.client.breaker.state).toBe('closed');
    world.emulator.faults.clear();
    await waitFor(ask);
  });

  it('is given up at the deadline of its operation, and not sent if it still waits then', async () => {
    const world = await openWorld({
      library: false,
      settings: { operationTimeoutMs: 400 },
      governor: { ...published, quotas: { GetVideoInfo: 1 } },
    });
    const ids = addVideos(world, 3);
    const { data, errors } = await world.query(
      'query ($ids: [ID!]!) { videos(ids: $ids) { id auditStatus } }',
      { ids },
    );
    expect(data.videos.filter(Boolean)).toHaveLength(1);
    expect(errors).toHaveLength(2);
    for (const { extensions } of errors ?? []) {
      expect(extensions).toMatchObject({ code: 'THROTTLED', retryable: true });
      expect(extensions.retryAfterMs).toBeGreaterThan(500);
    }
    expect(world.calls()).toEqual({ GetVideoInfo: 1 });
  });

  it('that nobody waits for any more is not sent', async () => {
    const world = await openWorld({
      library: false,
      governor: { ...published, quotas: { GetVideoInfo: 2 } },
    });
    const ids = addVideos(world, 6);
    const body = JSON.stringify({
      query: 'query ($ids: [ID!]!) { videos(ids: $ids) { auditStatus } }',
      variables: { ids },
    });
    const client = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body, signal: client.signal };
    const answer = fetch(`${world.origin}/graphql`, request).catch((error) => error.name);
    while (world.emulator.calls.all().length === 0) await new Promise(setImmediate);
    client.abort();
    expect(await answer).toBe('AbortError');
    while (world.client.governor.stateOf('GetVideoInfo').waiting > 0) {
      await new Promise(setImmediate);
    }
    expect(world.emulator.calls.all().length).toBeLessThan(3);
  });

  it('of one caller does not wait for all of another', async () => {
    const world = await openWorld({
      library: false,
      governor: { ...published, quotas: { GetVideoInfos: 20 } },
    });
    const many = addVideos(world, 500);
    const [one] = addVideos(world, 1);
    const greedy = Promise.all(
      [0, 1, 2].map(() => world.query(videos, { ids: many.map((id, index) => `${id}${index}`) })),
    );
    while (world.emulator.calls.all().length === 0) await new Promise(setImmediate);
    await world.query(videos, { ids: [one] });
    expect(world.emulator.calls.all().length).toBeLessThan(15);
    await greedy;
  });

  it('of a small operation goes before those of dear ones', async () => {
    const world = await openWorld({
      library: false,
      settings: { operationTimeoutMs: 120_000 },
      governor: { quotaShare: 1, maxWaiting: 10_000, quotas: { GetVideoInfo: 50 } },
    });
    const detail = 'query ($ids: [ID!]!) { videos(ids: $ids) { auditStatus } }';
    const client = new AbortController();
    const dear = Array.from({ length: 30 }, (_, request) => {
      const ids = Array.from({ length: 101 }, (_, place) => `dear-${request}-${place}`);
      return fetch(`${world.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: detail, variables: { ids } }),
        signal: client.signal,
      }).catch((problem) => problem.name);
    });
    const { governor } = world.client;
    await waitFor(() => governor.stateOf('GetVideoInfo').waiting > 2900 || undefined);
    const before = world.emulator.calls.all().length;
    await world.query(detail, { ids: ['small'] });
    // Thirty callers who take turns would have come first.
    expect(world.emulator.calls.all().length - before).toBeLessThan(25);
    client.abort();
    expect(new Set(await Promise.all(dear))).toEqual(new Set(['AbortError']));
  });
});
