import { badUserInput } from '../errors.js';
import type { MediaType } from '../types/media.js';
import type { MediaCondition, MediaFilter } from '../types/search.js';
import { maxMatchIds } from '../vod/operations.js';
import { checkCategoryId, checkId, checkKnown, checkTime, quoted } from './input.js';

type KnownType = Exclude<MediaType, 'UNKNOWN'>;
type Criterion = keyof MediaCondition;

interface Rule {
  /** Name of the field in Match, for the kinds of media that can be searched by it (contract 3.1). */
  readonly names: { readonly [Type in KnownType]?: string };
  /** The kinds whose field takes several values with `in`; the others get one `=` for each value. */
  readonly listable: readonly KnownType[];
  readonly print: (argument: string, value: never) => string[] | { readonly range: string };
}

const everyKind: readonly KnownType[] = ['video', 'audio', 'image', 'attached'];

function named(name: string, types: readonly KnownType[] = everyKind): Rule['names'] {
  return Object.fromEntries(types.map((type) => [type, name]));
}

function texts(name: string, types: readonly KnownType[] = everyKind): Rule {
  return { names: named(name, types), listable: types, print: printTexts };
}

const playable: readonly KnownType[] = ['video', 'audio'];

const rules: { readonly [Name in Criterion]-?: Rule } = {
  ids: {
    names: { video: 'VideoId', audio: 'AudioId', image: 'ImageId', attached: 'MediaId' },
    listable: ['video'],
    print: printIds,
  },
  title: texts('Title'),
  tags: texts('Tags'),
  description: texts('Description'),
  fileName: texts('FileName', ['image', 'attached']),
  status: texts('Status'),
  source: texts('MediaSource', playable),
  preprocessStatus: texts('PreprocessStatus', playable),
  businessType: { names: named('BusinessType', ['attached']), listable: [], print: printTexts },
  storageLocation: texts('StorageLocation'),
  appId: {
    names: { ...named('AppId'), attached: 'AppIdString' },
    listable: everyKind,
    print: printTexts,
  },
  categoryId: { names: named('CateId'), listable: [], print: printCategory },
  size: { names: named('Size', playable), listable: [], print: printNumbers },
  duration: { names: named('Duration', playable), listable: [], print: printNumbers },
  createdAt: { names: named('CreationTime'), listable: [], print: printTimes },
  modifiedAt: { names: named('ModificationTime'), listable: [], print: printTimes },
};

/** The Match expression for a filter; `undefined` if it lets everything through. */
export function compileFilter(type: KnownType, filter: MediaFilter): string | undefined {
  const { and, ...criteria } = filter;
  checkIdCount(filter);
  const terms = conditionsOf(type, 'filter', criteria).map(joinAlternatives);
  for (const [index, group] of (and ?? []).entries()) {
    const argument = `filter.and[${index}].or`;
    if (group.or.length === 0) throw badUserInput(`${argument}: must hold at least one condition.`);
    const alternatives = group.or.flatMap((condition, position) =>
      conditionsOf(type, `${argument}[${position}]`, condition).flat(),
    );
    terms.push(joinAlternatives(alternatives));
  }
  return terms.length === 0 ? undefined : terms.join(' and ');
}

/** The Match expression for media with these ids, each of which must be matchable. */
export function matchIds(type: KnownType, ids: readonly string[]): string {
  return joinAlternatives(condition(type, 'ids', rules.ids, ids as never));
}

/** One list of alternatives for each criterion that is set. */
function conditionsOf(type: KnownType, argument: string, criteria: MediaCondition): string[][] {
  return (Object.keys(rules) as Criterion[])
    .filter((name) => criteria[name] !== undefined && criteria[name] !== null)
    .map((name) => condition(type, `${argument}.${name}`, rules[name], criteria[name] as never));
}

function condition(type: KnownType, argument: string, rule: Rule, value: never): string[] {
  const name = rule.names[type];
  if (name === undefined) {
    throw badUserInput(
      `${argument}: media of type ${type.toUpperCase()} cannot be searched by it.`,
    );
  }
  const printed = rule.print(argument, value);
  if (!Array.isArray(printed)) return [`${name}=${printed.range}`];
  return rule.listable.includes(type)
    ? [`${name} in (${printed.join(',')})`]
    : printed.map((item) => `${name}=${item}`);
}

/** In Match an `or` must stand in parentheses. */
function joinAlternatives(alternatives: readonly string[]): string {
  return alternatives.length === 1 ? `${alternatives[0]}` : `(${alternatives.join(' or ')})`;
}

/** VOD's limit holds for the whole expression. */
function checkIdCount(filter: MediaFilter): void {
  const conditions = [filter, ...(filter.and ?? []).flatMap((group) => group.or)];
  const count = conditions.reduce((sum, { ids }) => sum + (ids?.length ?? 0), 0);
  if (count > maxMatchIds) {
    const where = count === filter.ids?.length ? 'filter.ids' : 'filter';
    throw badUserInput(`${where}: must hold at most ${maxMatchIds} ids; got ${count}.`);
  }
}

function printIds(argument: string, ids: readonly string[]): string[] {
  return printTexts(
    argument,
    ids.map((id, index) => checkId(`${argument}[${index}]`, id)),
  );
}

/** How a quote is escaped in Match is undocumented, so text that would need it is refused. */
const unmatchable = /['"\\\p{Cc}\p{Cs}]/u;

/** Whether VOD can be asked for this text in a Match expression. */
export function isMatchable(text: string): boolean {
  return text !== '' && !unmatchable.test(text);
}

function printTexts(argument: string, values: readonly string[]): string[] {
  if (values.length === 0) throw badUserInput(`${argument}: must hold at least one value.`);
  checkKnown(argument, values);
  return [...new Set(values)].map((value, index) => {
    if (!isMatchable(value)) {
      throw badUserInput(
        `${argument}[${index}]: must be a text without quotes, backslashes and control characters, and not empty; got ${quoted(value)}.`,
      );
    }
    return `'${value}'`;
  });
}

function printCategory(argument: string, id: string): string[] {
  return [String(checkCategoryId(argument, id))];
}

interface Range<Value> {
  readonly from?: Value | null;
  readonly to?: Value | null;
}

function printNumbers(argument: string, range: Range<number>): { range: string } {
  for (const end of ['from', 'to'] as const) {
    const value = range[end] ?? 0;
    if (value < 0 || value > Number.MAX_SAFE_INTEGER) {
      throw badUserInput(`${argument}.${end}: must be 0 or more, up to 2^53 − 1; got ${value}.`);
    }
  }
  // Match documents no exponents; a millionth of a second is finer than VOD's own figures.
  const print = (value: number) => String(Number(value.toFixed(6)));
  return printRange(argument, range, print);
}

function printTimes(argument: string, range: Range<Date>): { range: string } {
  for (const end of ['from', 'to'] as const) {
    const time = range[end];
    if (time) checkTime(`${argument}.${end}`, time);
  }
  return printRange(argument, range, (time) => `'${checkTime(argument, time)}'`);
}

function printRange<Value extends number | Date>(
  argument: string,
  { from = null, to = null }: Range<Value>,
  print: (value: Value) => string,
): { range: string } {
  if (from === null && to === null) {
    throw badUserInput(`${argument}: must have \`from\`, \`to\` or both.`);
  }
  if (from !== null && to !== null && from > to) {
    throw badUserInput(`${argument}: \`from\` must not be greater than \`to\`.`);
  }
  const start = from === null ? '(' : `[${print(from)}`;
  const end = to === null ? ')' : `${print(to)}]`;
  return { range: `${start},${end}` };
}
