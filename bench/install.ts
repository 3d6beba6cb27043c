import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The other servers are packages of this folder alone: they are installed when they are first measured. */
export async function installPeers(): Promise<void> {
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  if (existsSync(`${cwd}node_modules`)) return;
  console.log('installing the other servers');
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', words, { cwd });
}
