import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Match, parseMatch } from '../../src/emulator/match.js';
import { Refusal } from '../../src/emulator/operation.js';
import { type SearchType, searchField } from '../../src/emulator/search-fields.js';

const field = (name: string, type: SearchType = 'video') => {
  const found = searchField(type, name);
  if (found === undefined) throw new Error(`no field ${name}`);
  return found;
};
const equals = (name: string, ...values: (string | number)[]): Match => ({
  kind: 'equals',
  field: field(name),
  values,
});
const range = (name: string, bounds: object): Match => ({
  kind: 'range',
  field: field(name),
  ...bounds,
});
const and = (...parts: Match[]): Match => ({ kind: 'and', parts });
const or = (...parts: Match[]): Match => ({ kind: 'or', parts });
const incl = (value: string | number) => ({ value, inclusive: true });
const excl = (value: string | number) => ({ value, inclusive: false });

describe('a Match expression', () => {
  it.each<[string, Match]>([
    ['', and()],
    ['  \n', and()],
    ["VideoId='1'", equals('VideoId', '1')],
    ["Title in ('music')", equals('Title', 'music')],
    ['Title IN ( \'a\' , "b" )', equals('Title', 'a', 'b')],
    ['CateId=1000123', equals('CateId', 1000123)],
    ["CateId = '-1'", equals('CateId', -1)],
    ['Title=2024', equals('Title', '2024')],
    ["Title='海洋'", equals('Title', '海洋')],
    [String.raw`Title='it\'s \"a\" \\ \n'`, equals('Title', String.raw`it's "a" \ \n`)],
    [
      "Status in ('Normal','Checking') and CateId=1",
      and(equals('Status', 'Normal', 'Checking'), equals('CateId', 1)),
    ],
    [
      "CreationTime=('2024-01-01T00:00:00Z','2024-02-01T00:00:00Z')",
      range('CreationTime', {
        from: excl('2024-01-01T00:00:00Z'),
        to: excl('2024-02-01T00:00:00Z'),
      }),
    ],
    [
      'CreationTime=[2024-01-01T00:00:00Z,)',
      range('CreationTime', { from: incl('2024-01-01T00:00:00Z') }),
    ],
    ['Size=[1048576,)', range('Size', { from: incl(1048576) })],
    ['Size=(,1]', range('Size', { to: incl(1) })],
    ['Duration=[0.5,"2")', range('Duration', { from: incl(0.5), to: excl(2) })],
    ['Size=(,)', range('Size', {})],
    [
      "(Title='a' or Tags='b') AND Status='Normal'",
      and(or(equals('Title', 'a'), equals('Tags', 'b')), equals('Status', 'Normal')),
    ],
    [
      "(Title='a' and Tags='b' or Title='c')",
      or(and(equals('Title', 'a'), equals('Tags', 'b')), equals('Title', 'c')),
    ],
    ["((Title='a'))", equals('Title', 'a')],
  ])('reads %s', (text, match) => {
    expect(parseMatch(text, 'video')).toEqual(match);
  });

  it.each([
    ["Statuz='Normal'", 'Statuz at 1'],
    ["Title='a' and title='b'", 'title at 15'],
    ["Title='a' or Tags='b'", 'or at 11'],
    ["Title!='a'", "!='a' at 6"],
    ["Title<>'a'", "<>'a' at 6"],
    ['Size>5', '>5 at 5'],
    ["not Title='a'", 'not at 1'],
    ["Title not in ('a')", 'not at 7'],
    ["Title like 'a'", 'like at 7'],
    ['exists Title', 'exists at 1'],
    ["CoverURL='x'", 'CoverURL at 1'],
    ['CateId in (1,2)', 'CateId at 1'],
    ['CateId=[1,2]', 'CateId at 1'],
    ["Title=('a','b')", 'Title at 1'],
    ['Size=5', 'Size at 1'],
    ['Size=[1]', '] at 8'],
    ['Size=[1,2', 'end at 10'],
    ["Size=['big',]", 'big at 7'],
    ['CateId=abc', 'abc at 8'],
    ['Title=abc', 'abc at 7'],
    ["CreationTime=('2024-01-01',)", '2024-01-01 at 15'],
    ['Title in ()', ') at 11'],
    ["Title in ('a',)", ') at 15'],
    ["Title in 'a'", 'a at 10'],
    ["Title='a", "'a at 7"],
    ['Title=‘a’', '‘a’ at 7'],
    ["Title='a' Tags='b'", 'Tags at 11'],
    ["Title='a')", ') at 10'],
    ["(Title='a'", 'end at 11'],
    ["(Title='a' or)", ') at 14'],
    ['and', 'and at 1'],
    ["constructor='a'", 'constructor at 1'],
    ["AudioId='a'", 'AudioId at 1'],
    [`${'('.repeat(9)}Title='a'${')'.repeat(9)}`, '( at 9'],
    [`Title='${'a'.repeat(20_000)}'`, 'length at 16385'],
  ])('refuses %s', (text, place) => {
    expect(() => parseMatch(text, 'video')).toThrow(
      new Refusal(
        400,
        'ErrorMatchSyntax',
        `The parameter Match.${place} has an error syntax, please check it.`,
      ),
    );
  });

  it('names at most a hundred videos', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, i) => `'${i}'`).join(',');
    expect(parseMatch(`VideoId in (${ids(100)})`, 'video')).toMatchObject({ kind: 'equals' });
    expect(() => parseMatch(`VideoId in (${ids(101)})`, 'video')).toThrow('Match.100 at');
    expect(() => parseMatch(`VideoId in (${ids(100)}) and VideoId='x'`, 'video')).toThrow(
      'Match.x',
    );
  });

  it('holds at most two hundred conditions', () => {
    const chain = (count: number) => Array.from({ length: count }, () => 'Title=1').join(' and ');
    expect(parseMatch(chain(200), 'video')).toMatchObject({ kind: 'and' });
    expect(() => parseMatch(chain(201), 'video')).toThrow(Refusal);
  });

  it.each<[SearchType, string]>([
    ['audio', "AudioId='1'"],
    ['image', "ImageId='1' and FileName='a.png'"],
    ['attached', "MediaId='1' and BusinessType='watermark' and AppIdString in ('app-1000000')"],
  ])('knows the fields of %s media', (type, text) => {
    expect(() => parseMatch(text, type)).not.toThrow();
    expect(() => parseMatch(text, 'video')).toThrow(Refusal);
  });

  it('searches attached media by AppIdString and returns it as AppId', () => {
    expect(searchField('attached', 'AppIdString')).toMatchObject({ name: 'AppId', multi: true });
    expect(searchField('attached', 'AppId')).toBeUndefined();
  });
});

