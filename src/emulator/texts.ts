import { refusals } from './refusals.js';

const maxTags = 16;

/** Limits are in bytes of UTF-8, where a Chinese character takes three. */
export const checkTitle = (name: string, text: string) => checkText(name, text, 128);
export const checkDescription = (name: string, text: string) => checkText(name, text, 1024);

export const checkCategoryName = (name: string, text: string) => checkText(name, text, 64);

export function checkTags(name: string, text: string): string {
  const tags = text.split(',');
  if (tags.length > maxTags) throw refusals.invalid(name, `at most ${maxTags} tags`);
  for (const tag of tags) checkText(name, tag, 32);
  return text;
}

/** Texts of images may hold no emoji. */
export function checkNoEmoji(name: string, text: string): string {
  if (hasEmoji(text)) throw refusals.invalid(name, 'it must not contain emoji');
  return text;
}

export function hasEmoji(text: string): boolean {
  return /\p{Emoji_Presentation}|[\uFE0F\u{1F000}-\u{1FAFF}]/u.test(text);
}

export function checkUrl(name: string, text: string): string {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) {
    throw refusals.invalid(name, 'it must be a URL with http or https');
  }
  return checkCharacters(name, text);
}

export function checkJsonObject(name: string, text: string): string {
  if (!isPlainObject(parseJson(text))) throw refusals.invalid(name, 'it must be a JSON object');
  return checkCharacters(name, text);
}

/** `undefined` for what is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkText(name: string, text: string, maxBytes: number): string {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) {
    throw refusals.invalid(name, `${bytes} bytes of UTF-8, at most ${maxBytes} are allowed`);
  }
  return checkCharacters(name, text);
}

function checkCharacters(name: string, text: string): string {
  if (isUnprintable(text)) throw refusals.invalid(name, 'it must not contain control characters');
  return text;
}

/** Half surrogate pairs and control characters: neither UTF-8 nor the XML form could carry them. */
export function isUnprintable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\p{Cs}\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/u.test(text);
}
