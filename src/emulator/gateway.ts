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
  isSigned({ signature, stringToSign, common }: VodRequest): boolean {
    const key = this.#keys.get(common.AccessKeyId ?? '');
    if (key === undefined) return false;
    const sign = signature === 'v1' ? signV1 : signV3;
    return isSameSignature(sign(stringToSign, key.secret), common.Signature ?? '');
  }

  /** Throws the refusal of the first check that fails. */
  check(request: VodRequest): void {
    checkReadable(request);
    checkAction(request);
    checkFormat(request);
    for (const name of mandatory[request.signature]) require(request, name);
    checkSignatureKind(request);
    this.#checkCaller(request);
    this.#checkTimestamp(request);
    this.#checkSignature(request);
    this.#checkNonce(request);
  }

  #checkCaller(request: VodRequest): void {
    const key = this.#keys.get(require(request, 'AccessKeyId'));
    if (key === undefined) {
      throw new Refusal(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
    }
    checkSecurityToken(key.securityToken, request.common.SecurityToken);
  }

  #checkTimestamp(request: VodRequest): void {
    const at = readTimestamp(require(request, 'Timestamp'));
    if (Math.abs(this.now().getTime() - at) <= freshnessMs) return;
    const message = 'Specified time stamp or date value is expired.';
    throw new Refusal(400, 'InvalidTimeStamp.Expired', message);
  }

  #checkSignature(request: VodRequest): void {
    if (this.isSigned(request)) return;
    const explanation = 'Specified signature is not matched with our calculation.';
    const message = `${explanation} server string to sign is:${request.stringToSign}`;
    throw new Refusal(400, 'SignatureDoesNotMatch', message);
  }

  /** A request dated in the future stays fresh for longer, so its nonce is kept for longer. */
  #checkNonce(request: VodRequest): void {
    const now = this.now().getTime();
    const until = Math.max(now, readTimestamp(require(request, 'Timestamp'))) + freshnessMs;
    const nonce = require(request, 'SignatureNonce');
    if (this.#nonces.use(require(request, 'AccessKeyId'), nonce, now, until)) return;
    throw new Refusal(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
  }
}

function checkReadable({ method, malformed }: VodRequest): void {
  if (method !== 'GET' && method !== 'POST') {
    const message = 'This http method is not supported, use GET or POST.';
    throw new Refusal(400, 'UnsupportedHTTPMethod', message);
  }
  if (malformed !== undefined) throw invalid('InvalidParameter', malformed);
}

function checkAction(request: VodRequest): void {
  const action = require(request, 'Action');
  if (!knownOperations.has(action)) {
    const message = 'Specified api is not found, please check your url and method.';
    throw new Refusal(404, 'InvalidAction.NotFound', message);
  }
  if (require(request, 'Version') !== version) throw invalid('InvalidVersion', 'Version');
}

function checkFormat({ common }: VodRequest): void {
  const format = common.Format ?? '';
  if (!['', 'JSON', 'XML'].includes(format.toUpperCase())) throw invalid('InvalidFormat', 'Format');
}

/** The vendor's documents spell the method both `HMAC-SHA1` and `Hmac-SHA1`. */
function checkSignatureKind({ signature, common }: VodRequest): void {
  if (signature === 'v3') return;
  if (common.SignatureMethod?.toUpperCase() !== 'HMAC-SHA1') {
    throw invalid('InvalidSignatureMethod', 'SignatureMethod');
  }
  if (common.SignatureVersion !== '1.0') {
    throw invalid('InvalidSignatureVersion', 'SignatureVersion');
  }
}

/** Only the names of these codes are known; 400 is what the gateway answers to its other checks. */
function checkSecurityToken(expected: string | undefined, given: string | undefined): void {
  if (expected === given) return;
  if (given === undefined) {
    const message = 'SecurityToken is mandatory for this action.';
    throw new Refusal(400, 'MissingSecurityToken', message);
  }
  if (!/^[\w.~+/=:-]+$/.test(given)) {
    const message = 'Specified SecurityToken is malformed.';
    throw new Refusal(400, 'InvalidSecurityToken.Malformed', message);
  }
  const message = 'Specified SecurityToken mismatch with the AccessKey.';
  throw new Refusal(400, 'InvalidSecurityToken.MismatchWithAccessKey', message);
}

function readTimestamp(text: string): number {
  const at = new Date(text);
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString() === text.replace(/Z$/, '.000Z');
  if (isReal) return at.getTime();
  const message = 'Specified time stamp or date value is not well formatted.';
  throw new Refusal(400, 'InvalidTimeStamp.Format', message);
}

function require({ common }: VodRequest, name: CommonName): string {
  const value = common[name];
  if (value) return value;
  throw new Refusal(400, `Missing${name}`, `${name} is mandatory for this action.`);
}

function invalid(code: string, name: string): Refusal {
  return new Refusal(400, code, `The specified parameter ${name} is not valid.`);
}
