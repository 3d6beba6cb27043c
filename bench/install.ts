import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The other servers are packages of this folder alone: they are installed when they are first measured. */
export function installPeers(): Promise<void> {
  return installIn(fileURLToPath(new URL('.', import.meta.url)));
}

/** What the lock of a folder says, without scripts of the packages. */
export async function installIn(cwd: string): Promise<void> {
  if (existsSync(`${cwd}node_modules`)) return;
  console.log('installing the other servers');
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', words, { cwd });
}
