import { gatewayRefusal, signatureMismatch } from './gateway-errors.js';
import { knownOperations } from './known-operations.js';
import { Nonces } from './nonces.js';
import { Refusal } from './operation.js';
import type { CommonName, VodRequest } from './request.js';
import { isSameSignature, signV1 } from './signature.js';
import { signV3 } from './signature-v3.js';

/** Who may call. A key with a security token is a temporary one (STS) and must come with it. */
export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  readonly securityToken?: string;
}

/** How far a request's clock may be off, and for how long a nonce must not come again. */
const freshnessMs = 15 * 60 * 1000;

const version = '2017-03-21';

/** Mandatory besides Action and Version; V3 has neither of the Signature… descriptions. */
const mandatory: Record<VodRequest['signature'], readonly CommonName[]> = {
  v1: [
    'AccessKeyId',
    'SignatureMethod',
    'SignatureVersion',
    'SignatureNonce',
    'Timestamp',
    'Signature',
  ],
  v3: ['AccessKeyId', 'SignatureNonce', 'Timestamp', 'Signature'],
};

/**
 * What every call must pass before an operation sees it. The vendor does not document the order of
 * the checks; a nonce is consumed last, so only by a request whose signature is right.
 */
export class Gateway {
  readonly #keys: ReadonlyMap<string, AccessKey>;
  readonly #nonces = new Nonces();

  constructor(
    keys: readonly AccessKey[],
    readonly now: () => Date,
  ) {
    this.#keys = new Map(keys.map((key) => [key.id, key]));
  }

  /** Is this what the caller signed? Checks nothing else. */
  isSigned({ signature, stringToSign, olderStringToSign, common }: VodRequest): boolean {
    const key = this.#keys.get(common.AccessKeyId ?? '');
    if (key === undefined) return false;
    const sign = signature === 'v1' ? signV1 : signV3;
    const isSignedAs = (text: string) =>
      isSameSignature(sign(text, key.secret), common.Signature ?? '');
    return isSignedAs(stringToSign) || (!!olderStringToSign && isSignedAs(olderStringToSign));
  }

  /** Throws the refusal of the first check that fails; `skewMs` is how far its clock is off. */
  check(request: VodRequest, skewMs = 0): void {
    checkReadable(request);
    checkAction(request);
    checkFormat(request);
    for (const name of mandatory[request.signature]) require(request, name);
    checkSignatureKind(request);
    this.#checkCaller(request);
    checkTimestamp(request, this.now().getTime() + skewMs);
    this.#checkSignature(request);
    this.#checkNonce(request);
  }

  #checkCaller(request: VodRequest): void {
    const key = this.#keys.get(require(request, 'AccessKeyId'));
    if (key === undefined) throw gatewayRefusal('InvalidAccessKeyId.NotFound');
    checkSecurityToken(key.securityToken, request.common.SecurityToken);
  }

  #checkSignature(request: VodRequest): void {
    if (!this.isSigned(request)) throw signatureMismatch(request.stringToSign);
  }

  /** A request dated in the future stays fresh for longer, so its nonce is kept for longer. */
  #checkNonce(request: VodRequest): void {
    const now = this.now().getTime();
    const until = Math.max(now, readTimestamp(require(request, 'Timestamp'))) + freshnessMs;
    const nonce = require(request, 'SignatureNonce');
    if (this.#nonces.use(require(request, 'AccessKeyId'), nonce, now, until)) return;
    throw gatewayRefusal('SignatureNonceUsed');
  }
}

function checkReadable({ method, malformed }: VodRequest): void {
  if (method !== 'GET' && method !== 'POST') throw gatewayRefusal('UnsupportedHTTPMethod');
  if (malformed !== undefined) {
    const message = `The specified parameter ${malformed} is not valid.`;
    throw new Refusal(400, 'InvalidParameter', message);
  }
}

function checkAction(request: VodRequest): void {
  const action = require(request, 'Action');
  if (!knownOperations.has(action)) throw gatewayRefusal('InvalidAction.NotFound');
  if (require(request, 'Version') !== version) throw gatewayRefusal('InvalidVersion');
}

function checkFormat({ common }: VodRequest): void {
  const format = common.Format ?? '';
  if (!['', 'JSON', 'XML'].includes(format.toUpperCase())) throw gatewayRefusal('InvalidFormat');
}

/** The vendor's documents spell the method both `HMAC-SHA1` and `Hmac-SHA1`. */
function checkSignatureKind({ signature, common }: VodRequest): void {
  if (signature === 'v3') return;
  if (common.SignatureMethod?.toUpperCase() !== 'HMAC-SHA1') {
    throw gatewayRefusal('InvalidSignatureMethod');
  }
  if (common.SignatureVersion !== '1.0') {
    throw gatewayRefusal('InvalidSignatureVersion');
  }
}

function checkSecurityToken(expected: string | undefined, given: string | undefined): void {
  if (expected === given) return;
  if (given === undefined) throw gatewayRefusal('MissingSecurityToken');
  if (!/^[\w.~+/=:-]+$/.test(given)) throw gatewayRefusal('InvalidSecurityToken.Malformed');
  throw gatewayRefusal('InvalidSecurityToken.MismatchWithAccessKey');
}

function checkTimestamp(request: VodRequest, now: number): void {
  const at = readTimestamp(require(request, 'Timestamp'));
  if (Math.abs(now - at) > freshnessMs) throw gatewayRefusal('InvalidTimeStamp.Expired');
}

function readTimestamp(text: string): number {
  const at = new Date(text);
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString() === text.replace(/Z$/, '.000Z');
  if (isReal) return at.getTime();
  throw gatewayRefusal('InvalidTimeStamp.Format');
}

function require({ common }: VodRequest, name: CommonName): string {
  const value = common[name];
  if (value) return value;
  throw new Refusal(400, `Missing${name}`, `${name} is mandatory for this action.`);
}
