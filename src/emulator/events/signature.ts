import { createHash } from 'node:crypto';

/** Over the URL as it was configured, byte for byte. The body is not covered. */
export function signCallback(url: string, timestamp: number, authKey: string): string {
  return createHash('md5').update(`${url}|${timestamp}|${authKey}`).digest('hex');
}
