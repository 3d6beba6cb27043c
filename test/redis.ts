import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { freePort } from './free-port.js';

const redisPath = process.env.REDIS_PATH ?? '/usr/bin/redis-server';

/** A machine without Redis runs the other tests; CI must have it. */
export const describeWithRedis =
  existsSync(redisPath) || process.env.CI !== undefined ? describe : describe.skip;

export interface RedisServer {
  readonly url: string;
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
}

/** A Redis of its own for the tests of a `describe`, empty, on a free port of loopback. */
export function useRedis(): RedisServer {
  const folder = mkdtempSync(path.join(tmpdir(), 'vodgraph-redis-'));
  let port = 0;
  let redis: ChildProcess | undefined;
  beforeAll(async () => {
    port = await freePort();
    const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
    redis = spawn(redisPath, [...place, '--save', '', '--appendonly', 'no'], { stdio: 'pipe' });
    for await (const line of redis.stdout ?? []) {
      if (String(line).includes('Ready to accept connections')) break;
    }
  });
  const kill = async () => {
    if (redis === undefined || redis.exitCode !== null || redis.signalCode !== null) return;
    redis.kill('SIGKILL');
    await once(redis, 'exit');
  };
  afterAll(async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get url() {
      return `redis://127.0.0.1:${port}`;
    },
    kill,
  };
}
