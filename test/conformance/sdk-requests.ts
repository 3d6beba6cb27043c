import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { send } from '../emulator/rpc-client.js';
import {
  type Answer,
  accessKeyId,
  accessKeySecret,
  type Client,
  percentEncode,
  type Values,
  wireNow,
} from './client.js';

/**
 * What SDKs of other languages put on the wire, each with its own headers, order and encoding. Made
 * after their sources; none of their code is here.
 */
interface SdkRequest {
  readonly method: 'GET' | 'POST';
  /** Encoded. */
  readonly query: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** `aliyun-python-sdk-core` 2: signature V1, everything in the query, also of a POST without a body. */
export function pythonCoreRequest(
  method: 'GET' | 'POST',
  action: string,
  values: Values,
  format = 'JSON',
): SdkRequest {
  const parameters: Values = {
    ...values,
    Version: '2017-03-21',
    Action: action,
    Format: format,
    RegionId: 'cn-shanghai',
    Timestamp: wireNow(),
    SignatureMethod: 'HMAC-SHA1',
    SignatureType: '',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    AccessKeyId: accessKeyId,
  };
  const canonical = join(Object.entries(parameters).sort(byName));
  const stringToSign = `${method}&%2F&${percentEncode(canonical)}`;
  const key = `${accessKeySecret}&`;
  const signature = createHmac('sha1', key).update(stringToSign).digest('base64');
  return {
    method,
    query: join(Object.entries({ ...parameters, Signature: signature })),
    headers: {
      'User-Agent': 'AlibabaCloud (Linux;x86_64) Python/3.11.7 Core/2.16.0 python-requests/2.18.3',
      'Accept-Encoding': 'gzip, deflate',
      Accept: '*/*',
      Connection: 'keep-alive',
      'x-acs-action': action,
      'x-acs-version': '2017-03-21',
      'x-sdk-invoke-type': 'normal',
      'x-sdk-core-version': '2.16.0',
      'x-sdk-client': 'python/2.0.0',
      ...(method === 'POST' && { 'Content-Length': '0' }),
    },
  };
}

interface Dialect {
  /** Which of its headers an SDK signs. */
  readonly signs: (name: string) => boolean;
  /** What stands for an empty value behind its name. */
  readonly emptyValue: '=' | '';
  readonly wire: (text: string) => string;
  readonly headerName: (name: string) => string;
  readonly userAgent: string;
}

const asIs = (text: string) => text;
const plus = (text: string) => percentEncode(text).replaceAll('%20', '+');
const onlyNeeded = (name: string) => /^(host|content-type|x-acs-.*)$/.test(name);

/** The `alibabacloud_vod20170321` packages and their likes: signature V3. */
export const dialects = {
  /** Before its version 0.4 the Python SDK left out the = of empty values, and signed all headers. */
  'Python, older': {
    signs: () => true,
    emptyValue: '',
    wire: plus,
    headerName: asIs,
    userAgent: 'AlibabaCloud (Linux; x86_64) Python/3.11.7 Core/0.3.16 TeaDSL/2',
  },
  Python: {
    signs: () => true,
    emptyValue: '=',
    wire: plus,
    headerName: asIs,
    userAgent: 'AlibabaCloud (Linux; x86_64) Python/3.11.7 Core/0.4.1 TeaDSL/2',
  },
  Go: {
    signs: onlyNeeded,
    emptyValue: '=',
    wire: (text) => plus(text).replaceAll('~', '%7E'),
    headerName: (name) => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
    userAgent: 'AlibabaCloud (linux; amd64) Golang/1.22.0 Core/0.01 TeaDSL/1',
  },
  Java: {
    signs: onlyNeeded,
    emptyValue: '=',
    wire: (text) => plus(text).replaceAll('~', '%7E').replaceAll('%2A', '*'),
    headerName: asIs,
    userAgent: 'AlibabaCloud (Linux; amd64) Java/17.0.12 tea-util/0.2.23 TeaDSL/1',
  },
  PHP: {
    signs: onlyNeeded,
    emptyValue: '=',
    wire: percentEncode,
    headerName: asIs,
    userAgent: 'AlibabaCloud (Linux; cli) PHP/8.3.0 Core/1.0 TeaDSL/2',
  },
} as const satisfies Record<string, Dialect>;

export function teaRequest(
  { signs, emptyValue, wire, headerName, userAgent }: Dialect,
  origin: string,
  action: string,
  values: Values,
  place: 'query' | 'body' = 'query',
): SdkRequest {
  const pairs = Object.entries(values);
  const body = place === 'body' ? join(pairs, wire) : '';
  const headers: Record<string, string> = {
    host: new URL(origin).host,
    'x-acs-version': '2017-03-21',
    'x-acs-action': action,
    'user-agent': userAgent,
    'x-acs-date': wireNow(),
    'x-acs-signature-nonce': randomBytes(16).toString('hex'),
    accept: 'application/json',
    ...(place === 'body' && { 'content-type': 'application/x-www-form-urlencoded' }),
    'x-acs-content-sha256': sha256(body),
  };
  const signed = Object.keys(headers).filter(signs).sort();
  const canonical = [
    'POST',
    '/',
    place === 'query'
      ? pairs
          .sort(byName)
          .map(([name, value]) => (value === '' ? name + emptyValue : join([[name, value]])))
          .join('&')
      : '',
    signed.map((name) => `${name}:${headers[name]}\n`).join(''),
    signed.join(';'),
    sha256(body),
  ].join('\n');
  const signature = createHmac('sha256', accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex');
  const authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${signed.join(';')},Signature=${signature}`;
  const sent = Object.entries({ ...headers, Authorization: authorization });
  return {
    method: 'POST',
    query: place === 'query' ? join(pairs, wire) : '',
    headers: Object.fromEntries(sent.map(([name, value]) => [headerName(name), value])),
    ...(place === 'body' && { body }),
  };
}

export async function sendRequest(origin: string, request: SdkRequest): Promise<Answer> {
  const { method, query, headers, body } = request;
  const answer = await send(origin, `/?${query}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, body: JSON.parse(answer.body) };
}

export function pythonCore(method: 'GET' | 'POST'): Client {
  return {
    name: `what aliyun-python-sdk-core sends, ${method}`,
    format: 'JSON',
    call: (origin, action, values) =>
      sendRequest(origin, pythonCoreRequest(method, action, values)),
  };
}

export function teaSdk(language: keyof typeof dialects, place: 'query' | 'body' = 'query'): Client {
  return {
    name: `what the ${language} SDK sends, with the parameters in the ${place}`,
    format: 'JSON',
    call: (origin, action, values) =>
      sendRequest(origin, teaRequest(dialects[language], origin, action, values, place)),
  };
}

function join(pairs: readonly (readonly [string, string])[], encode = percentEncode): string {
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : 1;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
