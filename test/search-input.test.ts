import { describe, expect, it } from '@jest/globals';
import { useWorld } from './support.js';

const world = useWorld();

type Variables = Record<string, unknown>;

const ask = (variables: Variables) =>
  world.query(
    `query ($type: MediaType, $filter: MediaFilter, $match: String, $sort: [MediaSort!]) {
      searchMedia(type: $type, filter: $filter, match: $match, sort: $sort, first: 100) {
        nodes { id createdAt modifiedAt } } }`,
    variables,
  );

/** Our own refusal: of the field alone, before any call. */
async function refusalOf(variables: Variables): Promise<string | undefined> {
  const { data, errors } = await ask(variables);
  expect(data).toEqual({ searchMedia: null });
  expect(errors).toHaveLength(1);
  expect(errors?.[0]).toMatchObject({
    path: ['searchMedia'],
    extensions: { code: 'BAD_USER_INPUT' },
  });
  expect(world.calls()).toEqual({});
  return errors?.[0]?.message;
}

const printable = 'must not hold control characters, noncharacters or half a surrogate pair; got ';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`);
const inGroup = (...or: Variables[]) => ({ and: [{ or: [{ title: ['a'] }] }, { or }] });

describe('a filter is refused', () => {
  const noText = 'must be a text without quotes, backslashes and control characters, and not empty';

  it.each<[string, Variables, string]>([
    ['a quote', { title: ["it's"] }, `filter.title[0]: ${noText}; got "it's".`],
    ['a double quote', { tags: ['a', '"b"'] }, `filter.tags[1]: ${noText}; got "\\"b\\"".`],
    ['a backslash', { description: ['a\\b'] }, `filter.description[0]: ${noText}; got "a\\\\b".`],
    ['a line end', { appId: ['a\nb'] }, `filter.appId[0]: ${noText}; got "a\\nb".`],
    ['NUL', { storageLocation: ['\0'] }, `filter.storageLocation[0]: ${noText}; got "\\u0000".`],
    ['half of a pair', { title: ['\ud83d'] }, `filter.title[0]: ${noText}; got "\\ud83d".`],
    ['empty text', { title: [''] }, `filter.title[0]: ${noText}; got "".`],
    ['an id with a quote', { ids: ["x'y"] }, `filter.ids[0]: ${noText}; got "x'y".`],
    [
      'a quote in a group',
      inGroup({ tags: ['b'] }, { tags: ["it's"] }),
      `filter.and[1].or[1].tags[0]: ${noText}; got "it's".`,
    ],
    [
      'an id that cannot be sent',
      { ids: ['a', 'b,c'] },
      'filter.ids[1]: an id must not be empty nor hold a comma, white space or a control character; got "b,c".',
    ],
    ['an empty list', { title: [] }, 'filter.title: must hold at least one value.'],
    ['no ids', { ids: [] }, 'filter.ids: must hold at least one value.'],
    [
      'no states',
      inGroup({ status: [] }),
      'filter.and[1].or[0].status: must hold at least one value.',
    ],
    ['an empty group', inGroup(), 'filter.and[1].or: must hold at least one condition.'],
    ['too many ids', { ids: ids(101) }, 'filter.ids: must hold at most 100 ids; got 101.'],
    [
      'too many ids in all',
      { ids: ids(60), ...inGroup({ ids: ids(30) }, { ids: ids(11) }) },
      'filter: must hold at most 100 ids; got 101.',
    ],
    [
      'UNKNOWN',
      { status: ['NORMAL', 'UNKNOWN'] },
      'filter.status: UNKNOWN is answered only; it cannot be asked for.',
    ],
    [
      'UNKNOWN in a group',
      inGroup({ source: ['UNKNOWN'] }),
      'filter.and[1].or[0].source: UNKNOWN is answered only; it cannot be asked for.',
    ],
    [
      'a category that is no integer',
      { categoryId: '7 or 1=1' },
      'filter.categoryId: must be an integer, the id of a category; got "7 or 1=1".',
    ],
    [
      'a category of 1e3',
      { categoryId: '1e3' },
      'filter.categoryId: must be an integer, the id of a category; got "1e3".',
    ],
    ['an empty range', { size: {} }, 'filter.size: must have `from`, `to` or both.'],
    [
      'a range of nulls',
      { createdAt: { from: null, to: null } },
      'filter.createdAt: must have `from`, `to` or both.',
    ],
    [
      'a range backwards',
      { size: { from: 2, to: 1 } },
      'filter.size: `from` must not be greater than `to`.',
    ],
    [
      'a range of time backwards',
      { modifiedAt: { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' } },
      'filter.modifiedAt: `from` must not be greater than `to`.',
    ],
    [
      'a negative size',
      { size: { from: -1 } },
      'filter.size.from: must be 0 or more, up to 2^53 − 1; got -1.',
    ],
    [
      'an absurd length',
      { duration: { to: 1e300 } },
      'filter.duration.to: must be 0 or more, up to 2^53 − 1; got 1e+300.',
    ],
    [
      'sub-second times',
      { createdAt: { from: '2026-01-01T00:00:00.5Z' } },
      'filter.createdAt.from: must be a time of whole seconds, up to 9999; got 2026-01-01T00:00:00.500Z.',
    ],
    [
      'a year of five digits',
      { createdAt: { to: '9999-12-31T23:59:59-01:00' } },
      'filter.createdAt.to: must be a time of whole seconds, up to 9999; got +010000-01-01T00:59:59.000Z.',
    ],
    [
      'too much text',
      { title: ids(1000).map((id) => id.padEnd(20, 'x')) },
      'filter: must make a Match expression of at most 16384 bytes of UTF-8; this one makes 23010.',
    ],
  ])('with %s', async (_, filter, message) => {
    expect(await refusalOf({ filter })).toBe(message);
  });

  it.each<[string, Variables]>([
    ['VIDEO', { fileName: ['a'] }],
    ['AUDIO', { fileName: ['a'] }],
    ['VIDEO', { businessType: ['WATERMARK'] }],
    ['IMAGE', { businessType: ['WATERMARK'] }],
    ['IMAGE', { source: ['LIVE'] }],
    ['IMAGE', { preprocessStatus: ['UN_PREPROCESS'] }],
    ['IMAGE', { size: { from: 1 } }],
    ['ATTACHED', { duration: { from: 1 } }],
    ['ATTACHED', { source: ['LIVE'] }],
  ])('of type %s with %j, naming both', async (type, filter) => {
    const [field] = Object.keys(filter);
    expect(await refusalOf({ type, filter })).toBe(
      `filter.${field}: media of type ${type} cannot be searched by it.`,
    );
    expect(await refusalOf({ type, filter: inGroup(filter) })).toBe(
      `filter.and[1].or[0].${field}: media of type ${type} cannot be searched by it.`,
    );
  });

  it('quotes no more than the beginning of a long text', async () => {
    const message = await refusalOf({ filter: { title: ["'".repeat(5000)] } });
    expect(message).toContain(`got "${"'".repeat(60)}…".`);
  });

  it.each<[string, Variables]>([
    ['two fields', { title: ['a'], tags: ['b'] }],
    ['none', {}],
    ['null', { title: null }],
    ['two, one of them null', { title: ['a'], tags: null }],
  ])('where a condition sets %s', async (_, condition) => {
    const { errors } = await ask({ filter: { and: [{ or: [condition] }] } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toMatch(/filter\.and\[0\]\.or\[0\]/);
    const literal = await world.query(
      '{ searchMedia(filter: { and: [{ or: [{ title: ["a"], tags: ["b"] }] }] }) { totalCount } }',
    );
    expect(literal.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(world.calls()).toEqual({});
  });

  it.each<[string, Variables]>([
    ['a state that is none', { status: ['FROZEN'] }],
    ['a time that is none', { createdAt: { from: '2026-02-30T00:00:00Z' } }],
    ['a fraction of a byte', { size: { from: 1.5 } }],
    ['a size in quotes', { size: { from: '1' } }],
    ['a size beyond 2^53', { size: { to: 2 ** 53 } }],
    ['a field that is none', { name: ['a'] }],
  ])('that does not coerce: %s', async (_, filter) => {
    const { errors } = await ask({ filter });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('"$filter"');
    expect(world.calls()).toEqual({});
  });
});

describe('searchMedia refuses', () => {
  it('a type of UNKNOWN', async () => {
    expect(await refusalOf({ type: 'UNKNOWN' })).toBe(
      'type: UNKNOWN is answered only; it cannot be asked for.',
    );
  });

  it('match and filter together', async () => {
    expect(await refusalOf({ match: "Title='a'", filter: {} })).toBe(
      'match: cannot be given together with `filter`; give one of them.',
    );
  });

  it.each([
    ['', 'match: must not be empty; leave it out to find all.'],
    ['a\0b', `match: ${printable}U+0000.`],
    ['\udc00', `match: ${printable}U+DC00.`],
    ['x'.repeat(16_385), 'match: must be at most 16384 bytes of UTF-8; got 16385.'],
  ])('a match of %.10j', async (match, message) => {
    expect(await refusalOf({ match })).toBe(message);
  });

  it.each([["Title='a"], ['Title'], ["Title!='a'"], ["Title='a' or Tags='b'"], ["FileName='a'"]])(
    'the match %s in the words of VOD',
    async (match) => {
      const { data, errors } = await ask({ match });
      expect(data).toEqual({ searchMedia: null });
      expect(errors?.[0]).toMatchObject({
        message: expect.stringMatching(/^SearchMedia: ErrorMatchSyntax: The parameter Match\./),
        path: ['searchMedia'],
        extensions: {
          code: 'UPSTREAM_REFUSED',
          retryable: false,
          vod: { operation: 'SearchMedia', code: 'ErrorMatchSyntax' },
        },
      });
      expect(world.calls()).toEqual({ SearchMedia: 1 });
    },
  );

  it('a sort key twice, and more than three keys', async () => {
    const key = { field: 'CREATED_AT' };
    expect(await refusalOf({ sort: [key, { ...key, order: 'ASC' }] })).toBe(
      'sort: must not name a field twice.',
    );
    expect(await refusalOf({ sort: [key, key, key, key] })).toBe(
      'sort: must hold at most 3 keys; got 4.',
    );
  });
});

describe('sort', () => {
  it.each([
    [[{ field: 'CREATED_AT', order: 'ASC' }], 'CreationTime:Asc'],
    [[{ field: 'CREATED_AT' }], 'CreationTime:Desc'],
    [[{ field: 'MODIFIED_AT', order: 'DESC' }], 'ModificationTime:Desc'],
    [
      [{ field: 'MODIFIED_AT', order: 'ASC' }, { field: 'CREATED_AT' }],
      'ModificationTime:Asc,CreationTime:Desc',
    ],
    [[], 'CreationTime:Desc'],
  ])('by %j', async (sort, sortBy) => {
    const { data } = await ask({ sort });
    expect(world.emulator.calls.all()[0]?.parameters.SortBy).toBe(sortBy);
    const [key] = sort;
    const name = key?.field === 'MODIFIED_AT' ? 'modifiedAt' : 'createdAt';
    const times = data.searchMedia.nodes.map((node: Record<string, string>) => node[name]);
    const ascending = [...times].sort();
    expect(times).toHaveLength(100);
    expect(times).toEqual(
      key && 'order' in key && key.order === 'ASC' ? ascending : ascending.reverse(),
    );
  });
});
