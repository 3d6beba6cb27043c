import { describe, expect, it } from '@jest/globals';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { scrape } from './scrape.js';
import { useWorld } from './support.js';
import { waitFor } from './wait-for.js';
import type { World } from './world.js';

const [video = '', other = ''] = shippedIds.videos;
const titles = 'query ($ids: [ID!]!) { videos(ids: $ids) { title } }';

/** How much each sample grew while `act` ran; samples that did not are left out. */
async function growth(world: World, act: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await scrape(world.origin);
  await act();
  const after = await scrape(world.origin);
  const grown = Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]);
  return Object.fromEntries(grown.filter(([, by]) => by !== 0));
}

describe('figures for Prometheus', () => {
  const world = useWorld();

  it('count as many attempts of each operation as VOD has received', async () => {
    const grown = await growth(world, async () => {
      await world.query(`{ videos(ids: ["${video}", "${other}"]) { title streams { url } } }`);
      await world.query('{ searchMedia(first: 5) { nodes { id title } } }');
      await world.query(
        `mutation { updateVideo(input: { id: "${video}", title: "x" }) { video { title } } }`,
      );
      await world.query(`{ image(id: "${shippedIds.images[0]}") { url } }`);
    });
    const attempts = Object.entries(grown)
      .filter(([name]) => name.startsWith('vodgraph_vod_attempts_total'))
      .map(([name, by]) => [/operation="(\w+)"/.exec(name)?.[1], by]);
    expect(Object.fromEntries(attempts)).toEqual(world.calls());
    for (const operation of Object.keys(world.calls())) {
      const of = `{operation="${operation}"}`;
      expect(grown[`vodgraph_vod_attempt_duration_seconds_count${of}`]).toBe(
        world.calls()[operation],
      );
      expect(grown[`vodgraph_vod_queue_wait_seconds_count${of}`]).toBe(world.calls()[operation]);
    }
    expect(Object.keys(grown).filter((name) => /errors|retries|unsent/.test(name))).toEqual([]);
  });

  it('tell how full batches are', async () => {
    const ids = Array.from({ length: 25 }, (_, number) => `id-${number}`);
    const grown = await growth(world, () => world.query(titles, { ids }));
    const calls = world.calls().GetVideoInfos;
    expect(grown['vodgraph_vod_batch_keys_sum{operation="GetVideoInfos"}']).toBe(25);
    expect(grown['vodgraph_vod_batch_keys_count{operation="GetVideoInfos"}']).toBe(calls);
    expect(grown['vodgraph_vod_batch_keys_bucket{le="19",operation="GetVideoInfos"}']).toBe(1);
  });

  it('count retries, and errors by the code of VOD', async () => {
    const throttled = {
      kind: 'refuse',
      status: 400,
      code: 'Throttling.User',
      message: 'no',
    } as const;
    world.emulator.faults.add('GetVideoInfos', throttled, 1);
    const grown = await growth(world, () => world.query(titles, { ids: [video] }));
    expect(grown['vodgraph_vod_attempts_total{operation="GetVideoInfos"}']).toBe(2);
    expect(grown['vodgraph_vod_retries_total{operation="GetVideoInfos"}']).toBe(1);
    expect(grown['vodgraph_vod_batch_keys_count{operation="GetVideoInfos"}']).toBe(1);
    expect(
      grown['vodgraph_vod_errors_total{operation="GetVideoInfos",code="Throttling.User"}'],
    ).toBe(1);
  });

  it('count a code that is none as `other`', async () => {
    const odd = { kind: 'refuse', status: 400, code: 'x"} 1\nevil{a="', message: 'no' } as const;
    world.emulator.faults.add('GetVideoInfos', odd, 1);
    const grown = await growth(world, () => world.query(titles, { ids: [video] }));
    expect(grown['vodgraph_vod_errors_total{operation="GetVideoInfos",code="other"}']).toBe(1);
    expect(Object.keys(grown).filter((name) => name.includes('evil'))).toEqual([]);
  });

  it('count ids that joined a look-up under way', async () => {
    world.emulator.faults.add('GetVideoInfos', { kind: 'delay', ms: 50 }, 1);
    const grown = await growth(world, () =>
      Promise.all(Array.from({ length: 10 }, () => world.query(titles, { ids: [video] }))),
    );
    const joined = grown['vodgraph_vod_joined_keys_total{operation="GetVideoInfos"}'] ?? 0;
    const asked = grown['vodgraph_vod_batch_keys_sum{operation="GetVideoInfos"}'] ?? 0;
    expect(joined).toBeGreaterThan(0);
    expect(joined + asked).toBe(10);
  });

  it('tell the state of the circuit, and what it kept from being sent', async () => {
    const state = async () =>
      Object.entries(await scrape(world.origin))
        .filter(([name, value]) => name.startsWith('vodgraph_vod_breaker_state') && value === 1)
        .map(([name]) => name);
    expect(await state()).toEqual(['vodgraph_vod_breaker_state{state="closed"}']);
    world.emulator.faults.add('*', { kind: 'reset' }, 100);
    const grown = await growth(world, async () => {
      for (let query = 0; query < 10; query += 1) await world.query(titles, { ids: [video] });
    });
    expect(await state()).toEqual(['vodgraph_vod_breaker_state{state="open"}']);
    expect(grown['vodgraph_vod_errors_total{operation="GetVideoInfos",code="broken"}']).toBe(8);
    expect(
      grown['vodgraph_vod_unsent_calls_total{operation="GetVideoInfos",reason="circuit"}'],
    ).toBeGreaterThan(0);
  });

  it('hold those of the process, and explain each of their own', async () => {
    const answer = await fetch(`${world.origin}/metrics`);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toContain('\nprocess_resident_memory_bytes ');
    const names = [...text.matchAll(/^# TYPE (vodgraph_\w+)/gm)].map(([, name]) => name);
    expect(names).toHaveLength(13);
    for (const name of names) expect(text).toMatch(new RegExp(`^# HELP ${name} [A-Z].+\\.$`, 'm'));
  });
});

describe('figures of the quota', () => {
  const world = useWorld({
    governor: { quotaShare: 1, quotas: { SearchMedia: 5 }, maxWaiting: 2 },
  });

  it('tell the tokens left, the waits, and the calls without room', async () => {
    const tokens = 'vodgraph_vod_tokens{operation="SearchMedia"}';
    expect((await scrape(world.origin))[tokens]).toBe(1);
    const search = (title: string) =>
      world.query(
        'query ($title: String!) { searchMedia(filter: { title: [$title] }) { totalCount } }',
        {
          title,
        },
      );
    const grown = await growth(world, () =>
      Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(search)),
    );
    const of = '{operation="SearchMedia"}';
    const sent = world.calls().SearchMedia ?? 0;
    expect(grown[`vodgraph_vod_queue_wait_seconds_count${of}`]).toBe(sent);
    expect(grown[`vodgraph_vod_queue_wait_seconds_sum${of}`]).toBeGreaterThan(0.1);
    expect(grown['vodgraph_vod_unsent_calls_total{operation="SearchMedia",reason="quota"}']).toBe(
      6 - sent,
    );
    expect((await scrape(world.origin))[tokens]).toBeLessThan(1);
  });
});

const lookups = (outcome: string) =>
  `vodgraph_cache_lookups_total{operation="GetVideoInfos",outcome="${outcome}"}`;

describe('figures of the cache', () => {
  const world = useWorld({ cache: { mediaMs: 60_000, missingMs: 60_000 } });

  it('tell hits from misses, by id', async () => {
    const first = await growth(world, () => world.query(titles, { ids: [video] }));
    expect([first[lookups('miss')], first[lookups('hit')]]).toEqual([1, undefined]);
    const second = await growth(world, () => world.query(titles, { ids: [video, other] }));
    expect([second[lookups('miss')], second[lookups('hit')]]).toEqual([1, 1]);
    expect(world.calls()).toEqual({ GetVideoInfos: 2 });
  });
});

describe('figures of values that are soon stale', () => {
  const world = useWorld({ cache: { mediaMs: 1, staleMs: 60_000 } });

  it('count those that were given all the same', async () => {
    let asked = 0;
    const grown = await growth(world, () =>
      waitFor(async () => {
        asked += 1;
        await world.query(titles, { ids: [video] });
        return (await scrape(world.origin))[lookups('stale')] || undefined;
      }),
    );
    expect(grown[lookups('stale')]).toBe(1);
    expect(grown[lookups('miss')]).toBe(1);
    expect(grown[lookups('hit')] ?? 0).toBe(asked - 2);
  });
});

describe('a server without METRICS', () => {
  const world = useWorld({ library: false, settings: { metrics: false } });

  it('has no such route', async () => {
    expect((await fetch(`${world.origin}/metrics`)).status).toBe(404);
  });
});
