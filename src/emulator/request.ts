import type { IncomingHttpHeaders } from 'node:http';
import type { Parameters } from './operation.js';
import { stringToSignV1 } from './signature.js';
import {
  type Authorization,
  algorithmV3,
  readAuthorization,
  stringToSignV3,
} from './signature-v3.js';

/** An HTTP request to the root of the endpoint, as it arrived. */
export interface Received {
  readonly method: string;
  /** Path and query, still encoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** Parameters of the protocol itself; the others belong to the operation. */
const commonNames = [
  'Action',
  'Version',
  'Format',
  'AccessKeyId',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'SignatureType',
  'Timestamp',
  'SecurityToken',
  'Signature',
  'RegionId',
] as const;

export type CommonName = (typeof commonNames)[number];
type CommonParameters = Readonly<Partial<Record<CommonName, string>>>;

/** A call in either signature, told apart only by how it is verified. */
export interface VodRequest {
  readonly method: string;
  readonly signature: 'v1' | 'v3';
  /** V3 sends these as headers; they stand under their V1 names here. */
  readonly common: CommonParameters;
  readonly parameters: Parameters;
  /** What the caller should have signed. */
  readonly stringToSign: string;
  /** What an older Python SDK signed in its place, which is as good. */
  readonly olderStringToSign?: string;
  /** Raw name of the first parameter whose percent-encoding cannot be decoded. */
  readonly malformed: string | undefined;
}

type Pairs = [name: string, value: string][];

/**
 * Reads a call. A bare `+` in the query string is ambiguous: it stands for itself in RFC 3986, which
 * most SDKs follow, and for a space in the form encoding that the vendor's Go SDKs use there. The
 * caller of this function says which, and the signature tells who was right.
 */
export function readRequest(received: Received, plusInQuery: '+' | ' '): VodRequest {
  const [path = '/', search = ''] = splitOnce(received.url, '?');
  const malformed: string[] = [];
  const query = readPairs(search, plusInQuery, malformed);
  const form = isForm(received) ? readPairs(decodeUtf8(received.body), ' ', malformed) : [];
  const all = firstOfEach([...query, ...form]);
  return {
    method: received.method,
    parameters: Object.fromEntries(all.filter(([name]) => !isCommon(name))),
    malformed: malformed[0],
    ...(isV3(received) ? readV3(received, path, query) : readV1(received, all)),
  };
}

function readV1({ method }: Received, parameters: Pairs) {
  const common = parameters.filter(([name]) => isCommon(name));
  return {
    signature: 'v1' as const,
    common: Object.fromEntries(common),
    stringToSign: stringToSignV1(method, parameters),
  };
}

function readV3(received: Received, path: string, query: Pairs) {
  const headers = flatten(received.headers);
  const authorization = readAuthorization(headers.authorization ?? '');
  const { signedHeaders } = authorization;
  const signed = { ...received, path, query, headers, signedHeaders };
  const hasEmptyValue = query.some(([, value]) => value === '');
  return {
    signature: 'v3' as const,
    common: commonOfV3(headers, authorization),
    stringToSign: stringToSignV3(signed),
    ...(hasEmptyValue && { olderStringToSign: stringToSignV3(signed, '') }),
  };
}

function isV3({ headers }: Received): boolean {
  return headers.authorization?.startsWith(algorithmV3) ?? false;
}

/** Can the parameters be in the body? Without a content type it is read as a form. */
export function isForm({ headers }: Pick<Received, 'headers'>): boolean {
  const type = headers['content-type'] ?? 'application/x-www-form-urlencoded';
  return type.toLowerCase().startsWith('application/x-www-form-urlencoded');
}

function commonOfV3(
  headers: Readonly<Record<string, string>>,
  { credential, signature }: Authorization,
): CommonParameters {
  const common = {
    Action: headers['x-acs-action'],
    Version: headers['x-acs-version'],
    Timestamp: headers['x-acs-date'],
    SignatureNonce: headers['x-acs-signature-nonce'],
    SecurityToken: headers['x-acs-security-token'],
    AccessKeyId: credential,
    Signature: signature,
    Format: 'JSON',
  };
  return Object.fromEntries(Object.entries(common).filter(([, value]) => value !== undefined));
}

function isCommon(name: string): name is CommonName {
  return (commonNames as readonly string[]).includes(name);
}

function readPairs(text: string, plus: '+' | ' ', malformed: string[]): Pairs {
  const pairs: Pairs = [];
  for (const part of text.split('&').filter((part) => part !== '')) {
    const [name = '', value = ''] = splitOnce(part, '=').map((raw) => raw.replaceAll('+', plus));
    try {
      pairs.push([decodeURIComponent(name), decodeURIComponent(value)]);
    } catch {
      malformed.push(name);
    }
  }
  return pairs;
}

/** Of a repeated name the first value counts, the query before the form. */
function firstOfEach(pairs: Pairs): Pairs {
  const first = new Map<string, string>();
  for (const [name, value] of pairs) if (!first.has(name)) first.set(name, value);
  return [...first];
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function decodeUtf8(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]);
  return Object.fromEntries(entries);
}
