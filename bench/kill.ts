import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type KillReport, runKillLoop } from '../test/emulator/kill/loop.js';
import type { Bench } from './bench.js';

/** As many kills in each loop as use up part of a new library only. */
const loops = 8;
const killsEach = 25;
/** Loops at a time. */
const lanes = 2;

/** Hundreds of kills under concurrent writes; ends at the first change that is lost or half. */
export const kill: Bench = {
  name: 'kill',
  async run(build) {
    const seeds = Array.from({ length: loops }, (_, index) => index + 1);
    const reports: KillReport[] = [];
    const work = async () => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        const folder = await mkdtemp(path.join(tmpdir(), 'vodgraph-killed-'));
        reports.push(await runKillLoop({ build, folder, kills: killsEach, seed }));
      }
    };
    await Promise.all(Array.from({ length: lanes }, work));
    return { ...summary(reports), missed: [] };
  },
};

function summary(reports: readonly KillReport[]) {
  const sum = (of: (report: KillReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0);
  const operations = Object.keys(Object.assign({}, ...reports.map((it) => it.acknowledged))).sort();
  const acknowledged = Object.fromEntries(
    operations.map((operation) => [operation, sum((it) => it.acknowledged[operation] ?? 0)]),
  );
  const figures = {
    kills: sum(({ kills }) => kills),
    acknowledgedWrites: Object.values(acknowledged).reduce((total, count) => total + count, 0),
    unacknowledgedWrites: sum(({ unacknowledged }) => unacknowledged),
    ofTheseDone: sum(({ ofTheseDone }) => ofTheseDone),
    comparedTargets: sum(({ compared }) => compared),
    lostOrHalf: 0,
  };
  return {
    figures: { ...figures, acknowledged },
    table: Object.entries(figures).map(([figure, count]) => ({ figure, count })),
  };
}
