import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach } from '@jest/globals';
import { kill } from '../launch.js';

const processes: ChildProcess[] = [];
afterEach(async () => {
  for (const child of processes.splice(0)) await kill({ child });
});

/** An empty service as a process of its own, to be killed; ended after the test at the latest. */
export async function launchService(folder: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'vod'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: {
      PATH: process.env.PATH,
      VOD_EMULATOR_PORT: '0',
      VOD_EMULATOR_DATA: folder,
      VOD_EMULATOR_SEED: 'none',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(child);
  let printed = '';
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      printed += text;
      const found = /^Embedded VOD service: (\S+)$/m.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`ended at start: ${printed}`)));
  });
  return { child, origin };
}
