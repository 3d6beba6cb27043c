import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from '@jest/globals';
import { kill } from '../launch.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const processes: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of processes.splice(0)) await kill({ child });
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A document of ours, whose examples can be run; what is started ends with the test. */
export function readDocument(file: string) {
  const text = readFileSync(path.join(root, file), 'utf8');
  return {
    text,
    /** Runs the block that starts with the name of a script, where the packages are that it imports. */
    async run(name: string, env: Record<string, string>, args: readonly string[] = []) {
      const block = new RegExp(`\`\`\`js\\n(// ${name}\\n[^]*?)\`\`\``).exec(text)?.[1] ?? '';
      const folder = await mkdtemp(path.join(tmpdir(), 'vod-document-'));
      folders.push(folder);
      await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
      await writeFile(path.join(folder, name), block);
      const child = spawn(process.execPath, [path.join(folder, name), ...args], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      processes.push(child);
      const printed = { out: '' };
      child.stdout.on('data', (data) => {
        printed.out += data;
      });
      return { child, printed };
    },
  };
}
