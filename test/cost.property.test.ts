import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type GraphQLSchema, getOperationAST, parse } from 'graphql';
import { predictCost } from '../src/cost/predict.js';
import { callsByOperation } from '../src/cost/prediction.js';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { createSchema } from '../src/schema.js';
import { arbitraryQuery, type IdPool } from './arbitrary-query.js';
import { printQuery, variables } from './query-document.js';
import { useWorld } from './support.js';

const world = useWorld({ notCompared: 'executor.property.test.ts does so with random queries' });
let schema: GraphQLSchema;
/** Of many ids, and of so few that the roots of a query ask for the same ones. */
let pools: { readonly many: IdPool; readonly few: IdPool };

beforeAll(async () => {
  schema = await createSchema();
  const { media, images } = world.emulator.store;
  const { videos, images: shippedImages, audio, ...special } = shippedIds;
  const none = ['missing-1', 'missing-2', 'a,b', '', ' '];
  const many = {
    media: [
      ...[...videos, audio, ...Object.values(special), ...none],
      ...media.find({ limit: 30, offset: 20 }).map(({ id }) => id),
    ],
    images: [...shippedImages, ...images.find({ limit: 30 }).map(({ id }) => id), ...none],
  };
  const few = {
    media: [...videos.slice(0, 4), audio, 'missing-1', ','],
    images: [...shippedImages.slice(0, 2), 'missing-1'],
  };
  pools = { many, few };
});

function predicted(source: string): Record<string, number> {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return callsByOperation(predictCost({ schema, document, operation, variables }));
}

describe('the predicted cost', () => {
  it.each(['many', 'few'] as const)(
    'of any query of %s ids is never below what it takes',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(arbitraryQuery(pools[name]), async (query) => {
          world.emulator.calls.clear();
          const text = printQuery(query);
          const most = predicted(text);
          await world.query(text, variables);
          for (const [operation, calls] of Object.entries(world.calls())) {
            expect([operation, most[operation] ?? 0]).toEqual([
              operation,
              Math.max(calls, most[operation] ?? 0),
            ]);
          }
        }),
        { numRuns: 60 },
      );
    },
  );
});
