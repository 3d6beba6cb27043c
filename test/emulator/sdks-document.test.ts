import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { libraryFolder } from '../../src/emulator/library.js';
import { defaultAccessKey } from '../../src/emulator/server.js';
import { shippedIds } from '../../src/emulator/shipped-ids.js';
import { readDocument } from './document.js';
import { useEmulator } from './rpc-client.js';

const { text, run } = readDocument('docs/sdks.md');

/** The document's blocks with this mark. */
const blocksOf = (mark: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${mark}\\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  );

/** The programs for Node.js: a comment with their name comes first. */
const programs = blocksOf('js').map((program) => /^\/\/ (\S+)/.exec(program)?.[1] ?? '');

/** No stage takes longer than its work. */
const processing = { analysisMs: 0, snapshotMs: 0, transcodeMs: 0 };

describe('the document on SDKs', () => {
  it.each(programs)(
    'shows %s, which prints what stands below it',
    async (name) => {
      const { origin } = await useEmulator({ library: true, processing });
      const env = { VOD_ENDPOINT: origin, VOD_HOST: new URL(origin).host };
      const clip = path.join(libraryFolder, 'square/source.mp4');
      const { child, printed } = await run(name, env, [clip]);
      await once(child, 'close');
      expect([printed.out]).toEqual(blocksOf(`text ${name}`));
    },
    60_000,
  );

  it.each(['python', 'java', 'go', 'php'])(
    'gives every program in %s the endpoint, the key and a medium that there is',
    (language) => {
      const calling = blocksOf(language).filter((block) => block.includes(defaultAccessKey.secret));
      expect(calling).toHaveLength(2);
      for (const block of calling) {
        expect(block).toContain('127.0.0.1');
        expect(block).toContain('4001');
        expect(shippedIds.videos).toContain(/[0-9a-f]{32}/.exec(block)?.[0]);
      }
    },
  );
});
