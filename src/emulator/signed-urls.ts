import type { CallContext, Parameters } from './operation.js';
import { readChoice, readInteger, readText } from './parameters.js';
import { refusals } from './refusals.js';
import { isPlainObject, parseJson } from './texts.js';
import { bucket, cdnUrl, cdnValidity, ossUrl, type Viewer } from './urls.js';

/** Turns the key of an object into a URL that opens it for a while. */
export type SignUrl = (key: string) => string;

export interface UrlSigner {
  readonly outputType: 'cdn' | 'oss';
  readonly sign: SignUrl;
  /** An OSS URL whatever the OutputType. */
  readonly signOss: SignUrl;
}

/** How long the URLs of an operation are good for, in seconds. CDN URLs know no longest validity. */
interface Validity {
  readonly cdnDefault: number;
  /** In VOD's own buckets. */
  readonly maxOss: number;
  /** Shorter ones are raised to it. */
  readonly atLeast?: number;
}

const ossDefault = 3600;

const normalValidity: Validity = { cdnDefault: cdnValidity, maxOss: 2_592_000 };
const playValidity: Validity = { cdnDefault: cdnValidity, maxOss: 604_800 };
/** Shorter times are raised. */
export const snapshotValidity: Validity = { cdnDefault: 3600, maxOss: 2_592_000, atLeast: 3600 };
export const sourceValidity: Validity = { cdnDefault: 3600, maxOss: 2_592_000 };

/** URLs of the operations that know neither AuthTimeout nor OutputType. */
export function defaultSigner(context: CallContext): UrlSigner {
  return readSigner({}, context);
}

/** URLs as AuthTimeout and OutputType ask for. */
export function readSigner(
  parameters: Parameters,
  { store, origin }: CallContext,
  { cdnDefault, maxOss, atLeast = 1 }: Validity = normalValidity,
  viewer: Viewer = {},
): UrlSigner {
  const outputType = readChoice(parameters, 'OutputType', ['cdn', 'oss']) ?? 'cdn';
  const range = outputType === 'oss' ? { min: 1, max: maxOss } : { min: 1 };
  const asked = readInteger(parameters, 'AuthTimeout', range);
  const now = Math.floor(store.now().getTime() / 1000);
  const expires = (normal: number) => now + Math.max(asked ?? normal, atLeast);
  const signOss: SignUrl = (key) =>
    ossUrl(origin, bucket, key, Math.min(expires(ossDefault), now + maxOss));
  const signCdn: SignUrl = (key) => cdnUrl(origin, key, expires(cdnDefault), viewer);
  return { outputType, signOss, sign: outputType === 'oss' ? signOss : signCdn };
}

/** The same of GetPlayInfo, which has a limit of its own and ReAuthInfo. */
export function readPlaySigner(parameters: Parameters, context: CallContext): UrlSigner {
  return readSigner(parameters, context, playValidity, readViewer(parameters));
}

/** `auth_key` joins its parts by hyphens, so they hold none. */
function readViewer(parameters: Parameters): Viewer {
  const text = readText(parameters, 'ReAuthInfo');
  if (text === undefined) return {};
  const info = parseJson(text);
  if (!isPlainObject(info)) throw refusals.invalid('ReAuthInfo', 'it must be a JSON object');
  const part = (name: 'rand' | 'uid') => {
    const value = info[name];
    if (value === undefined || value === '') return {};
    if (typeof value === 'string' && /^\w{1,64}$/.test(value)) return { [name]: value };
    const rule = 'it must be text of at most 64 letters, digits and underscores';
    throw refusals.invalid(`ReAuthInfo.${name}`, rule);
  };
  return { ...part('rand'), ...part('uid') };
}
