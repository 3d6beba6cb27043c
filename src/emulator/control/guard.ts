import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../../environment.js';
import { ControlRefusal } from './refusal.js';

export interface Visitor {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** Of this machine, where the request came in. */
  readonly localAddress: string | undefined;
}

/**
 * The control can delete everything and asks nobody who he is, so no page of another origin may use
 * it. A browser sends what JSON is only after it was allowed to, which nobody does here; it says
 * whose page asks; and a name that somebody else resolves to this machine is none of its names.
 */
export function checkVisitor({ method, headers, localAddress = '' }: Visitor): void {
  const { host = '', origin } = headers;
  if (isLoopback(localAddress.replace(/^::ffff:/, '')) && !isLocalName(host)) {
    throw new ControlRefusal(403, 'is no name of this machine', 'host');
  }
  if (origin !== undefined && !isOwn(origin, host)) {
    throw new ControlRefusal(403, 'Pages of another origin may not use the control', 'origin');
  }
  const isRead = method === 'GET' || method === 'HEAD';
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (!isRead && type.trim().toLowerCase() !== 'application/json') {
    throw new ControlRefusal(415, 'must be application/json', 'content-type');
  }
}

function isOwn(origin: string, host: string): boolean {
  return [`http://${host}`, `https://${host}`].includes(origin.toLowerCase());
}

function isLocalName(host: string): boolean {
  const url = `http://${host}`;
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return isLoopback(hostname) || hostname.endsWith('.localhost');
}