describe('any Match expression', () => {
  const quoted = fc.string({ unit: 'binary', maxLength: 12 });
  const time = fc
    .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
    .map((date) => `${date.toISOString().slice(0, 19)}Z`);
  const number = fc.oneof(
    fc.integer(),
    fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 8),
  );
  const bounds = (value: fc.Arbitrary<string | number>) =>
    fc.record(
      {
        from: fc.record({ value, inclusive: fc.boolean() }),
        to: fc.record({ value, inclusive: fc.boolean() }),
      },
      { requiredKeys: [] },
    );
  const condition = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('Title', 'Tags', 'Status'),
        fc.array(quoted, { minLength: 1, maxLength: 3 }),
      )
      .map(([name, values]) => equals(name, ...values)),
    number.map((value) => equals('CateId', value)),
    bounds(time).map((sides) => range('CreationTime', sides)),
    bounds(number).map((sides) => range('Duration', sides)),
  );
  const { match } = fc.letrec<{ match: Match }>((tie) => ({
    match: fc.oneof(
      { depthSize: 'small', withCrossShrink: true, maxDepth: 7 },
      condition,
      fc
        .tuple(
          fc.constantFrom<'and' | 'or'>('and', 'or'),
          fc.array(tie('match'), { minLength: 2, maxLength: 3 }),
        )
        .map(([kind, parts]): Match => ({ kind, parts })),
    ),
  }));

  it('is read back as what was written', () => {
    fc.assert(
      fc.property(match, (written) => {
        expect(parseMatch(print(written), 'video')).toEqual(written);
      }),
    );
  });

  it('is refused or read, never anything else', () => {
    const scraps = fc.constantFrom(
      'Title',
      'Size',
      '=',
      'in',
      '(',
      ')',
      '[',
      ']',
      ',',
      'and',
      'or',
    );
    const soup = fc
      .array(fc.oneof(scraps, fc.constantFrom("'a'", '"b"', '1', ' ', '\\', "'"), quoted))
      .map((pieces) => pieces.join(' '));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (text) => {
        try {
          parseMatch(text, 'video');
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 1000 },
    );
  });

  function print(written: Match): string {
    const value = (value: string | number) =>
      typeof value === 'number' ? String(value) : `'${value.replace(/['"\\]/g, '\\$&')}'`;
    switch (written.kind) {
      case 'and':
        return written.parts
          .map((part) => (part.kind === 'and' ? `(${print(part)})` : print(part)))
          .join(' and ');
      case 'or':
        return `(${written.parts.map(print).join(' or ')})`;
      case 'equals': {
        const [first = '', ...more] = written.values.map(value);
        return more.length === 0
          ? `${written.field.name}=${first}`
          : `${written.field.name} in (${[first, ...more].join(',')})`;
      }
      case 'range': {
        const { from, to, field } = written;
        const left = `${from?.inclusive ? '[' : '('}${from ? value(from.value) : ''}`;
        const right = `${to ? value(to.value) : ''}${to?.inclusive ? ']' : ')'}`;
        return `${field.name}=${left},${right}`;
      }
    }
  }
});
