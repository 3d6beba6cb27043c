import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';

export interface ReceivedEvent {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As they were spelled. */
  readonly rawHeaders: readonly string[];
  readonly text: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** Answers the n-th delivery, counted from 0. */
type Respond = (response: ServerResponse, n: number, received: ReceivedEvent) => void;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A real receiver of events on a free port, closed after the test; answers 200 unless told otherwise. */
export async function useReceiver(respond: Respond = (response) => response.end('ok')) {
  const received: ReceivedEvent[] = [];
  const arrivals = new EventEmitter();
  const server = createServer(async (request, response) => {
    const event = await readEvent(request);
    received.push(event);
    respond(response, received.length - 1, event);
    arrivals.emit('event');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  closing.push(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return {
    url: `http://127.0.0.1:${port}/vod/events`,
    received,
    /** Resolves once so many deliveries have come in. */
    async arrived(count: number): Promise<readonly ReceivedEvent[]> {
      while (received.length < count) await once(arrivals, 'event');
      return received;
    },
    types: () => received.map(({ event }) => event.EventType),
  };
}

async function readEvent(request: IncomingMessage): Promise<ReceivedEvent> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    rawHeaders: request.rawHeaders,
    text,
    event: JSON.parse(text),
  };
}

/** As a consumer checks it, from what the vendor documents. */
export function isSignedFor({ headers }: ReceivedEvent, url: string, key: string): boolean {
  const text = `${url}|${headers['x-vod-timestamp']}|${key}`;
  return headers['x-vod-signature'] === createHash('md5').update(text).digest('hex');
}

/** Resolves once the condition holds; the test's own time limit bounds it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
