import type { CallContext, Parameters } from './operation.js';
import { readChoice, readInteger } from './parameters.js';
import { bucket, cdnUrl, ossUrl } from './urls.js';

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
export const maxOssPlayTimeout = 604_800;

/** URLs of the operations that know neither AuthTimeout nor OutputType. */
export function defaultSigner(context: CallContext): UrlSigner {
  return createSigner(context, 'cdn', defaultTimeout, maxOssTimeout);
}

/** URLs as AuthTimeout and OutputType ask for. */
export function readSigner(
  parameters: Parameters,
  context: CallContext,
  maxOss = maxOssTimeout,
): UrlSigner {
  const outputType = readChoice(parameters, 'OutputType', ['cdn', 'oss']) ?? 'cdn';
  const range = outputType === 'oss' ? { min: 1, max: maxOss } : { min: 1 };
  const timeout = readInteger(parameters, 'AuthTimeout', range) ?? defaultTimeout;
  return createSigner(context, outputType, timeout, maxOss);
}

function createSigner(
  { store, origin }: CallContext,
  outputType: 'cdn' | 'oss',
  timeout: number,
  maxOss: number,
): UrlSigner {
  const now = Math.floor(store.now().getTime() / 1000);
  const signOss: SignUrl = (key) => ossUrl(origin, bucket, key, now + Math.min(timeout, maxOss));
  const signCdn: SignUrl = (key) => cdnUrl(origin, key, now + timeout);
  return { outputType, signOss, sign: outputType === 'oss' ? signOss : signCdn };
}
