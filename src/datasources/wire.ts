import { urlEndsAt } from '../cache/signed-url.js';
import type { ValueOf } from '../types/wire-enum.js';

/**
 * Readers of wire values: whatever form VOD used, the graph gets one. Numbers come as numbers, as
 * text, or (longer than 15 characters, from pop-core's parser) as objects; what is unset is absent.
 */

export function readText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const digits = digitsOf(value);
  const number = Number(digits);
  return digits === '' || !Number.isFinite(number) ? null : number;
}

/** Beyond 2^53 − 1 there is no exact answer, and GraphQL would refuse to print one. */
export function readInteger(value: unknown): number | null {
  const number = Math.trunc(readNumber(value) ?? Number.NaN);
  return Number.isSafeInteger(number) ? number : null;
}

/** A number as it was written, as far as that is known; empty for what is none. */
function digitsOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.trim();
  return isBigNumber(value) ? value.toFixed() : '';
}

function isBigNumber(value: unknown): value is { toFixed(): string } {
  return typeof value === 'object' && value !== null && 'toFixed' in value;
}

/** Surely a time, as VOD writes it: days up to 28 are in every month. */
const usualTime =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** A time in the form that the graph answers: UTC, with milliseconds. */
export function readTime(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (usualTime.test(value)) return `${value.slice(0, 19)}.000Z`;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** When a signed URL ends; `null` for one that does not. */
export function readUrlEnd(url: unknown, cdnValidityMs: number): string | null {
  const endsAt = typeof url === 'string' ? urlEndsAt(url, cdnValidityMs) : undefined;
  return endsAt === undefined ? null : new Date(endsAt).toISOString();
}

/** An id that may be a number on the wire (categories). */
export function readId(value: unknown): string | null {
  const digits = digitsOf(value);
  return /^-?\d+$/.test(digits) ? digits : null;
}

/** Tags are one comma-joined string on the wire. */
export function readTags(value: unknown): string[] {
  const text = readText(value);
  if (text === null) return [];
  const tags = text.split(',');
  return tags.includes('') ? tags.filter((tag) => tag !== '') : tags;
}

export function readTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

const wireValues = new WeakMap<object, ReadonlySet<unknown>>();

/** The value as a member of the enum; `UNKNOWN` for one that did not exist when this was built. */
export function readEnum<Enum extends { readonly UNKNOWN: 'UNKNOWN' }>(
  members: Enum,
  value: unknown,
): ValueOf<Enum> | null {
  if (value === undefined || value === null || value === '') return null;
  let known = wireValues.get(members);
  if (known === undefined) {
    known = new Set(Object.values(members));
    wireValues.set(members, known);
  }
  return (known.has(value) ? value : members.UNKNOWN) as ValueOf<Enum>;
}
