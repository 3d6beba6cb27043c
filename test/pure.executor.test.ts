import { describe, expect, it, jest } from '@jest/globals';
import {
  buildSchema,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { compileQuery } from '../src/executor/compile.js';

const schema = buildSchema(`
  interface Named { name: String! }
  enum Colour { RED BLUE }
  type Leaf implements Named { name: String! }
  type Tree implements Named {
    name: String!
    count: Int
    height: Float
    colour: Colour
    id: ID
    isOld: Boolean
    tags: [String!]
    branches: [Tree!]
    maybe: [Tree]
    strict: Tree!
    echo(text: String = "preset", number: Int, ids: [ID!], texts: [String], isOld: Boolean): String
    method(by: Int): Int
    late: String
    named: Named
  }
  type Query { tree: Tree trees: [Tree!]! named: [Named] strict: Tree! }
  type Mutation { tree: Tree }
`);

const refused = () => new GraphQLError('No.', { extensions: { code: 'REFUSED' } });

const tree = (fields: object = {}) => ({ __typename: 'Tree', name: 'oak', ...fields });

/** What the resolvers of the root answer in one case. */
type Root = Readonly<Record<string, unknown>>;

/** The answer of one executor, with the errors in the order of their paths. */
async function answerOf(result: unknown): Promise<unknown> {
  const { data, errors = [] } = (await result) as ExecutionResult;
  const told = errors.map(({ message, path = [], locations, extensions }) => ({
    message,
    path: path.join('.'),
    locations,
    extensions,
  }));
  return {
    data: JSON.stringify(data),
    errors: told.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** What resolvers were given, without the parts that are objects of the schema. */
const seen: unknown[] = [];

const fieldsOf = (name: string) => (schema.getType(name) as GraphQLObjectType).getFields();
for (const [name, field] of Object.entries(fieldsOf('Query'))) {
  field.resolve = (_source, _args, { root }: { root: Root }) => {
    const value = root[name];
    return typeof value === 'function' ? value() : value;
  };
}
const { echo } = fieldsOf('Tree');
if (echo) {
  echo.resolve = ({ name }, args, _context, { path, fieldNodes, variableValues }) => {
    seen.push([name, args, path, fieldNodes.length, variableValues]);
    return `${name} ${JSON.stringify(args)}`;
  };
}

const both = async (query: string, root: Root, variableValues: Record<string, unknown> = {}) => {
  const document = parse(query);
  const operation = document.definitions.find(
    (it): it is OperationDefinitionNode => it.kind === 'OperationDefinition',
  );
  if (!operation) throw new Error('no operation');
  const contextValue = { root };
  seen.length = 0;
  const compiled = compileQuery(schema, document, operation, 0).execute(
    variableValues,
    contextValue,
  );
  const answer = compiled && (await answerOf(compiled));
  const given = seen.splice(0);
  const expected = await answerOf(execute({ schema, document, contextValue, variableValues }));
  return { answer, given, expected, expectedGiven: seen.splice(0) };
};

const cases: [what: string, query: string, root: Root, variables?: Record<string, unknown>][] = [
  [
    'leaves of every kind',
    '{ tree { name count height colour id isOld tags } }',
    {
      tree: tree({ count: 3, height: 1.5, colour: 'RED', id: 7, isOld: true, tags: ['a', 'b"\n'] }),
    },
  ],
  [
    'values of other types',
    '{ tree { name count height isOld } }',
    {
      tree: tree({ name: 12, count: '5', height: true, isOld: 1 }),
    },
  ],
  ['nothing at all', '{ tree { name } named { name } }', { tree: null }],
  ['absent and null leaves', '{ tree { count height id tags } }', { tree: tree({ count: null }) }],
  ['a number that is too large', '{ tree { name count } }', { tree: tree({ count: 2 ** 31 }) }],
  ['not a number', '{ tree { name height } }', { tree: tree({ height: Number.NaN }) }],
  ['minus zero', '{ tree { count height } }', { tree: tree({ count: -0, height: -0 }) }],
  ['an unknown enum value', '{ tree { name colour } }', { tree: tree({ colour: 'GREEN' }) }],
  ['an Error as a value', '{ tree { name count } }', { tree: tree({ count: refused() }) }],
  ['an Error as an object', '{ tree { name } }', { tree: refused() }],
  [
    'a resolver that throws',
    '{ tree { name } }',
    {
      tree: () => {
        throw refused();
      },
    },
  ],
  ['a resolver that rejects', '{ tree { name } }', { tree: () => Promise.reject(refused()) }],
  ['something thrown that is no Error', '{ tree { name } }', { tree: () => Promise.reject('no') }],
  [
    'a leaf that comes late',
    '{ tree { late name } }',
    { tree: tree({ late: Promise.resolve('x') }) },
  ],
  [
    'a leaf that fails late',
    '{ tree { late name } }',
    {
      tree: () => tree({ late: Promise.reject(refused()) }),
    },
  ],
  [
    'a method',
    '{ tree { method(by: 3) } }',
    {
      tree: tree({ method: ({ by }: { by: number }) => by * 2 }),
    },
  ],
  [
    'a required leaf that is null',
    '{ tree { maybe { name } } trees { name } }',
    {
      tree: tree({ maybe: [tree({ name: null }), tree()] }),
      trees: [tree()],
    },
  ],
  [
    'a required item that is null',
    '{ tree { name branches { name } } }',
    {
      tree: tree({ branches: [tree(), null] }),
    },
  ],
  [
    'items that fail',
    '{ tree { maybe { name } } }',
    {
      tree: () => tree({ maybe: [refused(), Promise.reject(refused()), tree(), null] }),
    },
  ],
  [
    'required items that fail',
    '{ tree { name branches { name } } }',
    {
      tree: () => tree({ branches: [tree(), Promise.reject(refused()), Promise.resolve(tree())] }),
    },
  ],
  [
    'a null that takes the whole answer with it',
    '{ tree { name } strict { name } }',
    {
      tree: tree(),
      strict: null,
    },
  ],
  [
    'a null that goes up several levels',
    '{ tree { strict { strict { name } } } }',
    {
      tree: tree({ strict: Promise.resolve(tree({ strict: tree({ name: null }) })) }),
    },
  ],
  ['what is not a list', '{ tree { name tags } }', { tree: tree({ tags: 5 }) }],
  ['a list that is a Set', '{ tree { tags } }', { tree: tree({ tags: new Set(['a']) }) }],
  [
    'arguments and variables',
    'query ($t: String, $n: Int = 4) { tree { a: echo(text: $t, number: $n) b: echo c: echo(text: null) } }',
    { tree: tree() },
    { t: 'x' },
  ],
  [
    'an argument that is wrong',
    'query ($n: Int) { tree { name echo(number: $n) } }',
    { tree: tree() },
    {},
  ],
  [
    'conditions, both ways',
    'query ($yes: Boolean!, $no: Boolean!) { tree { a: name @include(if: $yes) b: name @skip(if: $yes) ... @include(if: $no) { c: name } } }',
    { tree: tree() },
    { yes: true, no: false },
  ],
  [
    'fragments, merged',
    '{ tree { ...A ... on Tree { count branches { count } } } } fragment A on Named { name ... on Tree { branches { name } } }',
    {
      tree: tree({ count: 1, branches: [tree({ count: 2 })] }),
    },
  ],
  [
    'interfaces',
    '{ named { __typename name ... on Tree { count } } }',
    {
      named: [tree({ count: 1 }), { __typename: 'Leaf', name: 'l' }, null],
    },
  ],
  [
    'a field that cannot be read',
    '{ tree { id name count tags } }',
    {
      tree: Object.defineProperty(tree({ id: '1', tags: ['a'] }), 'count', {
        get: () => {
          throw refused();
        },
      }),
    },
  ],
  [
    'nothing of an object',
    '{ named { ... on Leaf { name } } }',
    { named: [tree(), { __typename: 'Leaf', name: 'l' }] },
  ],
  [
    'names of every object',
    '{ tree { __proto__: name constructor: name toString: __typename } }',
    {
      tree: tree(),
    },
  ],
];

describe('compiled execution', () => {
  it.each(cases)('answers as graphql-js does: %s', async (...[, query, root, variables]) => {
    const { answer, given, expected, expectedGiven } = await both(query, root, variables);
    expect(answer).toEqual(expected);
    expect(given).toEqual(expectedGiven);
  });

  it.each([
    ['texts and ids', { ids: ['1', '2'], texts: ['a', null], isOld: true }],
    ['numbers for ids', { ids: [1, 2], texts: [] }],
    ['one value for a list', { ids: '1', texts: null }],
    ['none', {}],
    ['null', { ids: null, isOld: null }],
    ['one that nobody asked for', { ids: [], other: 1 }],
  ])('coerces variables as graphql-js does: %s', async (_what, variables) => {
    const query =
      'query ($ids: [ID!], $texts: [String] = ["preset"], $isOld: Boolean) { tree { echo(ids: $ids, texts: $texts, isOld: $isOld) } }';
    const { given, expectedGiven } = await both(query, { tree: tree() }, variables);
    expect(given).toHaveLength(1);
    expect(given).toEqual(expectedGiven);
  });

  it.each([
    ['all there', { t: 'x', ids: ['1'], isOld: false }],
    ['one absent', { ids: ['1'], isOld: false }],
    ['one null', { t: null, ids: ['1'], isOld: false }],
    ['an empty text and no ids', { t: '', ids: [], isOld: true }],
  ])('reads arguments that are all variables as graphql-js does: %s', async (_what, variables) => {
    const query =
      'query ($t: String, $ids: [ID!], $isOld: Boolean) { tree { echo(isOld: $isOld, text: $t, ids: $ids) } }';
    const { given, expectedGiven } = await both(query, { tree: tree() }, variables);
    expect(given).toHaveLength(1);
    expect(given).toEqual(expectedGiven);
  });

  it('does not take what every object has for a variable', async () => {
    const query = 'query ($toString: String) { tree { echo(text: $toString) } }';
    const { given, expectedGiven } = await both(query, { tree: tree() }, {});
    expect(given).toEqual(expectedGiven);
  });

  it.each([
    ['a mutation', 'mutation { tree { name } }', {}],
    ['introspection', '{ __schema { queryType { name } } }', {}],
    ['introspection behind an alias', '{ x: __type(name: "Tree") { name } }', {}],
    ['a variable that is wrong', 'query ($n: Int!) { tree { echo(number: $n) } }', {}],
    [
      'an id that is wrong',
      'query ($ids: [ID!]!) { tree { echo(ids: $ids) } }',
      { ids: ['1', null] },
    ],
    ['a text that is wrong', 'query ($t: String) { tree { echo(text: $t) } }', { t: 1 }],
    ['a list that is absent', 'query ($ids: [ID!]!) { tree { echo(ids: $ids) } }', { ids: null }],
  ])('leaves %s to graphql-js', async (_what, query, variables) => {
    const { answer } = await both(query, { tree: tree() }, variables);
    expect(answer).toBeUndefined();
  });

  it('follows the conditions of each request', async () => {
    const query = 'query ($c: Boolean!) { tree { name @skip(if: $c) count @include(if: $c) } }';
    const document = parse(query);
    const operation = document.definitions[0] as OperationDefinitionNode;
    const compiled = compileQuery(schema, document, operation, 0);
    const contextValue = { root: { tree: tree({ count: 1 }) } };
    const answers = [];
    for (const c of [true, false, true])
      answers.push((await compiled.execute({ c }, contextValue))?.data);
    expect(answers).toEqual([
      { tree: { count: 1 } },
      { tree: { name: 'oak' } },
      { tree: { count: 1 } },
    ]);
  });

  it('repeats a query only with conditions that it was compiled for, without asking for a context', async () => {
    const document = parse('query ($c: Boolean!) { tree { name @skip(if: $c) count } }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    const compiled = compileQuery(schema, document, operation, 1);
    const contextOf = jest.fn(() => ({ root: { tree: null } }));
    const repeat = (c: unknown) => compiled.repeat({ c }, contextOf);
    expect([repeat(true), compiled.execute({ c: true }, {}), repeat(true)]).toEqual(
      Array(3).fill(undefined),
    );
    await compiled.execute({ c: true }, contextOf());
    contextOf.mockClear();
    expect([repeat(false), repeat('true'), repeat(null)]).toEqual(Array(3).fill(undefined));
    expect(contextOf).not.toHaveBeenCalled();
    expect(await repeat(true)).toEqual({ data: { tree: null } });
  });

  it('leaves a query to graphql-js until it was asked so often, with other conditions anew', () => {
    const document = parse('query ($c: Boolean!) { tree { name @skip(if: $c) count } }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    const compiled = compileQuery(schema, document, operation, 2);
    const isCompiled = (c: boolean) =>
      compiled.execute({ c }, { root: { tree: null } }) !== undefined;
    expect([true, true, false, true, false, false].map(isCompiled)).toEqual([
      false,
      false,
      false,
      true,
      false,
      true,
    ]);
  });
});
