import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Emulator } from '../src/emulator/server.js';
import { id, insertImage, insertVideo } from './emulator/media.js';
import { useWorld } from './support.js';
import { createWorld, type World } from './world.js';

/** More than VOD reaches by page number. */
const total = 5300;
const clock = { aheadMs: 0 };
const world = useWorld({
  notCompared: 'each walk is given scroll tokens of its own',
  library: false,
  now: () => new Date(Date.now() + clock.aheadMs),
});

function insertNumbered({ store }: Emulator, number: number): void {
  const second = new Date(Date.UTC(2026, 0, 1) + (number >> 1) * 1000).toISOString();
  insertVideo(store, { id: id(number), createdAt: second.replace('.000Z', 'Z') });
}

function insertVideos(emulator: Emulator, count: number): void {
  emulator.store.transaction(() => {
    for (let number = 1; number <= count; number += 1) insertNumbered(emulator, number);
  });
}

beforeAll(() => {
  insertVideos(world.emulator, total);
  world.emulator.store.transaction(() => {
    for (let number = 1; number <= 5010; number += 1) {
      insertImage(world.emulator.store, { id: id(900_000 + number) });
    }
  });
});

afterEach(() => {
  clock.aheadMs = 0;
});

interface Step {
  readonly field?: string;
  readonly args?: string;
  readonly first: number;
  readonly after: string | null;
}

const page = ({ field = 'searchMedia', args = '', first, after }: Step, from: World = world) =>
  from.query(
    `query ($first: Int, $after: String) { page: ${field}(first: $first, after: $after, ${args}) {
      totalCount edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`,
    { first, after },
  );

interface Edge {
  readonly cursor: string;
  readonly node: { readonly id: string };
}

interface Walk extends Pick<Step, 'args' | 'field'> {
  /** Sizes of the pages, used in turn. */
  readonly sizes: readonly number[];
  /** Stops before this many edges are read. */
  readonly upTo?: number;
  readonly from?: World;
  readonly after?: string | null;
  /** Runs after each page. */
  readonly between?: (edges: readonly Edge[]) => void;
}

async function walk({ sizes, upTo = Infinity, from = world, between, ...step }: Walk) {
  const edges: Edge[] = [];
  let after = step.after ?? null;
  for (let count = 0; edges.length < upTo; count += 1) {
    from.emulator.calls.clear();
    const { data, errors } = await page(
      { ...step, first: sizes[count % sizes.length] ?? 1, after },
      from,
    );
    expect(errors).toBeUndefined();
    expect(from.emulator.calls.all().length).toBeLessThanOrEqual(2);
    edges.push(...data.page.edges);
    between?.(edges);
    if (!data.page.pageInfo.hasNextPage) break;
    after = data.page.pageInfo.endCursor;
  }
  return edges;
}

const idsOf = (edges: readonly Edge[]) => edges.map(({ node }) => node.id);
const oldestFirst = Array.from({ length: total }, (_, index) => id(index + 1));
const newestFirst = [...oldestFirst].reverse();

