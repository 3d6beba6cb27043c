import type { CallContext, Parameters } from './operation.js';
import { readChoice, readInteger, readText } from './parameters.js';
import { refusals } from './refusals.js';
import { isPlainObject, parseJson } from './texts.js';
import { bucket, cdnUrl, ossUrl, type Viewer } from './urls.js';

/** Turns the key of an object into a URL that opens it for a while. */
export type SignUrl = (key: string) => string;

export interface UrlSigner {
  readonly outputType: 'cdn' | 'oss';
  readonly sign: SignUrl;
  /** An OSS URL whatever the OutputType. */
  readonly signOss: SignUrl;
}

/** Validity of a URL when nobody asked for another one, in seconds: OSS's, taken for the CDN too. */
const defaultTimeout = 3600;

/** The longest validity of OSS URLs in VOD's own buckets; CDN URLs know no longest. */
const maxOssTimeout = 2_592_000;
const maxOssPlayTimeout = 604_800;

interface UrlOptions {
  readonly outputType: 'cdn' | 'oss';
  readonly timeout: number;
  readonly maxOss: number;
  /** What ReAuthInfo puts into the `auth_key` of CDN URLs. */
  readonly viewer?: Viewer;
}

/** URLs of the operations that know neither AuthTimeout nor OutputType. */
export function defaultSigner(context: CallContext): UrlSigner {
  const options = { outputType: 'cdn', timeout: defaultTimeout, maxOss: maxOssTimeout } as const;
  return createSigner(context, options);
}

/** URLs as AuthTimeout and OutputType ask for. */
export function readSigner(parameters: Parameters, context: CallContext): UrlSigner {
  return createSigner(context, readOptions(parameters, maxOssTimeout));
}

/** The same of GetPlayInfo, which has a limit of its own and ReAuthInfo. */
export function readPlaySigner(parameters: Parameters, context: CallContext): UrlSigner {
  const viewer = readViewer(parameters);
  return createSigner(context, { ...readOptions(parameters, maxOssPlayTimeout), viewer });
}

function readOptions(parameters: Parameters, maxOss: number): UrlOptions {
  const outputType = readChoice(parameters, 'OutputType', ['cdn', 'oss']) ?? 'cdn';
  const range = outputType === 'oss' ? { min: 1, max: maxOss } : { min: 1 };
  const timeout = readInteger(parameters, 'AuthTimeout', range) ?? defaultTimeout;
  return { outputType, timeout, maxOss };
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

function createSigner(
  { store, origin }: CallContext,
  { outputType, timeout, maxOss, viewer }: UrlOptions,
): UrlSigner {
  const now = Math.floor(store.now().getTime() / 1000);
  const signOss: SignUrl = (key) => ossUrl(origin, bucket, key, now + Math.min(timeout, maxOss));
  const signCdn: SignUrl = (key) => cdnUrl(origin, key, now + timeout, viewer);
  return { outputType, signOss, sign: outputType === 'oss' ? signOss : signCdn };
}
