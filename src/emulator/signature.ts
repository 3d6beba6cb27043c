import { createHmac, timingSafeEqual } from 'node:crypto';

/** RFC 3986 as VOD signs it: everything but `A–Z a–z 0–9 - _ . ~`, upper-case hex, space is `%20`. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Compares two signatures in a time that tells nothing about where they differ. */
export function isSameSignature(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * What RPC signature 1.0 signs: the method and all parameters, of query and form alike, except
 * `Signature`. Names sort by code unit, so upper case comes before lower case.
 */
export function stringToSignV1(
  method: string,
  parameters: Iterable<readonly [name: string, value: string]>,
): string {
  const canonical = [...parameters]
    .filter(([name]) => name !== 'Signature')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  return `${method}&${percentEncode('/')}&${percentEncode(canonical)}`;
}

/** The key ends in `&`: the place where other APIs of the vendor put a token secret. */
export function signV1(stringToSign: string, secret: string): string {
  return createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64');
}
