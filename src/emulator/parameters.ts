import type { Parameters, Refusal } from './operation.js';
import { refusals } from './refusals.js';
import { isWireTime } from './wire-time.js';

/** An optional parameter sent empty counts as not sent. */
export function readText(parameters: Parameters, name: string): string | undefined {
  return parameters[name] || undefined;
}

export function requireText(parameters: Parameters, name: string): string {
  const text = readText(parameters, name);
  if (text === undefined) throw refusals.missing(name);
  return text;
}

export interface Range {
  readonly min: number;
  readonly max?: number;
}

export function readInteger(
  parameters: Parameters,
  name: string,
  { min, max = Number.MAX_SAFE_INTEGER }: Range,
): number | undefined {
  const text = readText(parameters, name);
  if (text === undefined) return undefined;
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  const upTo = max === Number.MAX_SAFE_INTEGER ? '' : ` and at most ${max}`;
  throw refusals.invalid(name, `it must be an integer of at least ${min}${upTo}`);
}

/** Not sent is `false`. */
/** In any case: the Python SDK sends `True`. */
export function readBoolean(parameters: Parameters, name: string): boolean {
  const lowered = { [name]: parameters[name]?.toLowerCase() ?? '' };
  return readChoice(lowered, name, ['true', 'false']) === 'true';
}

export function readChoice<Choice extends string>(
  parameters: Parameters,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = readText(parameters, name);
  if (text === undefined) return undefined;
  return checkChoice(name, text, choices);
}

export function requireChoice<Choice extends string>(
  parameters: Parameters,
  name: string,
  choices: readonly Choice[],
): Choice {
  return checkChoice(name, requireText(parameters, name), choices);
}

function checkChoice<Choice extends string>(
  name: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw refusals.invalid(name, `it must be one of ${choices.join(', ')}`);
  return choice;
}

/** The items of a comma-joined list, without empty ones; `undefined` if there is none. */
export function readList(parameters: Parameters, name: string): string[] | undefined {
  const items = (parameters[name] ?? '').split(',').map((item) => item.trim());
  const present = items.filter((item) => item !== '');
  return present.length > 0 ? present : undefined;
}

/** VOD takes 20 ids in most calls; the code of the refusal is named after the parameter. */
const maxIds = 20;

/** Each id once, in the order sent. */
export function readIds(
  parameters: Parameters,
  name: string,
  exceeded: (name: string) => Refusal = refusals.exceeded,
  max = maxIds,
): string[] | undefined {
  const ids = readList(parameters, name);
  if (ids && ids.length > max) throw exceeded(name);
  return ids && [...new Set(ids)];
}

export function requireIds(
  parameters: Parameters,
  name: string,
  exceeded?: (name: string) => Refusal,
): string[] {
  const ids = readIds(parameters, name, exceeded);
  if (!ids) throw refusals.missing(name);
  return ids;
}

export function readChoices<Choice extends string>(
  parameters: Parameters,
  name: string,
  choices: readonly Choice[],
): Choice[] | undefined {
  return readList(parameters, name)?.map((item) => checkChoice(name, item, choices));
}

export function readTime(parameters: Parameters, name: string): string | undefined {
  const text = readText(parameters, name);
  if (text === undefined || isWireTime(text)) return text;
  throw refusals.invalid(name, 'it must be a UTC time of the form 2024-05-01T08:00:00Z');
}

/** An emulator that ignores what it does not do would be worse than one that refuses. */
export function refuseUnsupported(parameters: Parameters, names: readonly string[]): void {
  for (const name of names) {
    if (readText(parameters, name) !== undefined) throw refusals.unsupported(name);
  }
}

export interface Page {
  readonly number: number;
  readonly size: number;
  /** Records before the page. */
  readonly offset: number;
  /** Records up to the end of the page. */
  readonly end: number;
}

/** VOD's pages hold 10 records unless told otherwise, and 100 at most; some have other figures. */
export function readPage(parameters: Parameters, { normal = 10, max = 100 } = {}): Page {
  const number = readInteger(parameters, 'PageNo', { min: 1 }) ?? 1;
  const size = readInteger(parameters, 'PageSize', { min: 1, max }) ?? normal;
  return { number, size, offset: (number - 1) * size, end: number * size };
}
