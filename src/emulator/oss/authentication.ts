import type { AccessKey } from '../gateway.js';
import { isSameSignature } from '../signature.js';
import { readUploadGrant } from '../upload-credentials.js';
import { ossAccessKeyId, ossAccessKeySecret } from '../urls.js';
import { type Claim, readClaim, toOssTime } from './claim.js';
import { ossRefusals } from './refusals.js';
import type { OssRequest } from './request.js';

/** Who asks: the account itself, the bearer of an upload's STS key, or that of a URL made by VOD. */
export type Caller =
  | { readonly kind: 'account' | 'viewer' }
  | { readonly kind: 'uploader'; readonly objectKey: string };

export interface Authenticated {
  readonly caller: Caller;
  /** When the URL ends, in seconds since 1970; absent if it is not the URL that is signed. */
  readonly urlExpires: number | undefined;
}

interface Key {
  readonly secret: string;
  readonly caller: Caller;
}

/** How far the clock of a caller may be off. */
const maxSkewMs = 15 * 60 * 1000;

export interface AuthenticationOptions {
  readonly accessKeys: readonly AccessKey[];
  /** The service's time: URLs and tokens end by it. */
  readonly now: () => Date;
  /** What the clocks of the callers show. */
  readonly callersNow: () => Date;
}

/** Verifies signatures. OSS looks at the end of a URL before it looks at the signature. */
export class Authentication {
  readonly #options: AuthenticationOptions;

  constructor(options: AuthenticationOptions) {
    this.#options = options;
  }

  check(request: OssRequest): Authenticated {
    const claim = readClaim(request);
    if (!claim) throw ossRefusals.anonymous();
    this.#checkExpiry(claim);
    const { secret, caller } = this.#keyOf(claim);
    this.#checkClock(claim);
    if (!isSameSignature(claim.sign(secret), claim.signature)) {
      throw ossRefusals.signatureMismatch(claim.accessKeyId, claim.stringToSign);
    }
    return { caller, urlExpires: claim.expiresAt && claim.expiresAt / 1000 };
  }

  #checkExpiry({ expiresAt }: Claim): void {
    const now = this.#options.now().getTime();
    if (expiresAt === undefined || expiresAt >= now) return;
    throw ossRefusals.urlExpired(toOssTime(expiresAt), toOssTime(now));
  }

  #keyOf({ accessKeyId, securityToken }: Claim): Key {
    if (accessKeyId === ossAccessKeyId) {
      return { secret: ossAccessKeySecret, caller: { kind: 'viewer' } };
    }
    const key = this.#options.accessKeys.find(({ id }) => id === accessKeyId);
    if (key && key.securityToken !== securityToken) throw ossRefusals.invalidToken();
    if (key) return { secret: key.secret, caller: { kind: 'account' } };
    if (securityToken === undefined) throw ossRefusals.unknownAccessKey(accessKeyId);
    return this.#uploadKey(accessKeyId, securityToken);
  }

  #uploadKey(accessKeyId: string, securityToken: string): Key {
    const grant = readUploadGrant(accessKeyId, securityToken);
    if (!grant) throw ossRefusals.invalidToken();
    if (grant.expiresAt < this.#options.now().getTime()) throw ossRefusals.tokenExpired();
    const { accessKeySecret, objectKey } = grant;
    return { secret: accessKeySecret, caller: { kind: 'uploader', objectKey } };
  }

  #checkClock({ expiresAt, signedAt = Number.NaN }: Claim): void {
    if (expiresAt !== undefined) return;
    if (Number.isNaN(signedAt)) throw ossRefusals.noDate();
    const now = this.#options.callersNow().getTime();
    if (Math.abs(now - signedAt) <= maxSkewMs) return;
    throw ossRefusals.clockSkewed(toOssTime(signedAt), toOssTime(now));
  }
}

/** May this caller do that to an object? Keys of an upload open its object and nothing else. */
export function checkPermission(caller: Caller, key: string, access: 'read' | 'write'): void {
  const isAllowed =
    caller.kind === 'account' ||
    (caller.kind === 'viewer' && access === 'read') ||
    (caller.kind === 'uploader' && caller.objectKey === key);
  if (!isAllowed) throw ossRefusals.noRight();
}