describe('searchMedia past 5,000 matches', () => {
  /** All of it, by pages of 100. */
  let known: Edge[] = [];

  beforeAll(async () => {
    known = await walk({ sizes: [100] });
  });

  it('visits every video exactly once with the largest pages', () => {
    expect(idsOf(known)).toEqual(newestFirst);
  });

  it.each([[[30]], [[100, 1, 77, 64]]])(
    'visits every video exactly once with pages of %j, in at most two calls each',
    async (sizes) => {
      expect(idsOf(await walk({ sizes }))).toEqual(newestFirst);
    },
  );

  it('goes on from the cursor of any edge, with any page size', async () => {
    const window = fc.record({
      index: fc.integer({ min: 4850, max: total }),
      first: fc.integer({ min: 1, max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(window, async ({ index, first }) => {
        world.emulator.calls.clear();
        const { data } = await page({ first, after: known[index - 1]?.cursor ?? null });
        expect(idsOf(data.page.edges)).toEqual(newestFirst.slice(index, index + first));
        expect(data.page.totalCount).toBe(total);
        expect(data.page.pageInfo.hasNextPage).toBe(index + first < total);
        expect(world.emulator.calls.all().length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 60, examples: [[{ index: 5000, first: 100 }], [{ index: 4999, first: 100 }]] },
    );
  });

  it('visits each once, and those too that are added at the end meanwhile', async () => {
    const from = await createWorld({ library: false });
    insertVideos(from.emulator, 5050);
    const edges = await walk({
      from,
      args: 'sort: [{ field: CREATED_AT, order: ASC }]',
      sizes: [100, 60],
      between: ({ length }) => {
        if (length < 5050) insertNumbered(from.emulator, 20_000 + length);
      },
    });
    const all = from.emulator.store.media.find({
      limit: 9999,
      order: [{ column: 'createdAt', direction: 'ASC' }],
    });
    expect(all.length).toBeGreaterThan(5100);
    expect(idsOf(edges)).toEqual(all.map((medium) => medium.id));
    await from.close();
  });

  it('visits each once while newer ones push the list on', async () => {
    const from = await createWorld({ library: false });
    insertVideos(from.emulator, 5250);
    const edges = await walk({
      from,
      sizes: [100, 40],
      between: ({ length }) => {
        if (length > 5000) insertNumbered(from.emulator, 20_000 + length);
      },
    });
    expect(from.emulator.store.media.count()).toBeGreaterThan(5250);
    expect(idsOf(edges)).toEqual(newestFirst.slice(total - 5250));
    await from.close();
  });

  it('goes on after a restart of the servers', async () => {
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'vodgraph-'));
    const before = await createWorld({ library: false, dataFolder });
    insertVideos(before.emulator, total);
    const edges = await walk({ from: before, sizes: [100], upTo: 5100 });
    await before.close();
    const after = await createWorld({ library: false, dataFolder });
    const cursor = edges[5049]?.cursor ?? null;
    const others = await walk({ from: after, sizes: [100], after: cursor });
    expect(idsOf(others)).toEqual(newestFirst.slice(5050));
    await after.close();
    rmSync(dataFolder, { recursive: true });
  });

  it('is CURSOR_EXPIRED when VOD has forgotten the token', async () => {
    const edges = await walk({ sizes: [100], upTo: 5100 });
    const cursor = edges[5049]?.cursor ?? null;
    clock.aheadMs = 11 * 60_000;
    expect(await page({ first: 10, after: cursor })).toEqual(expired);
    // Up to the wall nothing depends on a token.
    const { data } = await page({ first: 10, after: edges[4999]?.cursor ?? null });
    expect(idsOf(data.page.edges)).toEqual(newestFirst.slice(5000, 5010));
  });

  it('is CURSOR_EXPIRED when VOD says so for the second of two calls', async () => {
    const code = 'InvalidScrollToken.Expired';
    world.emulator.faults.add('SearchMedia', {
      kind: 'refuse',
      status: 400,
      code,
      when: (parameters) => parameters.PageNo === '51',
    });
    expect(await page({ first: 20, after: known[4989]?.cursor ?? null })).toEqual(expired);
  });
});

const expired = {
  data: { page: null },
  errors: [
    expect.objectContaining({
      message: 'after: the cursor is too old; start again from the first page.',
      path: ['page'],
      extensions: {
        code: 'CURSOR_EXPIRED',
        retryable: false,
        vod: {
          operation: 'SearchMedia',
          code: 'InvalidScrollToken.Expired',
          requestId: expect.any(String),
        },
      },
    }),
  ],
};

describe('a list that VOD cannot traverse', () => {
  it.each([
    [
      'searchMedia',
      'sort: [{ field: CREATED_AT }, { field: MODIFIED_AT }]',
      'Sort by one key only to go on, or narrow the search.',
    ],
    ['searchMedia', 'type: IMAGE', 'Narrow the search, e.g. by a range of `createdAt`.'],
    [
      'videoList',
      'order: DESC',
      'Narrow the list by `createdBefore` or `createdAfter`, or use `searchMedia`.',
    ],
  ])('%s(%s) ends at 5,000 with the way out', async (field, args, advice) => {
    const edges = await walk({ field, args, sizes: [100], upTo: 5000 });
    expect(edges).toHaveLength(5000);
    expect(new Set(idsOf(edges)).size).toBe(5000);

    const last = await page({ field, args, first: 100, after: edges[4969]?.cursor ?? null });
    expect(last.data.page.edges).toEqual(edges.slice(4970));
    expect(last.data.page.pageInfo.hasNextPage).toBe(true);

    world.emulator.calls.clear();
    const { data, errors } = await page({
      field,
      args,
      first: 1,
      after: edges[4999]?.cursor ?? null,
    });
    expect(data).toEqual({ page: null });
    expect(errors?.[0]).toMatchObject({
      message: `after: VOD reaches only the first 5000 matches here. ${advice}`,
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(world.calls()).toEqual({});
  });
});
