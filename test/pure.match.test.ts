import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileFilter, isMatchable, matchIds } from '../src/datasources/match.js';
import { type Match, parseMatch } from '../src/emulator/match.js';
import type { SearchType } from '../src/emulator/search-fields.js';
import type { MediaCondition, MediaFilter } from '../src/types/search.js';

const types: readonly SearchType[] = ['video', 'audio', 'image', 'attached'];
const playable: readonly SearchType[] = ['video', 'audio'];

/** What a condition asks for, whatever the brackets: alternatives of `field = value`. */
type Alternatives = (string | number | undefined)[][];

function alternativesOf(match: Match): Alternatives {
  switch (match.kind) {
    case 'equals':
      return match.values.map((value) => [match.field.name, value]);
    case 'range':
      return [[match.field.name, match.from?.value, match.to?.value]];
    case 'or':
      return match.parts.flatMap(alternativesOf);
    case 'and':
      throw new Error('an `and` below the top');
  }
}

/** The service's reading of the compiled filter: all of these must hold. */
function readBack(type: SearchType, filter: MediaFilter): Alternatives[] {
  const compiled = compileFilter(type, filter);
  const match = parseMatch(compiled ?? '', type);
  return (match.kind === 'and' ? match.parts : [match]).map(alternativesOf);
}

interface Searchable {
  readonly criterion: keyof MediaCondition;
  /** As the service's own table calls it. */
  readonly name: string;
  readonly types: readonly SearchType[];
  readonly values: fc.Arbitrary<unknown>;
}

/** Mostly such as Match can carry; some that would end the quotes and add conditions of their own. */
const text = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.string({ minLength: 1, unit: 'grapheme' }).filter((it) => !/['"\\]/.test(it)),
  },
  { weight: 5, arbitrary: fc.constantFrom('港口', '] or (', ' and Status=', '“”', '%_') },
  { weight: 1, arbitrary: fc.constantFrom("b') or (Title='c", "')", '"', "'", '\\') },
);
const texts = fc.array(text, { minLength: 1, maxLength: 4 });
const wireTime = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));

function range<Value extends number | Date>(value: fc.Arbitrary<Value>) {
  return fc
    .tuple(fc.option(value), fc.option(value))
    .filter(([one, other]) => one !== null || other !== null)
    .map(([one, other]) =>
      one !== null && other !== null && one > other
        ? { from: other, to: one }
        : { from: one, to: other },
    );
}

const searchable: readonly Searchable[] = [
  { criterion: 'title', name: 'Title', types, values: texts },
  { criterion: 'tags', name: 'Tags', types, values: texts },
  { criterion: 'description', name: 'Description', types, values: texts },
  { criterion: 'fileName', name: 'FileName', types: ['image', 'attached'], values: texts },
  { criterion: 'storageLocation', name: 'StorageLocation', types, values: texts },
  { criterion: 'appId', name: 'AppId', types, values: texts },
  {
    criterion: 'status',
    name: 'Status',
    types,
    values: fc.subarray(['Normal', 'Blocked', 'Checking'], { minLength: 1 }),
  },
  {
    criterion: 'source',
    name: 'MediaSource',
    types: playable,
    values: fc.subarray(['general', 'live'], { minLength: 1 }),
  },
  {
    criterion: 'businessType',
    name: 'BusinessType',
    types: ['attached'],
    values: fc.subarray(['watermark', 'subtitle'], { minLength: 1 }),
  },
  { criterion: 'categoryId', name: 'CateId', types, values: fc.constantFrom('-1', '0', '1000101') },
  { criterion: 'size', name: 'Size', types: playable, values: range(fc.maxSafeNat()) },
  {
    criterion: 'duration',
    name: 'Duration',
    types: playable,
    values: range(fc.double({ min: 0, max: 1e6, noNaN: true })),
  },
  { criterion: 'createdAt', name: 'CreationTime', types, values: range(wireTime) },
  { criterion: 'modifiedAt', name: 'ModificationTime', types, values: range(wireTime) },
];

const criteriaOf = (type: SearchType) => searchable.filter((one) => one.types.includes(type));

function conditionFor(type: SearchType): fc.Arbitrary<MediaCondition> {
  return fc.oneof(
    ...criteriaOf(type).map(({ criterion, values }) => values.map((it) => ({ [criterion]: it }))),
  );
}

const filterFor = (type: SearchType): fc.Arbitrary<MediaFilter> =>
  fc
    .tuple(
      fc.record(
        Object.fromEntries(criteriaOf(type).map(({ criterion, values }) => [criterion, values])),
        { requiredKeys: [] },
      ),
      fc.array(fc.record({ or: fc.array(conditionFor(type), { minLength: 1, maxLength: 4 }) }), {
        maxLength: 3,
      }),
    )
    .map(([criteria, and]) => ({ ...criteria, and }));

