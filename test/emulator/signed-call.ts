import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface SendOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** A connection for this call alone, unless given. */
  readonly agent?: Agent;
}

/** Sends exactly what it is given; resolves with whatever comes back. */
export function send(origin: string, path: string, options: SendOptions = {}): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body, agent = false } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request(origin, { path, method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

type Values = Record<string, string | undefined>;

/** The parameters of a well-formed call; given ones win, undefined ones are left out. */
export function callParameters(values: Values): Record<string, string> {
  const all: Values = {
    Action: 'SearchMedia',
    Version: '2017-03-21',
    Format: 'JSON',
    AccessKeyId: 'vodgraph',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    ...values,
  };
  const present = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(present);
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Signs with lines of its own, so that the service's are checked against something else. */
export function signedForm(method: string, values: Values, secret = 'vodgraph-secret'): string {
  const parameters = callParameters(values);
  const canonical = Object.keys(parameters)
    .sort()
    .map((name) => `${encode(name)}=${encode(parameters[name] ?? '')}`)
    .join('&');
  const stringToSign = `${method}&%2F&${encode(canonical)}`;
  const signature = createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64');
  return `${canonical}&Signature=${encode(signature)}`;
}

/** One signed call by GET; the answer's JSON with its status. */
export async function call(origin: string, values: Values) {
  const answer = await send(origin, `/?${signedForm('GET', values)}`);
  return { ...answer, json: JSON.parse(answer.body) };
}

export type Client = ReturnType<typeof createClient>;

/** Signed calls by POST over connections that are kept, at most so many at a time. */
export function createClient(origin: string, connections = 1) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return {
    async call(values: Values) {
      const body = signedForm('POST', values);
      const answer = await send(origin, '/', { method: 'POST', headers, body, agent });
      return { ...answer, json: JSON.parse(answer.body) };
    },
    close: () => agent.destroy(),
  };
}
