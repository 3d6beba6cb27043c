import { plainCdnUrl } from '../urls.js';

/** VOD's placeholder for the number of a picture, from `00001` on. */
const placeholder = '{SnapshotCount}';

/** What the keys of a job's pictures have in common: `…/1f2e3d4c-{SnapshotCount}.jpg`. */
export function keyPattern(key: string): string {
  return key.replace(/\d{5}(?=\.\w+$)/, placeholder);
}

/** The same as a URL; it cannot be signed. */
export function urlPattern(origin: string, key: string): string {
  return keyPattern(plainCdnUrl(origin, key));
}
