import type { RequestOptions } from 'node:http';
// Its own module: the package's entry loads a second client with an XML parser.
import RPCClient from '@alicloud/pop-core/lib/rpc.js';
import { connectTimeoutCode, createAgent } from './agent.js';
import { type AnswerOf, checkAnswer } from './answer.js';
import { type Failure, VodError, VodUnreachable } from './errors.js';
import { type OperationName, type RequestOf, vodVersion } from './operations.js';

/** A VOD service and the key that it knows us by. */
export interface VodEndpoint {
  /** Origin of the service, e.g. `https://vod.cn-shanghai.aliyuncs.com`. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** Sends one attempt of a call; rejects with `VodError` or `VodUnreachable` only. */
export interface Transport {
  send<Name extends OperationName>(
    name: Name,
    request: RequestOf<Name>,
    timeoutMs: number,
  ): Promise<AnswerOf<Name>>;
  close(): void;
}

/** Connections at the same time; the governor keeps the calls of one operation below it. */
const maxSockets = 256;

/** A second argument that pop-core's types do not know: with it, answers come with their HTTP status. */
const VerboseClient = RPCClient as unknown as new (
  config: ConstructorParameters<typeof RPCClient>[0],
  verbose: true,
) => RPCClient;
type VerboseAnswer = [
  answer: unknown,
  entry: { readonly response: { readonly statusCode: number } },
];

/**
 * The one place that knows pop-core. It signs each attempt afresh (nonce and timestamp) and sends it
 * by POST, so that no proxy logs a signed query string.
 */
export function createTransport(endpoint: VodEndpoint, connectTimeoutMs: number): Transport {
  const agent = createAgent(endpoint.endpoint, maxSockets, connectTimeoutMs);
  const client = new VerboseClient({ ...endpoint, apiVersion: vodVersion }, true);
  return {
    async send(name, request, timeoutMs) {
      const parameters = presentOnly(request);
      const abandoned = new AbortController();
      try {
        // pop-core compares the method case-sensitively, and default headers must not be replaced.
        const [answer, { response }] = await client.request<VerboseAnswer>(name, parameters, {
          method: 'POST',
          agent,
          timeout: Math.max(1, Math.ceil(timeoutMs)),
          beforeRequest: (raw: RequestOptions) => ({ ...raw, signal: abandoned.signal }),
        });
        return checkAnswer(name, response.statusCode, answer);
      } catch (problem) {
        // After a time-out in the body pop-core leaves the socket reading, and its place in the agent taken.
        abandoned.abort();
        throw normalised(name, problem);
      }
    },
    close: () => agent.destroy(),
  };
}

/** pop-core sends `undefined` and `null` as words, and arrays in a form that VOD does not read. */
function presentOnly(request: object): Record<string, string | number | boolean> {
  const parameters: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(request)) {
    if (value === undefined) continue;
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new TypeError(`VOD parameter ${name} must be text, a number or a boolean`);
    }
    parameters[name] = value;
  }
  return parameters;
}

/** What pop-core throws: API errors with `data`, socket errors with `code`, bare objects for bad JSON. */
interface TransportProblem {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly data?: { readonly RequestId?: unknown; readonly Message?: unknown };
  readonly message?: unknown;
}

function normalised(operation: OperationName, problem: unknown): Error {
  if (problem instanceof VodUnreachable) return problem;
  const { name, code, data } = (problem ?? {}) as TransportProblem;
  if (data !== undefined && code !== undefined) {
    return new VodError(
      operation,
      String(code),
      redacted(String(data.Message ?? '')),
      typeof data.RequestId === 'string' ? data.RequestId : undefined,
    );
  }
  return new VodUnreachable(operation, failureOf(String(name ?? ''), String(code ?? '')));
}

const neverConnected: ReadonlySet<string> = new Set([
  connectTimeoutCode,
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function failureOf(name: string, code: string): Failure {
  if (name.startsWith('RequestTimeout')) return 'timeout';
  if (neverConnected.has(code)) return 'refused';
  // A TypeError is what pop-core makes of the body `null`.
  if (name === 'SyntaxError' || name === 'TypeError') return 'unusable';
  return 'broken';
}

/**
 * VOD's messages may quote what was sent. SignatureDoesNotMatch quotes the string that was signed (key
 * id, nonce and security token), others a URL, whose query may be a signature.
 */
function redacted(message: string): string {
  return message
    .replace(/(server string to sign is)\s*:[\s\S]*$/i, '$1 (withheld)')
    .replace(/([a-z][a-z\d+.-]{0,15}:\/\/[^\s?'"]+)\?[^\s'"]+/gi, '$1?(withheld)')
    .replace(secretPair, '(withheld)');
}

/** As in a query, encoded once more, or in JSON. */
const secretPair =
  /(?:Signature|Security-?Token|(?:OSS)?AccessKey(?:Id|Secret)|auth_key|Expires)["']?\s*(?:=|:|%3D)\s*["']?[^\s&'"]+/gi;
