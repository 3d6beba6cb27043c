import { createHmac, randomBytes } from 'node:crypto';
import type { PlayAuthVideoMeta } from './wire/play-auth.js';
import { toWireTime } from './wire-time.js';

export interface PlayAuthRequest {
  readonly video: PlayAuthVideoMeta;
  /** Host, and port, of the CDN. */
  readonly playDomain: string;
  readonly regionId: string;
  readonly expiresAt: Date;
}

/** Seals credentials; opens nothing. */
const masterKey = 'vodgraph-play-auth';

/** The account in numbers, as callers of a player see it. */
const customerId = 1_000_000_000_000_001;

/**
 * What an Alibaba player takes to play one video for a while: base64 of a JSON object that callers
 * hand on unread. Its shape is that of an official sample; the algorithm of `Signature` is published
 * nowhere, so it is one of our own, and so are the keys.
 */
export function issuePlayAuth({ video, playDomain, regionId, expiresAt }: PlayAuthRequest): string {
  const accessKeyId = `STS.${randomBytes(18).toString('base64url')}`;
  const grant = {
    Caller: seal(`caller of ${customerId}`),
    ExpireTime: toWireTime(expiresAt),
    MediaId: video.VideoId,
    PlayDomain: playDomain,
  };
  const content = {
    SecurityToken: `CAIS${seal(`token of ${accessKeyId}`)}`,
    AuthInfo: JSON.stringify({ ...grant, Signature: seal(Object.values(grant).join('\n')) }),
    VideoMeta: video,
    AccessKeyId: accessKeyId,
    PlayDomain: playDomain,
    AccessKeySecret: seal(`secret of ${accessKeyId}`),
    Region: regionId,
    CustomerId: customerId,
  };
  return Buffer.from(JSON.stringify(content)).toString('base64');
}

function seal(text: string): string {
  return createHmac('sha1', masterKey).update(text).digest('base64');
}
