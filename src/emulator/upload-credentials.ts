import { createHmac, randomBytes } from 'node:crypto';
import { isSameSignature } from './signature.js';
import { isPlainObject, parseJson } from './texts.js';

/** A temporary key (STS) with which one object can be stored. Times are in milliseconds since 1970. */
export interface UploadCredentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  readonly expiresAt: number;
}

/** What a token allows, as it was read from it. */
export interface UploadGrant {
  readonly accessKeySecret: string;
  readonly objectKey: string;
  readonly expiresAt: number;
}

/** As VOD's documents state it. */
export const uploadValidityMs = 3_000_000;

/** Opens nothing but the media of this service; tokens stay good over a restart. */
const masterKey = 'vodgraph-upload-credentials';

/** The token itself says what it is good for, sealed: nothing has to be kept. */
export function issueUploadCredentials(objectKey: string, now: Date): UploadCredentials {
  const accessKeyId = `STS.${randomBytes(12).toString('base64url')}`;
  const expiresAt = now.getTime() + uploadValidityMs;
  const grant = Buffer.from(JSON.stringify({ accessKeyId, objectKey, expiresAt })).toString(
    'base64',
  );
  return {
    accessKeyId,
    accessKeySecret: seal(`secret of ${accessKeyId}`),
    securityToken: `${grant}.${seal(grant)}`,
    expiresAt,
  };
}

/** What the token of this key allows; `undefined` if it is not one of ours. Expiry is not checked. */
export function readUploadGrant(accessKeyId: string, token: string): UploadGrant | undefined {
  const [grant = '', signature = ''] = token.split('.');
  if (!isSameSignature(seal(grant), signature)) return undefined;
  const content = parseJson(Buffer.from(grant, 'base64').toString());
  if (!isPlainObject(content) || content.accessKeyId !== accessKeyId) return undefined;
  return {
    accessKeySecret: seal(`secret of ${accessKeyId}`),
    objectKey: String(content.objectKey),
    expiresAt: Number(content.expiresAt),
  };
}

function seal(text: string): string {
  return createHmac('sha256', masterKey).update(text).digest('base64');
}
