import { beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLSchema, getOperationAST, parse } from 'graphql';
import { readConfig } from '../src/config.js';
import { mutationFields } from '../src/cost/mutations.js';
import { predictCost } from '../src/cost/predict.js';
import { callsByOperation } from '../src/cost/prediction.js';
import { queryFields } from '../src/cost/queries.js';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { createSchema } from '../src/schema.js';
import { useWorld } from './support.js';
import { createWorld, type GraphQLAnswer } from './world.js';

const world = useWorld();
let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

function predicted(source: string, variables = {}): Record<string, number> {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return callsByOperation(predictCost({ schema, document, operation, variables }));
}

const [one, two] = shippedIds.videos;
const many = (count: number, name = 'id') =>
  Array.from({ length: count }, (_, i) => `${name}-${i}`);
const list = (values: unknown) => JSON.stringify(values);

describe('the prediction', () => {
  it('knows every root field of the schema', () => {
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {}).sort()).toEqual(
      [...queryFields].sort(),
    );
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()).toEqual(
      [...mutationFields].sort(),
    );
  });

  it.each([
    ['a look-up', '{ video(id: "a") { title } }', { GetVideoInfos: 1 }],
    ['an id twice', '{ videos(ids: ["a", "a"]) { title } }', { GetVideoInfos: 1 }],
    ['no id that can be sent', '{ videos(ids: ["", "a,b"]) { title } }', {}],
    ['45 look-ups', `{ videos(ids: ${list(many(45))}) { title } }`, { GetVideoInfos: 3 }],
    ['a review each', '{ videos(ids: ["a", "b"]) { auditStatus } }', { GetVideoInfo: 2 }],
    [
      'sources and streams',
      '{ videos(ids: ["a", "b"]) { title mezzanine { width } streams { url } } }',
      { BatchGetMediaInfos: 1 },
    ],
    [
      'the source of one',
      '{ video(id: "a") { title mezzanine { width } } }',
      { GetVideoInfos: 1, GetMezzanineInfo: 1 },
    ],
    [
      'signed streams',
      '{ videos(ids: ["a", "b"]) { streams(authTimeout: 9) { url } } }',
      { GetVideoInfos: 1, GetPlayInfo: 2 },
    ],
    [
      'the way back to what is known',
      '{ video(id: "a") { title streams { video { title } } } }',
      { GetVideoInfos: 1, GetPlayInfo: 1 },
    ],
    [
      'what is skipped',
      '{ video(id: "a") { title auditStatus @skip(if: true) } }',
      { GetVideoInfos: 1 },
    ],
    [
      'hits',
      '{ searchMedia(first: 20) { nodes { ... on Video { duration } } } }',
      { SearchMedia: 1 },
    ],
    ['pages', '{ videoList(first: 100) { totalCount nodes { title } } }', { GetVideoList: 1 }],
    [
      'searched fields of 120',
      `{ videos(ids: ${list(many(120))}) { transcodeMode } }`,
      { GetVideoInfos: 6, SearchMedia: 2 },
    ],
    ['one image', '{ image(id: "a") { title } }', { GetImageInfo: 1 }],
    ['images', `{ images(ids: ${list(many(21))}) { title } }`, { GetImageInfos: 2 }],
    ['nothing of VOD', '{ __typename __schema { types { name } } }', {}],
  ])('of %s is exact', (_, source, calls) => {
    expect(predicted(source)).toEqual(calls);
  });

  it('reads variables as execution does', () => {
    const source =
      'query ($ids: [ID!]! = ["a"], $t: Int) { videos(ids: $ids) { streams(authTimeout: $t) { url } } }';
    expect(predicted(source)).toEqual({ GetVideoInfos: 1, GetPlayInfo: 1 });
    expect(predicted(source, { ids: ['a', 'b'] })).toEqual({ BatchGetMediaInfos: 1 });
    expect(predicted(source, { ids: ['a', 'b'], t: 9 })).toMatchObject({ GetPlayInfo: 2 });
    expect(predicted(source, { ids: 7.5 })).toEqual({});
  });

  const jobs = list(many(21, 'job'));
  const updates = (count: number, more = '') =>
    `[${many(count)
      .map((id) => `{ id: "${id}", title: "t" ${more} }`)
      .join(' ')}]`;
  const read = '{ results { outcome } videos { duration } }';

  it.each([
    `mutation { updateVideo(input: { id: "${one}", title: "t" }) { video { duration streams { url } } } }`,
    `mutation { updateVideos(input: ${updates(41)}) ${read} }`,
    `mutation { updateVideos(input: ${updates(3, 'userData: "{}"')}) ${read} }`,
    `mutation { deleteStreams(videoId: "${two}", jobIds: ${jobs}) { video { title } } }`,
    `mutation { updateImages(input: ${updates(21)}) { images { title fileName } } }`,
    `mutation { deleteImages(input: { ids: ${list(many(21))} }) { results { outcome } } }`,
    'mutation { deleteImages(input: { urls: ["http://a.b/c", "http://a.b/d"] }) { results { id } } }',
    `mutation { deleteImages(input: { video: { id: "${one}", types: [NORMAL_SNAPSHOT] } }) { results { id } } }`,
    `mutation { deleteMezzanines(videoIds: ${list(many(41))}) { results { outcome } } }`,
    `mutation { deleteVideos(ids: ${list(many(41))}) { results { outcome } } again: deleteVideos(ids: "x") { deletedIds } }`,
  ])('is never below what is taken by %.50s', async (source) => {
    const most = predicted(source);
    const { errors = [] } = await world.query(source);
    expect(errors.map(({ extensions }) => extensions.code)).not.toContain(
      'GRAPHQL_VALIDATION_FAILED',
    );
    const calls = world.calls();
    expect(Object.keys(calls)).not.toEqual([]);
    for (const [name, count] of Object.entries(calls)) {
      expect([name, (most[name] ?? 0) >= count]).toEqual([name, true]);
    }
  });

  it.each([1, 250, 4950, 4999])('is never below what a page takes after %i hits', async (start) => {
    const field = 'searchMedia(first: 60, sort: [{ field: CREATED_AT }]';
    const first = await world.query(`{ ${field}) { edges { cursor } } }`);
    const [key] = JSON.parse(
      Buffer.from(first.data.searchMedia.edges[0].cursor, 'base64url').toString(),
    );
    const after = Buffer.from(JSON.stringify([key, start])).toString('base64url');
    const source = `{ ${field}, after: "${after}") { totalCount } }`;
    world.emulator.calls.clear();
    await world.query(source);
    expect(predicted(source).SearchMedia).toBeGreaterThanOrEqual(world.calls().SearchMedia ?? 0);
  });
});

