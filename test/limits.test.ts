import { ApolloServer } from '@apollo/server';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLFormattedError,
  getIntrospectionQuery,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql';
import { readConfig } from '../src/config.js';
import { countObjects } from '../src/limits/objects.js';
import { shapeOf } from '../src/limits/shape.js';
import { limitsPlugin, type QueryLimits } from '../src/limits.js';

const typeDefs = `
  type Query {
    video(id: ID!): Video
    videos(ids: [ID!]!): [Video]
    searchMedia(filter: Filter, sort: [Sort!], first: Int = 20, after: String): MediaConnection
    broken: [Int!]
  }
  type Mutation {
    updateVideos(input: [UpdateVideoInput!]!): UpdateVideosPayload
    deleteImages(input: DeleteImagesInput!): UpdateVideosPayload
  }
  interface Media { id: ID!, title: String, tags: [String!]! }
  type Video implements Media {
    id: ID!, title: String, tags: [String!]!
    mezzanine: Mezzanine
    streams(formats: [String!]): [Stream!]
  }
  type Mezzanine { fileUrl: String, video: Video }
  type Stream { url: String, video: Video }
  type MediaConnection { nodes: [Media], edges: [Edge!]!, totalCount: Int!, pageInfo: PageInfo! }
  type Edge { cursor: String!, node: Media }
  type PageInfo { hasNextPage: Boolean! }
  type UpdateVideosPayload { results: [ItemResult!]!, videos: [Video!] }
  type ItemResult { id: ID! }
  input Filter { ids: [ID!] }
  input Sort { field: String! }
  input UpdateVideoInput { id: ID!, tags: [String!] }
  input DeleteImagesInput { ids: [ID!], urls: [String!] }
`;
const schema = buildSchema(typeDefs);

function operationIn(source: string) {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return { document, operation };
}

function shape(source: string) {
  const { document, operation } = operationIn(source);
  return shapeOf(document, operation);
}

const objects = (source: string, variables = {}) =>
  countObjects({ schema, variables, ...operationIn(source) });

/** `count` fragments, each spreading the next one twice: written out, 2^count times the last one. */
function doubling(count: number, last: string) {
  const links = Array.from({ length: count }, (_, i) => {
    const next = i + 1 < count ? `...F${i + 1} ...F${i + 1}` : last;
    return `fragment F${i} on Video { ${next} }`;
  });
  return `{ video(id: "1") { ...F0 } } ${links.join(' ')}`;
}

describe('depth', () => {
  it.each([
    ['{ broken }', 1],
    ['{ video(id: "1") { mezzanine { video { id } } } }', 4],
    ['{ video(id: "1") { ... on Media { ... { id } } } }', 2],
    ['{ ...Q } fragment Q on Query { video(id: "1") { ...V } } fragment V on Video { id }', 2],
    ['{ video(id: "1") { id mezzanine { __typename fileUrl } __typename } }', 3],
    ['{ __typename __schema { types { fields { name } } } }', 0],
  ])('of %s is %i', (source, depth) => {
    expect(shape(source).depth).toBe(depth);
  });
});

