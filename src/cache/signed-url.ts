/**
 * When a signed URL ends, in milliseconds since 1970; `undefined` if it carries no signature. A URL
 * of the CDN (authentication type A) is good for the domain's validity after the time in it, one of
 * OSS until the time in it.
 */
export function urlEndsAt(url: string, cdnValidityMs: number): number | undefined {
  const cdn = /[?&]auth_key=(\d{9,11})-/.exec(url);
  if (cdn) return Number(cdn[1]) * 1000 + cdnValidityMs;
  const oss = /[?&]Expires=(\d{9,11})(?:&|$)/.exec(url);
  return oss ? Number(oss[1]) * 1000 : undefined;
}

/** When the first of the signed URLs anywhere in a value ends. */
export function firstEndOf(value: unknown, cdnValidityMs: number): number {
  if (typeof value === 'string') return urlEndsAt(value, cdnValidityMs) ?? Number.POSITIVE_INFINITY;
  if (typeof value !== 'object' || value === null) return Number.POSITIVE_INFINITY;
  return Object.values(value).reduce<number>(
    (first, member) => Math.min(first, firstEndOf(member, cdnValidityMs)),
    Number.POSITIVE_INFINITY,
  );
}
