import { Refusal } from '../operation.js';
import { refusals } from '../refusals.js';
import { checkJsonObject, checkUrl, isPlainObject, parseJson } from '../texts.js';

/** What UserData says about the events of a medium or job. */
export interface EventWishes {
  /** Where they go instead of to the callback of the application. */
  readonly callbackUrl?: string;
  /** Comes back in each of them. */
  readonly extend?: string;
}

const maxUrlBytes = 256;
const maxExtendBytes = 512;

/** UserData as an operation takes it: any JSON object, but what is meant for events must be usable. */
export function checkUserData(name: string, text: string): string {
  readWishes(name, text);
  return text;
}

/** UserData that was stored: where it breaks a rule that is newer than it, nothing is taken from it. */
export function readUserData(text: string | undefined): EventWishes {
  try {
    return text === undefined ? {} : readWishes('UserData', text);
  } catch (error) {
    if (error instanceof Refusal) return {};
    throw error;
  }
}

export function checkCallbackUrl(name: string, url: string): string {
  checkBytes(name, url, maxUrlBytes);
  if (/\s|,https?:/i.test(url)) throw refusals.invalid(name, 'it must be one URL');
  return checkUrl(name, url);
}

function readWishes(name: string, text: string): EventWishes {
  const { MessageCallback, Extend } = JSON.parse(checkJsonObject(name, text)) as Record<
    string,
    unknown
  >;
  const callbackUrl = readCallback(`${name}.MessageCallback`, MessageCallback);
  const extend = readExtend(`${name}.Extend`, Extend);
  return {
    ...(callbackUrl !== undefined && { callbackUrl }),
    ...(extend !== undefined && { extend }),
  };
}

/** An object, or the JSON text of one: the vendor's samples have both. */
function readCallback(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const callback = typeof value === 'string' ? parseJson(value) : value;
  if (!isPlainObject(callback)) throw refusals.invalid(name, 'it must be a JSON object');
  const { CallbackType = 'http', CallbackURL = '' } = callback;
  if (typeof CallbackType !== 'string' || CallbackType.toLowerCase() !== 'http') {
    throw refusals.invalid(`${name}.CallbackType`, 'it must be http');
  }
  if (typeof CallbackURL !== 'string') {
    throw refusals.invalid(`${name}.CallbackURL`, 'it must be text');
  }
  if (CallbackURL === '') return undefined;
  return checkCallbackUrl(`${name}.CallbackURL`, CallbackURL);
}

function readExtend(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' && !isPlainObject(value)) {
    throw refusals.invalid(name, 'it must be a JSON object or text');
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return checkBytes(name, text, maxExtendBytes);
}

function checkBytes(name: string, text: string, max: number): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= max) return text;
  throw refusals.invalid(name, `${bytes} bytes of UTF-8, at most ${max} are allowed`);
}
