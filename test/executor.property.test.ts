import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { arbitraryQuery, type IdPool } from './arbitrary-query.js';
import { comparable } from './compare-executors.js';
import { printQuery, variables } from './query-document.js';
import { useWorld } from './support.js';
import { createWorld, type World } from './world.js';

const compiled = useWorld({ notCompared: 'it is what this file does' });
let plain: World;
let pool: IdPool;

beforeAll(async () => {
  plain = await createWorld({ emulator: compiled.emulator, settings: { executor: 'graphql-js' } });
  const { media, images } = compiled.emulator.store;
  const { videos, images: shippedImages, audio, ...special } = shippedIds;
  pool = {
    media: [
      ...[...videos, audio, ...Object.values(special), 'missing', ' '],
      ...media.find({ limit: 30, offset: 20 }).map(({ id }) => id),
    ],
    images: [...shippedImages, ...images.find({ limit: 10 }).map(({ id }) => id), 'missing'],
  };
});

afterAll(async () => {
  await plain.close();
});

const ask = (world: World, query: string) => world.query(query, { ...variables });

describe('a random query', () => {
  it('is answered alike by the compiled executor and by graphql-js', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryQuery(pool), async (query) => {
        const text = printQuery(query);
        const [ours, theirs] = await Promise.all([ask(compiled, text), ask(plain, text)]);
        expect(comparable(ours)).toBe(comparable(theirs));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('fails alike', async () => {
    const refusal = { kind: 'refuse', status: 403, code: 'Forbidden', message: 'no' } as const;
    const { faults } = compiled.emulator;
    await fc.assert(
      fc.asyncProperty(arbitraryQuery(pool), async (query) => {
        const text = printQuery(query);
        faults.clear();
        for (const operation of ['BatchGetMediaInfos', 'GetPlayInfo', 'GetImageInfos'] as const) {
          faults.add(operation, refusal, 10_000);
        }
        const [ours, theirs] = await Promise.all([ask(compiled, text), ask(plain, text)]);
        expect(comparable(ours)).toBe(comparable(theirs));
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});
