import { setTimeout as sleep } from 'node:timers/promises';
import { createWorld, type World } from '../test/world.js';
import type { Bench } from './bench.js';
import { evenly } from './evenly.js';
import { timesOf } from './statistics.js';

/** Of SearchMedia, calls a second (contract 1.8). */
const quota = 50;
const seconds = 60;
const loads = [0.5, 1, 2];

const query = 'query ($title: String!) { searchMedia(filter: { title: [$title] }) { totalCount } }';

/**
 * How much of a quota is used, how long requests take and what VOD throttles, when requests arrive at
 * half, once and twice the rate that the quota bears. Each needs a call of its own. The embedded
 * service counts calls as VOD does; server, service and load are one process.
 */
export const quotaLoad: Bench = {
  name: 'quota',
  run: async () => {
    const table = [];
    const missed: string[] = [];
    for (const load of loads) {
      const row = await underLoad(load);
      table.push(row);
      if (row.throttled > 0) missed.push(`VOD throttled ${row.throttled} calls at ${load} times`);
      if (load > 1 && row['quota used, %'] < 95) missed.push(`95 % of the quota at ${load} times`);
    }
    return { figures: { quota, seconds, table }, table, missed };
  },
};

async function underLoad(load: number) {
  const world = await createWorld({
    library: false,
    governor: { quotaShare: 1, maxWaiting: 1000 },
    upstream: { quotas: 'published', latency: '5-30' },
  });
  try {
    await world.query(query, { title: 'first' });
    await sleep(1100);
    world.emulator.calls.clear();
    const waits: number[] = [];
    let refused = 0;
    const ask = async (number: number) => {
      const since = performance.now();
      const { errors } = await world.query(query, { title: `title ${number}` });
      if (errors) refused += 1;
      else waits.push(performance.now() - since);
    };
    const calls = await callsWithin(world, load, ask);
    const { medianMs, p99Ms } = timesOf(waits);
    return {
      'load, times the quota': load,
      'requests/s': quota * load,
      'calls/s': Math.round((10 * calls.length) / seconds) / 10,
      'quota used, %': Math.round((1000 * calls.length) / (quota * seconds)) / 10,
      throttled: calls.filter(({ code }) => code === 'Throttling.User').length,
      'refused with THROTTLED': refused,
      'median, ms': medianMs,
      'p99, ms': p99Ms,
    };
  } finally {
    await world.close();
  }
}

/** The calls that came of the requests before the last second was over. */
async function callsWithin(world: World, load: number, ask: (number: number) => Promise<void>) {
  const asked = await evenly(quota * load, seconds, ask);
  const calls = world.emulator.calls.of('SearchMedia').slice();
  await Promise.all(asked);
  return calls;
}
