import { createHmac } from 'node:crypto';
import type { OssRequest } from './request.js';

/** Parameters that name a part or a view of an object or a bucket: they change what is asked for. */
export const subresources: ReadonlySet<string> = new Set(
  `acl append asyncFetch bucketInfo callback callback-var cname comp continuation-token cors delete
   encryption endTime group img inventory inventoryId lifecycle link live location logging
   metaQuery objectInfo objectMeta partNumber policy policyStatus position publicAccessBlock qos
   qosInfo referer replication replicationLocation replicationProgress requestPayment
   resourceGroup restore select sequential startTime stat status style styleName symlink tagging
   transferAcceleration udf uploadId uploads versionId versioning versions vod website worm
   wormExtend wormId x-oss-async-process x-oss-process x-oss-request-payer x-oss-traffic-limit`.split(
    /\s+/,
  ),
);

/** What a GET may ask to have in place of the headers that the object has. */
export const responseHeaders: ReadonlyMap<string, string> = new Map(
  [
    'cache-control',
    'content-disposition',
    'content-encoding',
    'content-language',
    'content-type',
    'expires',
  ].map((header) => [`response-${header}`, header]),
);

/** `time` is the date of the request, or the end of a signed URL in seconds since 1970. */
export function stringToSignOssV1(request: OssRequest, time: string): string {
  const { method, headers } = request;
  const ossHeaders = Object.keys(headers)
    .filter((name) => name.startsWith('x-oss-'))
    .sort()
    .map((name) => `${name}:${headers[name]}\n`);
  const digestAndType = `${headers['content-md5'] ?? ''}\n${headers['content-type'] ?? ''}`;
  return `${method}\n${digestAndType}\n${time}\n${ossHeaders.join('')}${canonicalResource(request)}`;
}

export function signOssV1(stringToSign: string, secret: string): string {
  return createHmac('sha1', secret).update(stringToSign).digest('base64');
}

function canonicalResource({ bucket, key, query }: OssRequest): string {
  const signed = [...query.keys()].filter(
    (name) => subresources.has(name) || responseHeaders.has(name) || name === 'security-token',
  );
  const parameters = signed
    .sort()
    .map((name) => (query.get(name) ? `${name}=${query.get(name)}` : name));
  const path = bucket === '' ? '/' : `/${bucket}/${key}`;
  return parameters.length > 0 ? `${path}?${parameters.join('&')}` : path;
}
