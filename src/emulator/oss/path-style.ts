import type { IncomingMessage } from 'node:http';
import { bucket } from '../urls.js';

/** Names that VOD gives to buckets. */
export const bucketPattern = '(?:outin|out|in)-[a-z0-9-]+';

const hasBucket = new RegExp(`^/${bucketPattern}(?:[/?]|$)`);
const hostOfBucket = new RegExp(`^(${bucketPattern})\\.`);

/**
 * The URL of a request with the bucket as the first part of its path, whichever way it was told:
 * as a part of the host's name, in the path, or not at all. A client of OSS that was given an
 * address as its endpoint tells the bucket in the host's name, and from a page it cannot do that.
 */
export function toPathStyle({ url = '/', headers }: IncomingMessage): string {
  const [, bucketOfHost] = hostOfBucket.exec(headers.host ?? '') ?? [];
  if (bucketOfHost !== undefined) {
    return url.startsWith(`/${bucketOfHost}/`) ? url : `/${bucketOfHost}${url}`;
  }
  return isForOss(url, headers) && !hasBucket.test(url) ? `/${bucket}${url}` : url;
}

function isForOss(url: string, headers: IncomingMessage['headers']): boolean {
  return (
    /^OSS4?[- ]/.test(headers.authorization ?? '') ||
    /[?&](?:OSSAccessKeyId|x-oss-credential)=/.test(url) ||
    // A page asks before it sends one of the above.
    /\bx-oss-/i.test(String(headers['access-control-request-headers'] ?? ''))
  );
}
