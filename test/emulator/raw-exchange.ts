import { connect } from 'node:net';
import { signedForm } from './signed-call.js';

export interface RawExchange {
  /** All bytes that came, as text. */
  readonly text: string;
  /** How the service left the connection: closed in order, by a reset, or open when we gave up. */
  readonly end: 'closed' | 'reset' | 'open';
  /** How many pieces arrived at different times. */
  readonly pieces: number;
}

/**
 * Sends one signed call over a bare socket and takes what comes until the service closes, or until
 * `isEnough` says so.
 */
export function exchange(
  origin: string,
  values: Record<string, string>,
  isEnough: (text: string) => boolean = () => false,
): Promise<RawExchange> {
  const { hostname, port, host } = new URL(origin);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    let pieces = 0;
    const finish = (end: RawExchange['end']) => {
      socket.destroy();
      resolve({ text, end, pieces });
    };
    socket.on('data', (data) => {
      text += data.toString();
      pieces += 1;
      if (isEnough(text)) finish('open');
    });
    socket.on('end', () => finish('closed'));
    socket.on('error', () => finish('reset'));
    socket.write(`GET /?${signedForm('GET', values)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  });
}

/** The body of a raw answer, or what there is of it. */
export function bodyOf({ text }: RawExchange): string {
  return text.slice(text.indexOf('\r\n\r\n') + 4);
}

export function headerOf({ text }: RawExchange, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)\r$`, 'im').exec(text)?.[1];
}
