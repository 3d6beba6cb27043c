import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { call } from './emulator/signed-call.js';
import { createBuild, hasPrinted, watch } from './launch.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** A folder where nothing is but the unpacked package and what it depends on. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vodgraph-package-'));
  const installed = join(folder, 'node_modules/vodgraph');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', await pack(), '-C', installed, '--strip-components=1']);
  await symlink(join(root, 'node_modules'), join(installed, 'node_modules'));
  // As npm links a package's command; the mode too is npm's to set.
  const command = join(installed, 'dist/main.js');
  await chmod(command, 0o755);
  await mkdir(join(folder, 'node_modules/.bin'));
  await symlink(command, join(folder, 'node_modules/.bin/vodgraph'));
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What `npm pack` makes of a build of its own; answers the tarball. */
async function pack(): Promise<string> {
  const build = await createBuild();
  const { stdout } = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    { cwd: build },
  );
  await rm(build, { recursive: true });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
}

describe('the package', () => {
  it('holds what runs and its licence, but no sources, tests or settings', async () => {
    const words = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const { stdout } = await run('npm', words, { cwd: root });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const names = new Set(files.map(({ path }) => path.split('/')[0]));
    // A checkout that was never compiled has no `dist`.
    names.delete('dist');
    expect([...names].toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'console',
      'library',
      'package.json',
    ]);
  });

  it('answers a signed call by `npx vodgraph vod` in an empty folder', async () => {
    const words = ['--no-install', 'vodgraph', 'vod', '--port', '0', '--data', 'here'];
    // In a process group of its own: npx does not always take along what it started.
    const child = spawn('npx', words, {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const launched = watch(child);
    try {
      await hasPrinted(launched, /secret: .*\n/);
      const origin = /http:\S+/.exec(launched.printed.out)?.[0] ?? '';
      const { json } = await call(origin, {
        Action: 'GetVideoInfo',
        VideoId: shippedIds.videos[0],
      });
      expect(json.Video).toMatchObject({ Title: 'Test card with clock, 16:9' });
      expect(await readdir(join(folder, 'here'))).toContain('vod.sqlite');
    } finally {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      await launched.ended;
    }
  });
});
