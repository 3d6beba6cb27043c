import http from 'node:http';
import https from 'node:https';

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Thrown if there was no status in time. */
class TimedOut extends Error {
  readonly code = 'time-out';
}

/**
 * Posts JSON and resolves with the status as soon as it is there. What follows it is read and
 * forgotten, so that the receiver sees no broken connection, but not for longer than the status.
 */
export function post(
  url: string,
  body: string,
  { headers, timeoutMs, signal }: PostOptions,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const target = new URL(url);
    const { request } = target.protocol === 'https:' ? https : http;
    const length = String(Buffer.byteLength(body));
    const options = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': length, ...headers },
      // A connection of its own: one that was kept may just have been closed by the receiver.
      agent: false,
      signal,
    };
    const outgoing = request(target, options, (response) => {
      response.on('error', () => {});
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    const timer = setTimeout(() => outgoing.destroy(new TimedOut()), timeoutMs);
    outgoing.on('close', () => clearTimeout(timer));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
