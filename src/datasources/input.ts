import { badUserInput } from '../errors.js';

/**
 * Rules on arguments, checked before any upstream call. Every message names the argument, the rule
 * and what is wrong with the value. Limits are VOD's (contract 2.5) unless said otherwise.
 */

/** The most ids or items one field takes; ours. Longer lists are split into VOD's calls of 20. */
const maxItems = 500;

// `Cs` is half of a surrogate pair: it has no UTF-8, so that it cannot be signed or sent.
const unsendable = /[,\s\p{Cc}\p{Cs}]/u;
/** Tab and line ends may be part of a text. */
const unprintable = /[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/u;
/** Flags, keycaps and what is drawn as a picture; `©` and the like are text. */
const emoji = /\p{Emoji_Presentation}|[\ufe0f\u{1f000}-\u{1faff}]/u;

/** Ids travel joined by commas: no medium has an id that cannot. */
export function isSendableId(id: string): boolean {
  return id !== '' && !unsendable.test(id);
}

export function checkId(argument: string, id: string): string {
  if (!isSendableId(id)) {
    throw badUserInput(
      `${argument}: an id must not be empty nor hold a comma, white space or a control character; got ${quoted(id)}.`,
    );
  }
  return id;
}

/** The ids once each, in order. */
export function checkIds(argument: string, ids: readonly string[]): string[] {
  checkCount(argument, ids.length);
  return [...new Set(ids.map((id, index) => checkId(`${argument}[${index}]`, id)))];
}

export function checkCount(argument: string, count: number, max: number = maxItems): void {
  if (count < 1 || count > max) {
    throw badUserInput(`${argument}: must hold 1 to ${max} items; got ${count}.`);
  }
}

/** A change of one item, as it goes to VOD. */
export interface Change {
  readonly id: string;
  readonly content: Readonly<Record<string, string | number>>;
}

/**
 * The changes of a mutation on several items, each item once. The same change given twice is one;
 * two different ones of the same item contradict each other.
 */
export function readChanges<Input>(
  inputs: readonly Input[],
  read: (argument: string, input: Input) => Change,
): Change[] {
  checkCount('input', inputs.length);
  const changes = new Map<string, Change>();
  for (const [index, input] of inputs.entries()) {
    const change = read(`input[${index}]`, input);
    const earlier = changes.get(change.id);
    if (earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(change)) {
      throw badUserInput(`input[${index}]: ${change.id} is given twice with different changes.`);
    }
    changes.set(change.id, change);
  }
  return [...changes.values()];
}

/** A change must change something. */
export function checkChange(argument: string, id: string, content: Change['content']): Change {
  if (Object.keys(content).length === 0) {
    throw badUserInput(`${argument}: must hold something to change besides \`id\`.`);
  }
  return { id: checkId(`${argument}.id`, id), content };
}

/** Longest texts of a medium, in bytes of UTF-8. */
export const maxTitleBytes = 128;
export const maxDescriptionBytes = 1024;

export function checkMaxCount(argument: string, count: number): void {
  if (count > maxItems) {
    throw badUserInput(`${argument}: must hold at most ${maxItems} items; got ${count}.`);
  }
}

/** A text that is set: VOD has no way to clear a field, so neither null nor empty means anything. */
export function checkText(
  argument: string,
  value: string | null,
  maxBytes: number,
  ifLeftOut = 'keep it as it is',
): string {
  if (value === null || value.trim() === '') {
    throw badUserInput(
      `${argument}: must not be ${value === null ? 'null' : 'empty'}; leave it out to ${ifLeftOut}.`,
    );
  }
  const [found] = unprintable.exec(value) ?? [];
  if (found !== undefined) {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw badUserInput(
      `${argument}: must not hold control characters, noncharacters or half a surrogate pair; got U+${code}.`,
    );
  }
  const bytes = Buffer.byteLength(value);
  if (bytes > maxBytes) {
    throw badUserInput(`${argument}: must be at most ${maxBytes} bytes of UTF-8; got ${bytes}.`);
  }
  return value;
}

/** VOD refuses emoji in the texts of images (contract 2.5). */
export function checkNoEmoji(argument: string, value: string): string {
  if (emoji.test(value)) throw badUserInput(`${argument}: must not hold emoji.`);
  return value;
}

const maxTags = 16;
const maxTagBytes = 32;

/** Tags as VOD takes them: one comma-joined text. */
export function checkTags(argument: string, tags: readonly string[] | null): string {
  if (tags === null || tags.length === 0) {
    throw badUserInput(
      `${argument}: must not be ${tags === null ? 'null' : 'empty'}; leave it out to keep it as it is.`,
    );
  }
  if (tags.length > maxTags) {
    throw badUserInput(`${argument}: must hold at most ${maxTags} tags; got ${tags.length}.`);
  }
  for (const [index, tag] of tags.entries()) {
    checkText(`${argument}[${index}]`, tag, maxTagBytes);
    if (tag.includes(',')) {
      throw badUserInput(`${argument}[${index}]: a tag must not hold a comma; got ${quoted(tag)}.`);
    }
  }
  return tags.join(',');
}

/** Category ids travel unquoted. The root is -1. */
export function checkCategoryId(argument: string, id: string | null): number {
  const number = id !== null && /^(-1|\d{1,15})$/.test(id) ? Number(id) : undefined;
  if (number === undefined) {
    throw badUserInput(
      `${argument}: must be an integer, the id of a category; got ${id === null ? 'null' : quoted(id)}.`,
    );
  }
  return number;
}

const maxUrlLength = 1024;

export function checkUrl(argument: string, value: string | null): string {
  const text = checkText(argument, value, maxUrlLength);
  if (!/^https?:\/\/[^\s]+$/.test(text) || !URL.canParse(text)) {
    throw badUserInput(`${argument}: must be an http or https URL.`);
  }
  return text;
}

export function checkJsonObject(argument: string, value: string | null, maxBytes: number): string {
  const text = checkText(argument, value, maxBytes);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw badUserInput(`${argument}: must be the text of a JSON object; it is not JSON.`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw badUserInput(`${argument}: must be the text of a JSON object; it is another JSON value.`);
  }
  return text;
}

/** VOD's times have whole seconds and years of four digits. */
export function checkTime(argument: string, time: Date): string {
  const text = time.toISOString();
  if (!/^\d{4}-.*\.000Z$/.test(text)) {
    throw badUserInput(`${argument}: must be a time of whole seconds, up to 9999; got ${text}.`);
  }
  return text.replace('.000Z', 'Z');
}

/** `UNKNOWN` is what the graph answers for values it does not know: nobody can ask for it. */
export function checkKnown<Value extends string>(
  argument: string,
  values: readonly Value[],
): readonly Value[] {
  if (values.includes('UNKNOWN' as Value)) {
    throw badUserInput(`${argument}: UNKNOWN is answered only; it cannot be asked for.`);
  }
  return values;
}

/** A value in a message: cut, so that a huge argument does not come back whole. */
export function quoted(value: string): string {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return JSON.stringify(shown);
}
