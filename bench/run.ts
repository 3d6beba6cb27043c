import { mkdir, rm, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createBuild } from '../test/launch.js';
import type { Bench, Outcome } from './bench.js';
import { calls } from './calls/bench.js';
import { kill } from './kill.js';
import { largeLibrary } from './large-library.js';
import { memory } from './memory/bench.js';
import { quotaLoad } from './quota.js';
import { writeTables } from './readme.js';
import { server } from './server/bench.js';
import { start } from './start.js';

const benches: readonly Bench[] = [largeLibrary, kill, calls, server, start, quotaLoad, memory];

const results = fileURLToPath(new URL('results/', import.meta.url));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string' } },
});
const chosen = choose(positionals);
const options = values.minutes === undefined ? {} : { minutes: Number(values.minutes) };
const build = await createBuild();
try {
  for (const bench of chosen) {
    console.log(`\n== ${bench.name}`);
    await report(bench, await bench.run(build, options));
  }
  writeTables();
} finally {
  await rm(build, { recursive: true, force: true });
}

/** `npm run bench kill` runs that one. */
function choose(names: readonly string[]): readonly Bench[] {
  if (names.length === 0) return benches;
  return names.map((name) => {
    const bench = benches.find((known) => known.name === name);
    if (bench) return bench;
    throw new Error(`No bench ${name}; there are ${benches.map((known) => known.name).join(', ')}`);
  });
}

async function report({ name }: Bench, { figures, table, missed }: Outcome): Promise<void> {
  console.table(table);
  for (const promise of missed) console.error(`Missed: ${promise}`);
  if (missed.length > 0) process.exitCode = 1;
  const { model = 'unknown' } = cpus()[0] ?? {};
  const on = { cpu: model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 1024 ** 3) };
  const measured = { at: new Date().toISOString(), node: process.version, ...on };
  await mkdir(results, { recursive: true });
  await writeFile(
    `${results}${name}.json`,
    `${JSON.stringify({ measured, ...figures }, null, 2)}\n`,
  );
}