const query = `{ videos(ids: ["${one}", "${two}"]) { title reviewed: auditStatus } }`;

async function send(origin: string, headers: Record<string, string>): Promise<GraphQLAnswer> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as GraphQLAnswer;
}

describe('the answer', () => {
  it('tells its cost to those who ask for it', async () => {
    const { data, extensions } = await send(world.origin, { 'x-vodgraph-cost': '1' });
    expect(data.videos).toHaveLength(2);
    expect(extensions).toEqual({
      cost: {
        predicted: 2,
        actual: 2,
        byOperation: { GetVideoInfo: { predicted: 2, actual: 2 } },
        cacheHits: 0,
        joined: 0,
      },
    });
    expect(await send(world.origin, {})).toEqual({ data });
  });

  it('tells what the cache has saved', async () => {
    const cached = await createWorld({ cache: { mediaMs: 60_000 }, emulator: world.emulator });
    await cached.query(query);
    const { extensions } = await send(cached.origin, { 'x-vodgraph-cost': '1' });
    expect(extensions?.cost).toMatchObject({ predicted: 2, actual: 0, cacheHits: 2 });
    await cached.close();
  });
});

describe('an operation that may take too many calls', () => {
  it('is refused before any is made, with the fields that cause them', async () => {
    const limits = { ...readConfig({}).limits, maxUpstreamCalls: 1 };
    const strict = await createWorld({ settings: { limits }, emulator: world.emulator });
    world.emulator.calls.clear();
    const { data, errors, extensions } = await send(strict.origin, { 'x-vodgraph-cost': '1' });
    await strict.close();
    expect({ data, extensions, calls: world.calls() }).toEqual({ calls: {} });
    expect(errors).toEqual([
      {
        message:
          'The operation may take 2 calls of VOD; the limit (upstreamCalls) is 1. Most are for videos (2 GetVideoInfo).',
        extensions: {
          code: 'LIMIT_EXCEEDED',
          limit: 'upstreamCalls',
          max: 1,
          actual: 2,
        },
      },
    ]);
  });
});
