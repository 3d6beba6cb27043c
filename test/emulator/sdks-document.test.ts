import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultAccessKey } from '../../src/emulator/server.js';
import { shippedIds } from '../../src/emulator/shipped-ids.js';
import { useEmulator } from './rpc-client.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(path.join(root, 'docs/sdks.md'), 'utf8');

/** The document's blocks in a language, with what they are named after. */
const blocksIn = (language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  );

/** The programs for Node.js: a comment with their name comes first. */
const programs = blocksIn('js').map((program) => ({
  name: /^\/\/ (\S+)/.exec(program)?.[1] ?? '',
  program,
}));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vod-sdks-'));
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  for (const { name, program } of programs) await writeFile(path.join(folder, name), program);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the document on SDKs', () => {
  it.each(programs)(
    'shows $name, which prints what stands below it',
    async ({ name }) => {
      const emulator = await useEmulator({ library: true, processing: quick });
      const { origin } = emulator;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [path.join(folder, name), path.join(root, 'library/media/square/source.mp4')],
        {
          env: { PATH: process.env.PATH, VOD_ENDPOINT: origin, VOD_HOST: new URL(origin).host },
          timeout: 60_000,
        },
      );
      expect([stdout]).toEqual(blocksIn(`text ${name}`));
    },
    90_000,
  );

  it.each(['python', 'java', 'go', 'php'])(
    'gives every program in %s the endpoint, the key and a medium that there is',
    (language) => {
      const calling = blocksIn(language).filter((block) => block.includes('vodgraph'));
      expect(calling).toHaveLength(2);
      for (const block of calling) {
        expect(block).toContain('127.0.0.1');
        expect(block).toContain('4001');
        expect(block).toContain(`${defaultAccessKey.secret}`);
        expect(shippedIds.videos).toContain(/[0-9a-f]{32}/.exec(block)?.[0]);
      }
    },
  );
});

/** No stage takes longer than its work. */
const quick = { analysisMs: 0, snapshotMs: 0, transcodeMs: 0 };