function expectedOf(condition: MediaCondition): Alternatives[] {
  return searchable
    .filter(({ criterion }) => condition[criterion] !== undefined)
    .map(({ criterion, name }) => {
      const value = condition[criterion] as unknown;
      if (Array.isArray(value)) return [...new Set(value)].map((one: string) => [name, one]);
      if (typeof value === 'string') return [[name, Number(value)]];
      const { from, to } = value as { from: number | Date | null; to: number | Date | null };
      return [[name, printed(from), printed(to)]];
    });
}

function printed(end: number | Date | null): string | number | undefined {
  if (end === null) return undefined;
  return typeof end === 'number' ? Number(end.toFixed(6)) : end.toISOString().replace('.000Z', 'Z');
}

/** The order of criteria is the compiler's own business. */
const sorted = (all: readonly Alternatives[]) => all.map((one) => JSON.stringify(one)).sort();

const cases = fc
  .constantFrom(...types)
  .chain((type) => fc.tuple(fc.constant(type), filterFor(type)));

function allTexts(filter: MediaFilter): string[] {
  const conditions = [filter, ...(filter.and ?? []).flatMap((group) => group.or)];
  return conditions.flatMap(({ and: _, ...condition }: MediaFilter) =>
    Object.values(condition).flatMap((value) => (Array.isArray(value) ? value : [])),
  );
}

describe('compileFilter', () => {
  it('makes an expression that the service reads as what the filter says, or refuses the text', () => {
    let compiled = 0;
    fc.assert(
      fc.property(cases, ([type, filter]) => {
        if (!allTexts(filter).every(isMatchable)) {
          expect(() => compileFilter(type, filter)).toThrow(/^filter\..*without quotes, backslash/);
          return;
        }
        compiled += 1;
        const groups = (filter.and ?? []).map(({ or }) => or.flatMap(expectedOf).flat());
        expect(sorted(readBack(type, filter))).toEqual(sorted([...expectedOf(filter), ...groups]));
      }),
      { numRuns: 1000 },
    );
    expect(compiled).toBeGreaterThan(200);
  });

  it.each(types)('carries 100 ids of type %s', (type) => {
    const ids = Array.from({ length: 100 }, (_, index) => index.toString(16).padStart(32, '0'));
    const [alternatives] = readBack(type, { ids });
    expect(alternatives?.map(([, value]) => value)).toEqual(ids);
    expect(matchIds(type, ids)).toBe(compileFilter(type, { ids }));
  });

  it('lets everything through if the filter is empty', () => {
    expect(compileFilter('video', {})).toBeUndefined();
    expect(compileFilter('video', { title: null, and: [] })).toBeUndefined();
  });

  it.each<[SearchType, MediaFilter, string]>([
    ['video', { title: ['a', 'b', 'a'] }, "Title in ('a','b')"],
    ['video', { ids: ['a'] }, "VideoId in ('a')"],
    ['audio', { ids: ['a'] }, "AudioId='a'"],
    ['audio', { ids: ['a', 'b'] }, "(AudioId='a' or AudioId='b')"],
    ['attached', { appId: ['app-1'] }, "AppIdString in ('app-1')"],
    ['attached', { businessType: ['watermark'] }, "BusinessType='watermark'"],
    ['image', { categoryId: '7' }, 'CateId=7'],
    ['video', { size: { from: 1 } }, 'Size=[1,)'],
    ['video', { duration: { to: 0.1 + 0.2 } }, 'Duration=(,0.3]'],
    ['video', { size: { from: 1, to: 2 ** 53 - 1 } }, 'Size=[1,9007199254740991]'],
    [
      'video',
      { status: ['Normal'], and: [{ or: [{ title: ['a'] }, { tags: ['b'] }] }] },
      "Status in ('Normal') and (Title in ('a') or Tags in ('b'))",
    ],
  ])('%s %j is %s', (type, filter, expected) => {
    expect(compileFilter(type, filter)).toBe(expected);
  });
});

describe('isMatchable', () => {
  it.each(['', "it's", '"', '\\', '\n', '\0', '\u007f', '\u0085', '\ud800', 'a\udc00'])(
    'is false for %j',
    (value) => {
      expect(isMatchable(value)).toBe(false);
    },
  );

  it.each(['a', ' ', '港口', '🚢', '“quoted”', 'a,b', '(or)', '=[1,2]', '%'])(
    'is true for %j',
    (value) => {
      expect(isMatchable(value)).toBe(true);
    },
  );
});
