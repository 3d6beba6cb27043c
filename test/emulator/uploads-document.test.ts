import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { uploadDocumentation } from '../../src/emulator/documentation/upload.js';
import { libraryFolder } from '../../src/emulator/library.js';
import { readDocument } from './document.js';
import { useEmulator } from './rpc-client.js';

const { text, run } = readDocument('docs/uploads.md');

describe('the document on uploads', () => {
  it('shows how a file becomes a medium', async () => {
    const { origin, store } = await useEmulator();
    const file = path.join(libraryFolder, 'square/source.mp4');
    const { child, printed } = await run('upload.mjs', { VOD_ENDPOINT: origin }, [file]);
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    const [medium] = store.media.find({ limit: 1 });
    expect(medium).toMatchObject({ title: 'My video', size: expect.any(Number) });
    expect(printed.out).toBe(`${medium?.id} My video ${medium?.size}\n`);
  });

  it('names every operation that takes files', () => {
    const operations = Object.keys(uploadDocumentation);
    expect(operations.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
