import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../../test/free-port.js';
import { installIn } from '../install.js';
import type { Facade } from './facade.js';

const cwd = fileURLToPath(new URL('hive/', import.meta.url));
const maxStartMs = 60_000;

/** Hive Gateway over the facade, composed and started by its own commands. */
export async function startHive(facade: Facade) {
  await installIn(cwd);
  const folder = await mkdtemp(path.join(tmpdir(), 'vodgraph-hive-'));
  const supergraph = path.join(folder, 'supergraph.graphql');
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', FACADE: facade.origin };
  const compose = [`${cwd}node_modules/.bin/mesh-compose`, '-o', supergraph];
  await promisify(execFile)(process.execPath, compose, { cwd, env });
  const origin = `http://127.0.0.1:${await freePort()}`;
  const { hostname, port } = new URL(origin);
  const words = ['supergraph', supergraph, '--host', hostname, '--port', port];
  const gateway = [`${cwd}node_modules/.bin/hive-gateway`, ...words, '-c', 'gateway.config.mjs'];
  const child = spawn(process.execPath, gateway, { cwd, env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await isReady(origin);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `${origin}/graphql`, stop };
}

async function isReady(origin: string): Promise<void> {
  const until = performance.now() + maxStartMs;
  while (performance.now() < until) {
    const answer = await fetch(`${origin}/readiness`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('Hive Gateway does not get ready');
}
