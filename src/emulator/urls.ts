import { createHash, createHmac } from 'node:crypto';

/** The bucket VOD made for the account. It has no CDN of its own: `/cdn` stands for the domain. */
export const bucket = 'outin-5f0c1a2b3c4d11ef8f3200163e1c7426';
export const storageLocation = `${bucket}.oss-cn-shanghai.aliyuncs.com`;

/** Keys by which delivery knows a URL as ours. They open nothing but the media of this service. */
export const cdnKey = 'vodgraphUrlKey2026';
export const ossAccessKeyId = 'LTAIvodgraphDelivery';
export const ossAccessKeySecret = 'vodgraph-delivery-secret';

export const cdnPrefix = '/cdn/';
const ossPrefix = `/${bucket}/`;

/** Who a CDN URL was made for: parts of `auth_key`, which are 0 unless the caller chose them. */
export interface Viewer {
  readonly rand?: string;
  readonly uid?: string;
}

/** Digest of CDN URL authentication type A; `uri` is the path as it stands in the URL. */
export function cdnDigest(
  uri: string,
  timestamp: number,
  key: string,
  { rand = '0', uid = '0' }: Viewer = {},
): string {
  return createHash('md5').update(`${uri}-${timestamp}-${rand}-${uid}-${key}`).digest('hex');
}

/** Query signature of OSS, version 1, for a GET of an object; not yet percent-encoded. */
export function ossSignature(resource: string, expires: number, secret: string): string {
  return createHmac('sha1', secret).update(`GET\n\n\n${expires}\n${resource}`).digest('base64');
}

/**
 * What the domain adds to the time in an `auth_key`, in seconds: the CDN's default. VOD does not say
 * whether it allows for that, so whoever reads such a time as the end of the URL is half an hour off.
 */
export const cdnValidity = 1800;

/** Good until `expires`, in seconds since 1970. */
export function cdnUrl(origin: string, key: string, expires: number, viewer: Viewer = {}): string {
  const url = plainCdnUrl(origin, key);
  return `${url}?${cdnQuery(url.slice(origin.length), expires - cdnValidity, viewer)}`;
}

/** `uri` is the path as it stands in the URL, `timestamp` what the domain adds its validity to. */
export function cdnQuery(uri: string, timestamp: number, viewer: Viewer): string {
  const { rand = '0', uid = '0' } = viewer;
  return `auth_key=${timestamp}-${rand}-${uid}-${cdnDigest(uri, timestamp, cdnKey, viewer)}`;
}

/** Without a signature, as events and answers tell it that leave signing to whoever opens it. */
export function plainCdnUrl(origin: string, key: string): string {
  return `${origin}${cdnPrefix}${encodeKey(key)}`;
}

export function plainOssUrl(origin: string, key: string): string {
  return `${origin}${ossPrefix}${encodeKey(key)}`;
}

/** Path style, because the bucket's host is not on loopback. */
export function ossUrl(origin: string, bucketName: string, key: string, expires: number): string {
  return `${origin}/${bucketName}/${encodeKey(key)}?${ossQuery(bucketName, key, expires)}`;
}

/** What opens an object until then. */
export function ossQuery(bucketName: string, key: string, expires: number): string {
  const signature = ossSignature(`/${bucketName}/${key}`, expires, ossAccessKeySecret);
  return `Expires=${expires}&OSSAccessKeyId=${ossAccessKeyId}&Signature=${encodeURIComponent(signature)}`;
}

/**
 * The key in a URL that we handed out, whatever its query: signatures differ each time, and the
 * service may have moved to another port since. Or in one with the bucket's own host.
 */
export function keyOfUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, pathname } = new URL(url);
  if (host === storageLocation) return decodePercent(pathname.slice(1));
  const prefix = [cdnPrefix, ossPrefix].find((known) => pathname.startsWith(known));
  return prefix && decodePercent(pathname.slice(prefix.length));
}

/** URLs are to be encoded before they are joined, but not every caller does; `undefined` if badly. */
export function decodeJoinedUrl(url: string): string | undefined {
  return /^https?%3a/i.test(url) ? decodePercent(url) : url;
}

function encodeKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}

/** `undefined` for what is not encoded properly. */
export function decodePercent(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
