import { plainCdnUrl, plainOssUrl } from '../urls.js';

/** Stands in stored events for the origin of the service, which may be another after a restart. */
const placeholder = 'http://origin.invalid';

/**
 * The URL of an object for the body of an event: plain http and without a signature, as VOD tells
 * them there. Sources and images are told by their bucket, what was made of them by the CDN. The
 * `{SnapshotCount}` of a pattern stays as it is.
 */
export function eventUrl(key: string, place: 'bucket' | 'cdn'): string {
  const url = (place === 'bucket' ? plainOssUrl : plainCdnUrl)(placeholder, key);
  return url.replaceAll('%7BSnapshotCount%7D', '{SnapshotCount}');
}

/** The body of an event as it is sent by the service at this origin. */
export function withOrigin(body: string, origin: string): string {
  return body.replaceAll(placeholder, origin);
}
