import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LoggedCall } from '../src/emulator/call-log.js';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { arbitraryQuery, type IdPool } from './arbitrary-query.js';
import { expectAnswer, type Need } from './expected-answer.js';
import { printQuery, type Query, variables } from './query-document.js';
import { useWorld } from './support.js';
import type { GraphQLAnswer } from './world.js';

const world = useWorld({ notCompared: 'executor.property.test.ts does so with random queries' });
let pool: IdPool;

beforeAll(() => {
  const { media, images } = world.emulator.store;
  const { videos, images: shippedImages, audio, ...special } = shippedIds;
  const none = ['missing-1', 'missing-2', 'a,b', '', ' '];
  pool = {
    media: [
      ...[...videos, audio, ...Object.values(special), ...none],
      ...media.find({ limit: 60, offset: 20 }).map(({ id }) => id),
    ],
    images: [...shippedImages, ...images.find({ limit: 30 }).map(({ id }) => id), ...none],
  };
});

/** Where an operation takes ids; what else it is sent makes a variant of it. */
const idParameters = ['VideoIds', 'VideoId', 'MediaIds', 'ImageIds', 'ImageId'];

function idsOf({ operation, parameters }: LoggedCall): string[] {
  if (operation === 'SearchMedia') {
    return [...(parameters.Match ?? '').matchAll(/'([^']*)'/g)].map(([, id]) => id ?? '');
  }
  return idParameters.flatMap((name) => parameters[name]?.split(',') ?? []);
}

function variantOf({ operation, parameters }: LoggedCall): string {
  const others = Object.entries(parameters).filter(
    ([name]) => !idParameters.includes(name) && name !== 'Match',
  );
  return JSON.stringify([operation, others.sort()]);
}

/** No call asks for more ids than VOD takes, and nothing is asked for twice. */
function checkIds(calls: readonly LoggedCall[]): void {
  const asked = new Set<string>();
  for (const call of calls) {
    const ids = idsOf(call);
    expect(ids.length).toBeLessThanOrEqual(call.operation === 'SearchMedia' ? 100 : 20);
    for (const id of ids) {
      const key = `${variantOf(call)} ${id}`;
      expect(asked).not.toContain(key);
      asked.add(key);
    }
  }
}

/**
 * All look-ups of the first tick, whatever fields they stand in, share their calls. What a batch with
 * sources and streams told then may be asked for again when something below wants more of it.
 */
function checkRootLookups(calls: readonly LoggedCall[], rootIds: ReadonlySet<string>): void {
  const asked = (operation: string) => calls.filter((call) => call.operation === operation);
  const lookups = ['GetVideoInfo', 'GetVideoInfos', 'BatchGetMediaInfos'].flatMap(asked);
  expect(lookups.flatMap(idsOf)).toEqual(expect.arrayContaining([...rootIds]));
  const batched = new Set(asked('BatchGetMediaInfos').flatMap(idsOf));
  const ofRoots = asked('GetVideoInfos').filter((call) =>
    idsOf(call).some((id) => rootIds.has(id) && !batched.has(id)),
  );
  expect(ofRoots.length).toBeLessThanOrEqual(Math.ceil(rootIds.size / 20));
}

const neededBy: Readonly<Record<string, readonly Need[]>> = {
  GetVideoInfo: ['GetVideoInfo'],
  SearchMedia: ['SearchMedia'],
  GetMezzanineInfo: ['mezzanine'],
  GetPlayInfo: ['streams'],
  BatchGetMediaInfos: ['mezzanine', 'streams'],
};

/** Nothing is fetched that no selected field needs. */
function checkNeeds(calls: readonly LoggedCall[], needs: ReadonlySet<Need>, query: Query): void {
  for (const { operation } of calls) {
    const reasons = neededBy[operation];
    if (reasons)
      expect([operation, reasons.some((need) => needs.has(need))]).toEqual([operation, true]);
  }
  const count = (field: string) => query.roots.filter((root) => root.field === field).length;
  const pages = calls.filter((call) => call.operation === 'SearchMedia' && call.parameters.PageNo);
  expect(pages).toHaveLength(count('searchMedia'));
  expect(calls.filter((call) => call.operation === 'GetVideoList')).toHaveLength(
    count('videoList'),
  );
}

const isTooLarge = ({ errors }: GraphQLAnswer) => errors?.[0]?.extensions.code === 'LIMIT_EXCEEDED';

describe('any query', () => {
  it('is answered as the store has it, in shared calls, without a call too many', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryQuery(pool), async (query) => {
        world.emulator.calls.clear();
        const answer = await world.query(printQuery(query), variables);
        const calls = world.emulator.calls.all();
        if (isTooLarge(answer)) expect(calls).toEqual([]);
        fc.pre(!isTooLarge(answer));

        const { data, needs, rootIds } = expectAnswer(query, world.emulator.store);
        expect(answer).toEqual({ data });
        checkIds(calls);
        checkRootLookups(calls, rootIds);
        checkNeeds(calls, needs, query);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
