import { describe, expect, it } from '@jest/globals';
import { type SharedWorldOptions, useWorld } from './support.js';
import type { GraphQLAnswer, World } from './world.js';

const quota = 50;

/** No deadline or time-out decides anything here. */
const patient: SharedWorldOptions = {
  notCompared: 'VOD throttles whatever else is sent',
  library: false,
  settings: { operationTimeoutMs: 60_000 },
  readTimeoutMs: 60_000,
  governor: { quotaShare: 1, maxWaiting: 10_000 },
};

/** Of load, at twice the quota. */
const seconds = 3;

/** Few requests with many searches each: on a slow machine too, all of them wait soon. */
function searchAtOnce(world: World, count: number): Promise<GraphQLAnswer[]> {
  const searchesEach = 10;
  return Promise.all(
    Array.from({ length: count / searchesEach }, (_, request) => {
      const searches = Array.from({ length: searchesEach }, (_, number) => {
        const title = `title ${request * searchesEach + number}`;
        return `s${number}: searchMedia(filter: { title: ["${title}"] }) { totalCount }`;
      });
      return world.query(`{ ${searches.join(' ')} }`);
    }),
  );
}

/** The most of the calls that came within so many milliseconds, whenever those were. */
function mostWithin(ms: number, times: readonly number[]): number {
  const counts = times.map((from) => times.filter((at) => at >= from && at < from + ms).length);
  return Math.max(...counts);
}

describe('twice the load that the quota bears', () => {
  const world = useWorld({
    ...patient,
    upstream: { quotas: 'published', latency: '5-30' },
  });

  it('is sent without one throttled call, and uses the quota up', async () => {
    const count = quota * 2 * seconds;
    const answers = await searchAtOnce(world, count);
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    const calls = world.emulator.calls.of('SearchMedia');
    expect(calls.filter(({ code }) => code !== undefined)).toEqual([]);
    expect(calls).toHaveLength(count);
    // By the second half nothing is left of what was saved up before the load, and to the end there is
    // always somebody who waits. A machine that stands still now and then has two good seconds as well.
    const times = calls.slice(count / 2).map(({ at }) => at.getTime());
    expect(mostWithin(2000, times)).toBeGreaterThanOrEqual(quota * 2 * 0.95);
  });
});

describe('a quota that others use up', () => {
  const world = useWorld({
    ...patient,
    // As if another process had half of the account's quota.
    upstream: { quotas: { SearchMedia: quota / 2 } },
  });

  it('is found out: throttled calls become few', async () => {
    await searchAtOnce(world, 200);
    const codes = world.emulator.calls.of('SearchMedia').map(({ code }) => code);
    const late = codes.slice(codes.length / 2);
    const throttled = late.filter((code) => code === 'Throttling.User').length;
    expect(codes).toContain('Throttling.User');
    expect(throttled).toBeLessThan(late.length * 0.2);
  });
});
