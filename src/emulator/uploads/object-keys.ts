import { randomBytes } from 'node:crypto';
import type { NewAttachedMedium, NewImage } from '../store/records.js';

/** `sv/5f0c1a2b-19b7764d800/5f0c1a2b-19b7764d800.mp4`: the id's beginning and the time, as VOD names sources. */
export function sourceKey(mediumId: string, extension: string, now: Date): string {
  const name = nameOf(mediumId, now);
  return `sv/${name}/${name}.${extension}`;
}

/** `image/default/8C46D968F6954348-6-2.png` */
export function imageKey(type: NewImage['type'], extension: string): string {
  return `image/${type}/${randomBytes(8).toString('hex').toUpperCase()}-6-2.${extension}`;
}

/** `subtitle/a77ac4ed-19b7764e000.vtt` */
export function attachedKey(
  businessType: NewAttachedMedium['businessType'],
  id: string,
  extension: string,
  now: Date,
): string {
  return `${businessType}/${nameOf(id, now)}.${extension}`;
}

function nameOf(id: string, now: Date): string {
  return `${id.slice(0, 8)}-${now.getTime().toString(16)}`;
}
