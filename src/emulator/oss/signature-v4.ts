import { createHash, createHmac } from 'node:crypto';
import { percentEncode } from '../signature.js';
import type { OssRequest } from './request.js';

export const algorithmOssV4 = 'OSS4-HMAC-SHA256';

/** What signature V4 needs to know besides the request. */
export interface ScopeV4 {
  /** As `20260801T120000Z`; its day is part of the scope. */
  readonly time: string;
  readonly region: string;
  /** Headers that are signed though they need not be. */
  readonly additionalHeaders: readonly string[];
}

export function stringToSignOssV4(request: OssRequest, scope: ScopeV4): string {
  const digest = createHash('sha256').update(canonicalRequest(request, scope)).digest('hex');
  return [algorithmOssV4, scope.time, scopeText(scope), digest].join('\n');
}

export function signOssV4(stringToSign: string, secret: string, scope: ScopeV4): string {
  const steps = [...scopeText(scope).split('/'), stringToSign];
  const key = steps.reduce<Buffer>(
    (key, step) => createHmac('sha256', key).update(step).digest(),
    Buffer.from(`aliyun_v4${secret}`),
  );
  return key.toString('hex');
}

function scopeText({ time, region }: ScopeV4): string {
  return `${time.slice(0, 8)}/${region}/oss/aliyun_v4_request`;
}

function canonicalRequest(request: OssRequest, { additionalHeaders }: ScopeV4): string {
  const { method, bucket, key, headers } = request;
  const names = Object.keys(headers).filter(
    (name) =>
      name === 'content-type' ||
      name === 'content-md5' ||
      name.startsWith('x-oss-') ||
      additionalHeaders.includes(name),
  );
  return [
    method,
    percentEncode(bucket === '' ? '/' : `/${bucket}/${key}`).replaceAll('%2F', '/'),
    canonicalQuery(request),
    names
      .sort()
      .map((name) => `${name}:${headers[name]}\n`)
      .join(''),
    [...additionalHeaders].sort().join(';'),
    headers['x-oss-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
}

function canonicalQuery({ query }: OssRequest): string {
  return [...query]
    .filter(([name]) => name !== 'x-oss-signature')
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&');
}
