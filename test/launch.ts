import { type ChildProcess, type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** Answers the folder of a build of its own: `dist` may be in use, or being written. */
export async function createBuild(): Promise<string> {
  const build = await mkdtemp(join(tmpdir(), 'vodgraph-build-'));
  await cp(join(root, 'package.json'), join(build, 'package.json'));
  // Copied: what is packed must lie there itself.
  for (const name of ['library', 'console']) {
    await cp(join(root, name), join(build, name), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(build, 'node_modules'));
  const tsc = join(root, 'node_modules/.bin/tsc');
  await run(tsc, ['-p', join(root, 'tsconfig.build.json'), '--outDir', join(build, 'dist')]);
  return build;
}

export type Env = Readonly<Record<string, string>>;

export interface Launched {
  readonly child: ChildProcess;
  /** Everything so far. */
  readonly printed: { out: string; err: string };
  /** The exit code, once all that was printed has arrived; null if a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** The compiled command as a shell would start it; no setting of this machine reaches it. */
export function launch(build: string, words: readonly string[], env: Env): Launched {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [join(build, 'dist/main.js'), ...words], {
    cwd: build,
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return watch(child);
}

/** Gathers what a process prints, from the beginning. */
export function watch(child: ChildProcessByStdio<null, Readable, Readable>): Launched {
  const printed = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    printed.out += text;
  });
  child.stderr.on('data', (text) => {
    printed.err += text;
  });
  return { child, printed, ended: once(child, 'close').then(() => child.exitCode) };
}

/** Resolves once it has said what it has to say at start. */
export async function hasPrinted({ child, printed }: Launched, lastWords: RegExp): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => lastWords.test(printed.out) && resolve());
    child.on('exit', () => reject(new Error(`ended at start: ${printed.err}`)));
  });
}

export async function kill({ child }: Pick<Launched, 'child'>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
