import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Emulator } from '../src/emulator/server.js';
import { id, insertVideo } from './emulator/media.js';
import { useWorld } from './support.js';
import { createWorld, type World } from './world.js';

const world = useWorld({ library: false });
const total = 330;

/** Two of each three were created in the same second as another. */
function insertVideos({ store }: Emulator): void {
  store.transaction(() => {
    for (let number = 1; number <= total; number += 1) {
      const createdAt = new Date(Date.UTC(2026, 0, 1, 0, 0, number >> 1)).toISOString();
      insertVideo(store, { id: id(number), createdAt: createdAt.replace('.000Z', 'Z') });
    }
  });
}

beforeAll(() => insertVideos(world.emulator));

/** Both are lists of all videos, newest first. */
const fields = ['searchMedia', 'videoList'] as const;
type Field = (typeof fields)[number];

interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
}

const page = (field: Field, args: PageArgs, from: World = world) =>
  from.query(
    `query ($first: Int, $after: String) { ${field}(first: $first, after: $after) {
      totalCount edges { cursor node { id } } nodes { id }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    { ...args },
  );

interface Edge {
  readonly cursor: string;
  readonly node: { readonly id: string };
}

async function goodPage(field: Field, args: PageArgs, from?: World) {
  const { data, errors } = await page(field, args, from);
  expect(errors).toBeUndefined();
  return data[field] as {
    totalCount: number;
    edges: Edge[];
    nodes: Edge['node'][];
    pageInfo: Record<string, unknown> & { endCursor: string };
  };
}

async function walk(field: Field, sizes: readonly number[], from?: World): Promise<Edge[]> {
  const edges: Edge[] = [];
  for (let after: string | null = null, step = 0; ; step += 1) {
    const read = await goodPage(field, { first: sizes[step % sizes.length] ?? null, after }, from);
    edges.push(...read.edges);
    if (read.pageInfo.hasNextPage !== true) return edges;
    after = read.pageInfo.endCursor;
  }
}

const newestFirst = Array.from({ length: total }, (_, index) => id(total - index));
const idsOf = (edges: readonly Edge[]) => edges.map(({ node }) => node.id);

async function refusalOf(field: Field, args: PageArgs) {
  const { data, errors } = await page(field, args);
  expect(data).toEqual({ [field]: null });
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(world.calls()).toEqual({});
  return errors?.[0]?.message;
}

describe.each(fields)('%s', (field) => {
  it('answers twenty unless told otherwise, and where the page stands', async () => {
    const { edges, nodes, ...place } = await goodPage(field, {});
    expect(idsOf(edges)).toEqual(newestFirst.slice(0, 20));
    expect(nodes).toEqual(edges.map(({ node }) => node));
    expect(place).toEqual({
      totalCount: total,
      pageInfo: {
        hasNextPage: true,
        hasPreviousPage: false,
        startCursor: edges[0]?.cursor,
        endCursor: edges[19]?.cursor,
      },
    });
    expect(await goodPage(field, { first: null, after: null })).toEqual({ edges, nodes, ...place });
  });

  it.each([[[100]], [[1, 100]], [[7, 64, 33]], [[99, 2, 50, 51]]])(
    'visits everything once with pages of %j',
    async (sizes) => {
      expect(idsOf(await walk(field, sizes))).toEqual(newestFirst);
    },
  );

  it('goes on from the cursor of any edge, with any page size, in at most two calls', async () => {
    const cursors = (await walk(field, [100])).map(({ cursor }) => cursor);
    const window = fc.record({
      index: fc.nat({ max: total }),
      first: fc.integer({ min: 1, max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(window, async ({ index, first }) => {
        world.emulator.calls.clear();
        const after = index === 0 ? null : (cursors[index - 1] ?? null);
        const { edges, totalCount, pageInfo } = await goodPage(field, { first, after });
        expect(idsOf(edges)).toEqual(newestFirst.slice(index, index + first));
        expect(edges.map(({ cursor }) => cursor)).toEqual(cursors.slice(index, index + first));
        expect(totalCount).toBe(total);
        expect(pageInfo).toEqual({
          hasNextPage: index + first < total,
          hasPreviousPage: index > 0,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        });
        expect(world.emulator.calls.all().length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 60 },
    );
  });

  it('answers an empty page behind the last edge', async () => {
    const last = (await walk(field, [100])).at(-1)?.cursor ?? null;
    expect(await goodPage(field, { after: last })).toEqual({
      totalCount: total,
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  it.each([0, 101, -1, 5000])('refuses first: %i before anything runs', async (first) => {
    const { data, errors } = await page(field, { first });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      {
        message: `first: must be 1 to 100; got ${first}.`,
        extensions: { code: 'BAD_USER_INPUT', limit: 'pageSize', max: 100, actual: first },
      },
    ]);
    expect(world.calls()).toEqual({});
  });

  it.each(['', 'garbage', 'WzEsMl0', '💥', 'null'])('refuses the cursor %j', async (after) => {
    expect(await refusalOf(field, { after })).toBe(
      'after: not a cursor of this graph; take one from `edges` or `pageInfo`.',
    );
  });

  it('refuses a cursor of the other field', async () => {
    const other = field === 'videoList' ? 'searchMedia' : 'videoList';
    const { pageInfo } = await goodPage(other, {});
    world.emulator.calls.clear();
    expect(await refusalOf(field, { after: pageInfo.endCursor })).toBe(
      'after: the cursor belongs to another field or to other arguments; only `first` may change from page to page.',
    );
  });
});

describe('a cursor', () => {
  it.each([
    ['videoList', '', 'order: ASC'],
    ['videoList', '', 'filter: { status: [NORMAL] }'],
    ['videoList', 'filter: { categoryId: "1" }', 'filter: { categoryId: "2" }'],
    ['searchMedia', '', 'type: AUDIO'],
    ['searchMedia', '', 'sort: [{ field: MODIFIED_AT }]'],
    ['searchMedia', '', 'filter: { status: [NORMAL] }'],
    ['searchMedia', 'match: "Status=\'Normal\'"', 'match: "Status=\'Blocked\'"'],
  ])('of %s(%s) is refused with (%s)', async (field, before, after) => {
    const first = await world.query(`{ ${field}(first: 3, ${before}) { pageInfo { endCursor } } }`);
    const cursor =
      first.data[field].pageInfo.endCursor ??
      (await goodPage(field as Field, {})).pageInfo.endCursor;
    const { data, errors } = await world.query(
      `{ ${field}(after: "${cursor}", ${after}) { totalCount } }`,
    );
    expect(data).toEqual({ [field]: null });
    expect(errors?.[0]?.message).toMatch(/^after: the cursor belongs to another field or to other/);
  });

  it.each([
    ['videoList', 'order: DESC, filter: {}'],
    ['searchMedia', 'type: VIDEO, sort: [{ field: CREATED_AT, order: DESC }], filter: {}'],
  ])('of %s is good where defaults are written out: %s', async (field, args) => {
    const { pageInfo } = await goodPage(field as Field, { first: 5 });
    const { data } = await world.query(
      `{ ${field}(first: 2, after: "${pageInfo.endCursor}", ${args}) { nodes { id title status } } }`,
    );
    expect(data[field].nodes.map((node: { id: string }) => node.id)).toEqual(
      newestFirst.slice(5, 7),
    );
  });

  it('survives a restart of the servers', async () => {
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'vodgraph-'));
    const before = await createWorld({ library: false, dataFolder });
    try {
      insertVideos(before.emulator);
      const cursors = await Promise.all(
        fields.map(
          async (field) => (await goodPage(field, { first: 42 }, before)).pageInfo.endCursor,
        ),
      );
      await before.close();
      const after = await createWorld({ library: false, dataFolder });
      for (const [index, field] of fields.entries()) {
        const { edges } = await goodPage(field, { after: cursors[index] ?? null }, after);
        expect(idsOf(edges)).toEqual(newestFirst.slice(42, 62));
      }
      await after.close();
    } finally {
      rmSync(dataFolder, { recursive: true });
    }
  });
});

describe('an empty list', () => {
  const nothing = {
    totalCount: 0,
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  };
  const shape =
    'totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

  it.each([
    ['searchMedia', 'type: AUDIO'],
    ['searchMedia', 'filter: { title: ["nothing like it"] }'],
    ['videoList', 'filter: { status: [BLOCKED] }'],
    ['videoList', 'filter: { createdAfter: "2030-01-01T00:00:00Z" }'],
  ])('of %s(%s) has no cursors', async (field, args) => {
    expect(await world.query(`{ ${field}(${args}) { ${shape} } }`)).toEqual({
      data: { [field]: nothing },
    });
  });

  it('is what a refusal of VOD for want of any video means', async () => {
    const code = 'InvalidVideo.NotFound';
    world.emulator.faults.add('GetVideoList', { kind: 'refuse', status: 404, code });
    expect(await world.query(`{ videoList { ${shape} } }`)).toEqual({
      data: { videoList: nothing },
    });
  });
});
