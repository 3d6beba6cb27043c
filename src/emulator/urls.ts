import { createHash, createHmac } from 'node:crypto';

/** The bucket VOD made for the account. It has no CDN of its own: `/cdn` stands for the domain. */
export const bucket = 'outin-5f0c1a2b3c4d11ef8f3200163e1c7426';
export const storageLocation = `${bucket}.oss-cn-shanghai.aliyuncs.com`;

/** Keys by which delivery knows a URL as ours. They open nothing but the media of this service. */
export const cdnKey = 'vodgraphUrlKey2026';
const ossAccessKeyId = 'LTAIvodgraphDelivery';
export const ossAccessKeySecret = 'vodgraph-delivery-secret';

const cdnPrefix = '/cdn/';
const ossPrefix = `/${bucket}/`;

/** Digest of CDN URL authentication type A; `uri` is the path as it stands in the URL. */
export function cdnDigest(
  uri: string,
  timestamp: number,
  key: string,
  { rand = '0', uid = '0' } = {},
): string {
  return createHash('md5').update(`${uri}-${timestamp}-${rand}-${uid}-${key}`).digest('hex');
}

/** Query signature of OSS, version 1, for a GET of an object; not yet percent-encoded. */
export function ossSignature(resource: string, expires: number, secret: string): string {
  return createHmac('sha1', secret).update(`GET\n\n\n${expires}\n${resource}`).digest('base64');
}

/**
 * `auth_key` starts with the time at which the URL ends: the domain adds no validity of its own.
 * `expires` is in seconds since 1970.
 */
export function cdnUrl(origin: string, key: string, expires: number): string {
  const uri = `${cdnPrefix}${encodeKey(key)}`;
  return `${origin}${uri}?auth_key=${expires}-0-0-${cdnDigest(uri, expires, cdnKey)}`;
}

/** Path style, because the bucket's host is not on loopback. */
export function ossUrl(origin: string, bucketName: string, key: string, expires: number): string {
  const signature = ossSignature(`/${bucketName}/${key}`, expires, ossAccessKeySecret);
  const query = `Expires=${expires}&OSSAccessKeyId=${ossAccessKeyId}&Signature=${encodeURIComponent(signature)}`;
  return `${origin}/${bucketName}/${encodeKey(key)}?${query}`;
}

/**
 * The key in a URL that we handed out, whatever its query: signatures differ each time, and the
 * service may have moved to another port since.
 */
export function keyOfUrl(url: string): string | undefined {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  const prefix = [cdnPrefix, ossPrefix].find((known) => path.startsWith(known));
  return prefix && decodeKey(path.slice(prefix.length));
}

function encodeKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}

function decodeKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
