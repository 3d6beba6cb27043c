import type { OssRequest } from '../oss/request.js';
import { isSameSignature } from '../signature.js';
import { cdnDigest, cdnKey, cdnValidity, type Viewer } from '../urls.js';

/** The CDN says no: a page, and the reason in a header. */
export class CdnDenial extends Error {
  override readonly name = 'CdnDenial';
  constructor(reason: string) {
    super(`denied by req auth: ${reason}`);
  }
}

/** What a valid `auth_key` says. */
export interface AuthKey extends Required<Viewer> {
  readonly timestamp: number;
}

/** URL authentication, type A. `uri` is the path as it stands in the URL; the time is looked at first. */
export function checkAuthKey(uri: string, query: OssRequest['query'], now: Date): AuthKey {
  const text = query.get('auth_key');
  if (text === undefined) throw new CdnDenial('no url arg auth_key');
  const [, time = '', rand = '', uid = '', digest = ''] =
    /^([1-9]\d{0,11})-([^-]+)-([^-]+)-([0-9a-f]{32})$/.exec(text) ?? [];
  if (digest === '') throw new CdnDenial('invalid url arg auth_key');
  const timestamp = Number(time);
  if ((timestamp + cdnValidity) * 1000 < now.getTime()) {
    throw new CdnDenial(`expired timestamp=${timestamp}`);
  }
  if (!isSameSignature(cdnDigest(uri, timestamp, cdnKey, { rand, uid }), digest)) {
    throw new CdnDenial(`invalid md5hash=${digest}`);
  }
  return { timestamp, rand, uid };
}
