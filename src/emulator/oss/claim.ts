import { toWireTime } from '../wire-time.js';
import { ossRefusals } from './refusals.js';
import type { OssRequest } from './request.js';
import { signOssV1, stringToSignOssV1 } from './signature-v1.js';
import { algorithmOssV4, type ScopeV4, signOssV4, stringToSignOssV4 } from './signature-v4.js';

/** What a signed request says about who signed it, not yet verified. */
export interface Claim {
  readonly accessKeyId: string;
  readonly securityToken: string | undefined;
  readonly signature: string;
  readonly stringToSign: string;
  readonly sign: (secret: string) => string;
  /** In milliseconds since 1970: a URL is good until then, a header is of that time. */
  readonly expiresAt?: number;
  readonly signedAt?: number;
}

/** The region of the bucket, which V4 signs. */
const region = 'cn-shanghai';

/** Any of these in the query means that the URL is signed. */
const queryNamesV1 = ['Signature', 'Expires', 'OSSAccessKeyId'];
const queryNamesV4 = ['x-oss-signature-version', 'x-oss-signature', 'x-oss-credential'];

/** The claim of a request in any of the four forms; `undefined` if it is not signed at all. */
export function readClaim(request: OssRequest): Claim | undefined {
  const { headers, query } = request;
  const isIn = (names: readonly string[]) => names.some((name) => query.has(name));
  const { authorization } = headers;
  if (authorization && (isIn(queryNamesV1) || isIn(queryNamesV4)))
    throw ossRefusals.twoSignatures();
  if (authorization?.startsWith('OSS ')) return headerV1(request, authorization);
  if (authorization?.startsWith(algorithmOssV4)) return headerV4(request, authorization);
  if (authorization) throw ossRefusals.invalidArgument('Authorization header is invalid.');
  if (isIn(queryNamesV4)) return queryV4(request);
  return isIn(queryNamesV1) ? queryV1(request) : undefined;
}

function headerV1(request: OssRequest, authorization: string): Claim {
  const { headers } = request;
  const [, accessKeyId, signature] = /^OSS ([^:\s]+):(\S+)$/.exec(authorization) ?? [];
  if (!accessKeyId || !signature) {
    throw ossRefusals.invalidArgument('Authorization header is invalid.');
  }
  const time = headers['x-oss-date'] ?? headers.date ?? '';
  return {
    accessKeyId,
    signature,
    securityToken: headers['x-oss-security-token'],
    signedAt: Date.parse(time),
    ...claimV1(request, time),
  };
}

/** The parameters come in any order. */
function queryV1(request: OssRequest): Claim {
  const { query } = request;
  const [signature, expires, accessKeyId] = queryNamesV1.map((name) => query.get(name));
  if (!signature || !expires || !accessKeyId) throw ossRefusals.incompleteQuery();
  if (!/^\d{1,15}$/.test(expires)) throw ossRefusals.invalidExpires(expires);
  return {
    accessKeyId,
    signature,
    securityToken: query.get('security-token'),
    expiresAt: Number(expires) * 1000,
    ...claimV1(request, expires),
  };
}

function claimV1(request: OssRequest, time: string) {
  const stringToSign = stringToSignOssV1(request, time);
  return { stringToSign, sign: (secret: string) => signOssV1(stringToSign, secret) };
}

function headerV4(request: OssRequest, authorization: string): Claim {
  const { headers } = request;
  const field = (name: string) => new RegExp(`[ ,]${name}=([^, ]+)`).exec(authorization)?.[1] ?? '';
  const scope = {
    time: headers['x-oss-date'] ?? '',
    additionalHeaders: field('AdditionalHeaders'),
  };
  return {
    securityToken: headers['x-oss-security-token'],
    ...claimV4(request, field('Credential'), scope),
    signature: field('Signature'),
  };
}

function queryV4(request: OssRequest): Claim {
  const { query } = request;
  const field = (name: string) => query.get(`x-oss-${name}`) ?? '';
  if (field('signature-version') !== algorithmOssV4 || !/^\d{1,7}$/.test(field('expires'))) {
    const message = `Of the signatures in URLs that are not V1, only ${algorithmOssV4} with x-oss-expires is known.`;
    throw ossRefusals.invalidArgument(message);
  }
  const scope = { time: field('date'), additionalHeaders: field('additional-headers') };
  const { signedAt, ...claim } = claimV4(request, field('credential'), scope);
  return {
    securityToken: query.get('x-oss-security-token'),
    ...claim,
    signature: field('signature'),
    expiresAt: signedAt + Number(field('expires')) * 1000,
  };
}

function claimV4(
  request: OssRequest,
  credential: string,
  { time, additionalHeaders }: { time: string; additionalHeaders: string },
) {
  const [accessKeyId = '', day, ...rest] = credential.split('/');
  if (!/^\d{8}T\d{6}Z$/.test(time)) throw ossRefusals.noDate();
  if (day !== time.slice(0, 8) || rest.join('/') !== `${region}/oss/aliyun_v4_request`) {
    const expected = `<AccessKeyId>/${time.slice(0, 8)}/${region}/oss/aliyun_v4_request`;
    throw ossRefusals.invalidArgument(`The Credential of the signature must be ${expected}.`);
  }
  checkPayloadIsUnsigned(request);
  const names = additionalHeaders.toLowerCase().split(';');
  const scope: ScopeV4 = { time, region, additionalHeaders: names.filter((name) => name !== '') };
  const stringToSign = stringToSignOssV4(request, scope);
  return {
    accessKeyId,
    stringToSign,
    sign: (secret: string) => signOssV4(stringToSign, secret, scope),
    signedAt: Date.parse(time.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z')),
  };
}

function checkPayloadIsUnsigned({ headers }: OssRequest): void {
  const payload = headers['x-oss-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
  if (payload === 'UNSIGNED-PAYLOAD') return;
  throw ossRefusals.invalidArgument('x-oss-content-sha256 must be UNSIGNED-PAYLOAD.');
}

/** As OSS writes times. */
export function toOssTime(ms: number): string {
  return toWireTime(new Date(ms)).replace('Z', '.000Z');
}
