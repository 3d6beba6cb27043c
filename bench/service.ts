import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { ask } from '../test/emulator/kill/states.js';
import { type Client, createClient } from '../test/emulator/signed-call.js';
import { hasPrinted, type Launched, launch } from '../test/launch.js';

/** The stand-alone service on a data folder, as a process of its own. */
export interface Service {
  readonly client: Client;
  readonly origin: string;
  /** From the spawn of the process to the first answered call. */
  readonly startMs: number;
  /** Resident memory in MiB; NaN where the system does not tell. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

export async function startService(build: string, folder: string, seed: string): Promise<Service> {
  const since = performance.now();
  const env = {
    VOD_EMULATOR_PORT: '0',
    VOD_EMULATOR_DATA: folder,
    VOD_EMULATOR_SEED: seed,
  };
  const launched = launch(build, ['vod'], env);
  await hasPrinted(launched, /secret: .*\n/);
  const origin = /http:\S+/.exec(launched.printed.out)?.[0] ?? '';
  const client = createClient(origin);
  await ask(client, { Action: 'GetVideoList', PageSize: '1' });
  return {
    client,
    origin,
    startMs: performance.now() - since,
    memory: () => residentMemory(launched),
    stop: async () => {
      client.close();
      launched.child.kill('SIGTERM');
      await launched.ended;
    },
  };
}

/** How long node itself takes to start, run nothing and end. */
export async function nodeStartMs(): Promise<number> {
  const since = performance.now();
  await once(spawn(process.execPath, ['-e', '0']), 'close');
  return performance.now() - since;
}

/** In MiB, as the system counts it. */
export async function residentMemory({ child }: Pick<Launched, 'child'>): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}
