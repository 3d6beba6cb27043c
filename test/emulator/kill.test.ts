import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createBuild } from '../launch.js';
import { runKillLoop } from './kill/loop.js';

/** To repeat a failure: `KILL_SEED=… npm test -- test/emulator/kill.test.ts`. */
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const kills = Number(process.env.KILL_COUNT ?? 12);

let build: string;
beforeAll(async () => {
  build = await createBuild();
}, 120_000);
afterAll(() => rm(build, { recursive: true, force: true }));

describe('a service killed at any moment', () => {
  it('has kept every change that it acknowledged, and no half one', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vodgraph-killed-'));
    const report = await runKillLoop({ build, folder, kills, seed });
    expect(report.kills).toBeGreaterThanOrEqual(kills);
    // Chance decides about the rarer ones.
    expect(Object.keys(report.acknowledged).length).toBeGreaterThan(8);
    expect(report.unacknowledged).toBeGreaterThan(0);
  }, 300_000);
});
