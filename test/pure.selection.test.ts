import { describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLResolveInfo, graphql, parse, validate } from 'graphql';
import { selectedFields, selectedOfNodes } from '../src/resolvers/selection.js';

const schema = buildSchema(`
  interface Node { id: ID }
  interface Media implements Node { id: ID title: String size: Int }
  type Video implements Media & Node { id: ID title: String size: Int duration: Int }
  type Image implements Media & Node { id: ID title: String size: Int url: String }
  union Any = Video | Image
  type Edge { node: Media cursor: String }
  type Connection { edges: [Edge] nodes: [Media] total: Int }
  type Query { media: Media any: Any video: Video list: Connection }
`);

/** What is selected below the root field of the operation, as its resolver sees it. */
async function selected(
  source: string,
  read: (info: GraphQLResolveInfo) => ReadonlySet<string>,
  variableValues: Record<string, unknown> = {},
): Promise<string[]> {
  let found: ReadonlySet<string> = new Set();
  const resolve = (_: unknown, __: unknown, info: GraphQLResolveInfo) => {
    found = read(info);
    return null;
  };
  const rootValue = Object.fromEntries(
    ['media', 'any', 'video', 'list'].map((name) => [
      name,
      (args: unknown, context: unknown, info: GraphQLResolveInfo) => resolve(args, context, info),
    ]),
  );
  const { errors } = await graphql({ schema, source, rootValue, variableValues });
  expect(errors).toBeUndefined();
  return [...found].sort();
}

const onVideo = (info: GraphQLResolveInfo) => selectedFields(info, 'Video');
const onNodes = (info: GraphQLResolveInfo) => selectedOfNodes(info, 'Video').fields;

describe('selectedFields', () => {
  it.each([
    ['fields', '{ video { id title } }', ['id', 'title']],
    ['fields behind an alias', '{ video { name: title } }', ['title']],
    ['the type name', '{ media { __typename } }', ['__typename']],
    ['inline fragments on the type', '{ media { ... on Video { duration } } }', ['duration']],
    ['inline fragments on an interface', '{ any { ... on Media { title } } }', ['title']],
    ['inline fragments on a wider interface', '{ any { ... on Node { id } } }', ['id']],
    ['inline fragments on a union', '{ media { ... on Any { __typename } } }', ['__typename']],
    ['inline fragments without a condition', '{ media { ... { title } } }', ['title']],
    [
      'fragments in fragments',
      '{ any { ...A } } fragment A on Media { id ...B } fragment B on Video { size }',
      ['id', 'size'],
    ],
    ['the same field in two places', '{ video { id } video { title } }', ['id', 'title']],
    ['no fragment on another type', '{ media { id ... on Image { url } } }', ['id']],
    ['nothing below the fields', '{ list { nodes { title } } }', ['nodes']],
  ])('sees %s', async (_, source, expected) => {
    expect(await selected(source, onVideo)).toEqual(expected);
  });

  it.each([
    [true, ['id', 'size', 'title']],
    [false, ['duration', 'id']],
  ])('follows @include and @skip with a variable of %p', async (yes, expected) => {
    const source = `query ($yes: Boolean!) { media {
      id
      title @include(if: $yes)
      ... on Video @skip(if: $yes) { duration }
      ...Size @include(if: $yes)
      size @skip(if: true) @include(if: true)
      size @skip(if: false) @include(if: false)
    } }
    fragment Size on Media { size }`;
    expect(await selected(source, onVideo, { yes })).toEqual(expected);
  });

  it('follows a default value of a variable', async () => {
    const source = 'query ($yes: Boolean = false) { media { id title @include(if: $yes) } }';
    expect(await selected(source, onVideo)).toEqual(['id']);
  });

  it('reads a fragment that is spread both left out and not', async () => {
    const source = `{ media { ...Size @include(if: false) ...Size } } fragment Size on Media { size }`;
    expect(await selected(source, onVideo)).toEqual(['size']);
  });

  it('reads fragments that spread each other twice in no time', async () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) => `fragment F${level} on Media { ...F${level + 1} ...F${level + 1} }`,
    );
    const source = `{ media { ...F0 } } ${levels.join('\n')} fragment F40 on Media { size }`;
    expect(validate(schema, parse(source))).toEqual([]);
    expect(await selected(source, onVideo)).toEqual(['size']);
  });
});

describe('selectedOfNodes', () => {
  it.each([
    ['nodes', '{ list { nodes { title } } }', ['title']],
    ['the nodes of edges', '{ list { edges { cursor node { title } } } }', ['title']],
    ['both', '{ list { nodes { id } edges { node { size } } } }', ['id', 'size']],
    [
      'both behind aliases',
      '{ list { a: nodes { id } b: edges { c: node { d: size } } } }',
      ['id', 'size'],
    ],
    [
      'fragments on the way',
      '{ list { ...C } } fragment C on Connection { edges { ...E } } fragment E on Edge { node { ... on Video { duration } ... on Image { url } } }',
      ['duration'],
    ],
    ['neither', '{ list { total edges { cursor } } }', []],
    [
      'nothing that is left out on the way',
      '{ list { nodes @include(if: false) { id } edges { node @skip(if: true) { size } } } }',
      [],
    ],
  ])('sees what is selected in %s', async (_, source, expected) => {
    expect(await selected(source, onNodes)).toEqual(expected);
  });

  it('reads fragments between connection and node in no time', async () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) => `fragment F${level} on Connection { ...F${level + 1} ...F${level + 1} }`,
    );
    const source = `{ list { ...F0 } } ${levels.join('\n')}
      fragment F40 on Connection { nodes { title } edges { node { id } } }`;
    expect(await selected(source, onNodes)).toEqual(['id', 'title']);
  });
});
