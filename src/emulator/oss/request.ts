import type { IncomingHttpHeaders } from 'node:http';
import { ossRefusals } from './refusals.js';

/** A request to the bucket, as its signature sees it. */
export interface OssRequest {
  readonly method: string;
  readonly bucket: string;
  /** Decoded; empty for requests about the bucket itself. */
  readonly key: string;
  /** Decoded; of a repeated name the first value, empty for a name alone. */
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string>>;
}

/** `url` is path and query in path style: `/bucket/key?query`. */
export function readOssRequest(
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
): OssRequest {
  const [, bucket = '', key = '', search = ''] = /^\/([^/?]*)\/?([^?]*)\??(.*)$/s.exec(url) ?? [];
  return {
    method,
    bucket,
    key: decode(key),
    query: readQuery(search),
    headers: readHeaders(headers),
  };
}

/** A bare `+` stands for itself: no SDK of OSS encodes a space like that. */
function readQuery(search: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search.replaceAll('+', '%2B'))) {
    if (!query.has(name)) query.set(name, value);
  }
  return query;
}

/** SDKs put UTF-8 into headers, of which node reads each byte as a character. */
function readHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Buffer.from(String(value ?? ''), 'latin1')
      .toString()
      .trim(),
  ]);
  return Object.fromEntries(entries);
}

function decode(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    throw ossRefusals.invalidArgument('The object name is not percent-encoded UTF-8.');
  }
}
