import { Agent, request } from 'node:http';

export interface Exchange {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Sends the exchanges in turn over `connections` kept-alive sockets, `count` in all; the last answer. */
export async function load(
  exchanges: readonly [Exchange, ...Exchange[]],
  count: number,
  connections: number,
): Promise<Answer> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let sent = 0;
  let answer: Answer = { status: 0, body: '' };
  const worker = async () => {
    while (sent < count) {
      const exchange = exchanges[sent % exchanges.length] ?? exchanges[0];
      sent += 1;
      answer = await send(exchange, agent);
      if (answer.status !== 200)
        throw new Error(`${exchange.url}: ${answer.status} ${answer.body}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return answer;
}

export function send(
  { url, method, body }: Exchange,
  agent: Agent,
  signal?: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = body
      ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      : {};
    const sent = request(url, { method, headers, agent, ...(signal && { signal }) }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
