import { describe, expect, it } from '@jest/globals';
import { useWorld } from './support.js';

const quota = 50;

describe('twice the load that the quota bears', () => {
  const world = useWorld({
    library: false,
    governor: { quotaShare: 1, maxWaiting: 10_000 },
    upstream: { quotas: 'published', latency: '5-30' },
  });

  it('is sent without one throttled call, and uses the quota up', async () => {
    const seconds = 3;
    const answers = await Promise.all(
      Array.from({ length: quota * 2 * seconds }, (_, number) =>
        world.query(
          'query ($title: String!) { searchMedia(filter: { title: [$title] }) { totalCount } }',
          {
            title: `title ${number}`,
          },
        ),
      ),
    );
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    const calls = world.emulator.calls.of('SearchMedia');
    expect(calls.filter(({ code }) => code !== undefined)).toEqual([]);
    expect(calls).toHaveLength(answers.length);
    // Once all requests have arrived: from then on there is always somebody who waits. A busy machine
    // loses some of its turns; what a quiet clock brings is in `pure.pace.test.ts`.
    const times = calls.slice(-quota * 4).map(({ at }) => at.getTime());
    const elapsedMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
    expect(times.length - 1).toBeGreaterThanOrEqual((quota * elapsedMs * 0.8) / 1000);
  });
});

describe('a quota that others use up', () => {
  const world = useWorld({
    library: false,
    governor: { quotaShare: 1, maxWaiting: 10_000 },
    // As if another process had half of the account's quota.
    upstream: { quotas: { SearchMedia: quota / 2 } },
  });

  it('is found out: throttled calls become few', async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, number) =>
        world.query(
          'query ($title: String!) { searchMedia(filter: { title: [$title] }) { totalCount } }',
          {
            title: `title ${number}`,
          },
        ),
      ),
    );
    const codes = world.emulator.calls.of('SearchMedia').map(({ code }) => code);
    const late = codes.slice(codes.length / 2);
    const throttled = late.filter((code) => code === 'Throttling.User').length;
    expect(codes).toContain('Throttling.User');
    expect(throttled).toBeLessThan(late.length * 0.2);
  });
});
