import type { Parameters, Refusal } from './operation.js';
import { requireText } from './parameters.js';
import { refusals } from './refusals.js';
import { isPlainObject, parseJson } from './texts.js';

/**
 * One object of a parameter that is a JSON array: its text members, and how errors name them.
 * Numbers come as text too, so that an object reads like the parameters of a single call.
 */
export interface JsonItem {
  readonly members: Parameters;
  /** `UpdateContent[3].Title` */
  readonly nameOf: (member: string) => string;
}

export interface JsonItemRules {
  /** Members that are read; others are ignored, as unknown parameters are. */
  readonly known: readonly string[];
  readonly max: number;
  /** The refusal of more than that. */
  readonly tooMany: () => Refusal;
}

/** Members that may be written as JSON numbers. */
const numbers = ['CateId', 'FileSize'];

export function readJsonItems(
  parameters: Parameters,
  name: string,
  { known, max, tooMany }: JsonItemRules,
): JsonItem[] {
  const content = parseJson(requireText(parameters, name));
  if (!Array.isArray(content) || content.length === 0) {
    throw refusals.invalid(name, 'it must be a JSON array of objects');
  }
  if (content.length > max) throw tooMany();
  return content.map((item: unknown, index) => readItem(item, `${name}[${index}]`, known));
}

function readItem(item: unknown, name: string, known: readonly string[]): JsonItem {
  if (!isPlainObject(item)) throw refusals.invalid(name, 'it must be a JSON object');
  const members: Record<string, string> = {};
  for (const member of known) {
    const value = Object.hasOwn(item, member) ? item[member] : undefined;
    if (value !== undefined) members[member] = readMember(`${name}.${member}`, member, value);
  }
  return { members, nameOf: (member) => `${name}.${member}` };
}

/** Whatever is not text must not come near the database. */
function readMember(name: string, member: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (numbers.includes(member) && Number.isSafeInteger(value)) return String(value);
  throw refusals.invalid(
    name,
    numbers.includes(member) ? 'it must be an integer' : 'it must be text',
  );
}