describe('aliases and directives', () => {
  it('count wherever their fragment is spread', () => {
    const source = `
      query Q($yes: Boolean = true @a) @b {
        one: video(id: "1") @skip(if: false) { ...V @include(if: $yes) }
        two: video(id: "2") { ...V ... @include(if: $yes) { three: id } }
      }
      fragment V on Video @c { four: title @d }`;
    expect(shape(source)).toEqual({ depth: 2, aliases: 5, directives: 9 });
  });

  it('count within introspection too', () => {
    expect(shape('{ a: __typename b: __schema { c: types { name } } }').aliases).toBe(3);
  });

  it('saturate instead of taking exponential time', () => {
    const { aliases } = shape(doubling(100, 'a: id'));
    expect(aliases).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('objects', () => {
  const three = '["1", "2", "3"]';

  it.each([
    ['one look-up', '{ video(id: "1") { title tags } }', 1],
    ['an object of an object', '{ video(id: "1") { mezzanine { video { id } } } }', 3],
    ['a list of ids', `{ videos(ids: ${three}) { id } }`, 3],
    ['an id in place of a list', '{ videos(ids: "1") { id } }', 1],
    ['no ids', '{ videos(ids: []) { id streams { url } } }', 0],
    ['what each of a list holds', `{ videos(ids: ${three}) { mezzanine { fileUrl } } }`, 6],
    ['five for a list of unknown length', '{ video(id: "1") { streams { url } } }', 6],
    ['nested lists', `{ videos(ids: ${three}) { streams { video { streams { url } } } } }`, 108],
    ['aliases', `{ a: video(id: "1") { id } b: videos(ids: ${three}) { id } }`, 4],
    ['the default page', '{ searchMedia { totalCount } }', 20],
    ['null as the default page', '{ searchMedia(first: null) { totalCount } }', 20],
    ['a page of nodes', '{ searchMedia(first: 7) { nodes { id } } }', 7],
    ['a page of edges', '{ searchMedia(first: 7) { edges { cursor node { id } } } }', 7],
    [
      'nodes and edges of one page',
      `{ searchMedia(first: 10) {
        nodes { ... on Video { mezzanine { fileUrl } } }
        edges { node { ... on Video { streams { url } } } }
      } }`,
      70,
    ],
    [
      'a page, not its filter',
      '{ searchMedia(filter: {ids: ["1"]}, sort: [], first: 9) { totalCount } }',
      9,
    ],
    [
      'items of a mutation',
      'mutation { updateVideos(input: [{id: "1"}, {id: "2"}]) { results { id } videos { mezzanine { fileUrl } } } }',
      4,
    ],
    [
      'ids within an input',
      `mutation { deleteImages(input: {ids: ${three}}) { results { id } } }`,
      3,
    ],
    ['nothing that is skipped', `{ videos(ids: ${three}) @skip(if: true) { id } }`, 0],
    [
      'nothing that is not included',
      `{ ... @include(if: false) { videos(ids: ${three}) { id } } }`,
      0,
    ],
  ])('count %s', (_, source, expected) => {
    expect(objects(source)).toBe(expected);
  });

  it('count what introspection lists, by the size of the schema', () => {
    const types = Object.values(schema.getTypeMap());
    const fields = types.flatMap((type) =>
      isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
    );
    const args = fields.flatMap((field) => field.args);
    const source = '{ __typename __schema { types { fields { args { type { name } } } } } }';
    expect(objects(source)).toBe(types.length + fields.length + args.length);
    expect(objects(getIntrospectionQuery())).toBeLessThan(300);
  });

  it('are counted by variables and their defaults', () => {
    const source = `query ($ids: [ID!]!, $first: Int = 30, $skip: Boolean = false) {
      videos(ids: $ids) { id }
      searchMedia(first: $first) @skip(if: $skip) { ...Page }
    }
    fragment Page on MediaConnection { nodes { ... on Video { mezzanine { fileUrl } } } }`;
    expect(objects(source, { ids: ['1', '2'] })).toBe(2 + 60);
    expect(objects(source, { ids: ['1', '2'], first: 4 })).toBe(2 + 8);
    expect(objects(source, { ids: ['1', '2'], first: null })).toBe(2 + 40);
    expect(objects(source, { ids: ['1', '2'], skip: true })).toBe(2);
  });

  it('are counted for each page that a fragment of a connection is spread in', () => {
    const source = `{ a: searchMedia(first: 3) { ...P } b: searchMedia(first: 4) { ...P } }
      fragment P on MediaConnection { nodes { ... on Video { mezzanine { fileUrl } } } }`;
    expect(objects(source)).toBe(14);
  });

  it('saturate instead of taking exponential time', () => {
    expect(objects(doubling(100, 'mezzanine { fileUrl }'))).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('a fragment that spreads itself', () => {
  const source =
    '{ video(id: "1") { ...F } } fragment F on Video { a: mezzanine { video { ...F } } }';

  it('ends, though validation refuses it anyway', () => {
    expect(shape(source)).toEqual({ depth: 3, aliases: 1, directives: 0 });
    expect(objects(source)).toBe(3);
  });
});

describe('a server with limits', () => {
  /** Sends one request to a server of its own; what a resolver would answer does not matter here. */
  async function answerTo(query: string, variables = {}, limits: Partial<QueryLimits> = {}) {
    const all = { ...readConfig({}).limits, ...limits };
    const server = new ApolloServer({
      typeDefs,
      resolvers: {
        Query: { broken: () => Array.from({ length: 8 }, () => 'not a number') },
        Media: { __resolveType: () => 'Video' },
      },
      parseOptions: { maxTokens: all.maxTokens },
      includeStacktraceInErrorResponses: false,
      introspection: true,
      plugins: [limitsPlugin(all)],
    });
    const { body, http } = await server.executeOperation({ query, variables });
    await server.stop();
    if (body.kind !== 'single') throw new Error('one answer expected');
    const { data, errors = [] } = body.singleResult;
    return { status: http.status ?? 200, data, errors };
  }

  const refusal = (limit: string, max: number, actual: number): GraphQLFormattedError => ({
    message: expect.stringMatching(new RegExp(`${actual} .*\\(${limit}\\) is ${max}`)) as never,
    extensions: { code: 'LIMIT_EXCEEDED', limit, max, actual },
  });

  const nested = (levels: number) =>
    `${'mezzanine { video { '.repeat(levels)}id${' } }'.repeat(levels)}`;

  it.each([
    ['depth', 12, 14, `{ video(id: "1") { ${nested(6)} } }`],
    [
      'aliases',
      30,
      31,
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
    ],
    ['directives', 10, 11, `{ ${'__typename @skip(if: false) '.repeat(11)} }`],
    ['tokens', 2000, 2001, `{ ${'__typename '.repeat(2000)} }`],
    [
      'objects',
      10_000,
      18_600,
      '{ searchMedia(first: 100) { nodes { ... on Video { streams { video { streams { video { streams { url } } } } } } } } }',
    ],
  ])('refuses too many %s before execution', async (limit, max, actual, query) => {
    const { status, data, errors } = await answerTo(query);
    expect(errors).toEqual([refusal(limit, max, actual)]);
    expect(data).toBeUndefined();
    expect(status).toBe(400);
  });

  it('takes each limit from its settings', async () => {
    const { errors } = await answerTo('{ videos(ids: ["1", "2"]) { id } }', {}, { maxObjects: 1 });
    expect(errors).toEqual([refusal('objects', 1, 2)]);
  });

  it('refuses a long list in the variables', async () => {
    const ids = Array.from({ length: 10_001 }, String);
    const query = 'query ($ids: [ID!]!) { videos(ids: $ids) { id } }';
    const { errors } = await answerTo(query, { ids });
    expect(errors).toEqual([refusal('objects', 10_000, 10_001)]);
  });

  it('answers the query with which GraphiQL reads the schema', async () => {
    const { status, data, errors } = await answerTo(getIntrospectionQuery());
    expect(errors).toEqual([]);
    expect(data).toHaveProperty('__schema');
    expect(status).toBe(200);
  });

  it('leaves an unknown operation name to Apollo', async () => {
    const { errors } = await answerTo('query A { __typename } query B { __typename }');
    expect(errors[0]?.extensions?.code).toBe('OPERATION_RESOLUTION_FAILURE');
  });

  it('shows five errors of validation', async () => {
    const { errors, status } = await answerTo('{ a b c d e f g h }');
    expect(errors).toHaveLength(5);
    expect(status).toBe(400);
  });

  it('shows five errors of coercion', async () => {
    const query = 'query ($ids: [ID!]!) { videos(ids: $ids) { id } }';
    const { errors, status } = await answerTo(query, {
      ids: Array.from({ length: 9 }, () => ({})),
    });
    expect(errors.map((error) => error.extensions?.code)).toEqual(Array(5).fill('BAD_USER_INPUT'));
    expect(status).toBe(400);
  });

  it('shows every error of execution', async () => {
    const query = Array.from({ length: 8 }, (_, i) => `a${i}: broken`).join(' ');
    const { data, errors, status } = await answerTo(`{ ${query} }`);
    expect(data).toMatchObject({ a0: null, a7: null });
    expect(errors).toHaveLength(8);
    expect(status).toBe(200);
  });

  it('gives up on a document with too many fields to compare', async () => {
    const { errors, status } = await answerTo(`{ ${'broken '.repeat(1990)} }`);
    expect(errors.map((error) => error.message)).toEqual(['Validation aborted.']);
    expect(status).toBe(400);
  });
});
