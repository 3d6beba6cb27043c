import { createHash, createHmac } from 'node:crypto';
import { percentEncode } from './signature.js';

export const algorithmV3 = 'ACS3-HMAC-SHA256';

/** What stands behind the name of an empty parameter: nothing, if an older Python SDK signed. */
type EmptyValue = '=' | '';

/** The parts of a request that signature V3 covers. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  /** Query parameters, decoded: SDKs encode them more laxly on the wire than in the signature. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Header values by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** What the `Authorization` header of a V3 request says. */
export interface Authorization {
  readonly credential?: string;
  readonly signedHeaders: readonly string[];
  readonly signature?: string;
}

export function readAuthorization(header: string): Authorization {
  const field = (name: string) => new RegExp(`\\b${name}=([^,\\s]+)`).exec(header)?.[1];
  const credential = field('Credential');
  const signature = field('Signature');
  return {
    ...(credential !== undefined && { credential }),
    ...(signature !== undefined && { signature }),
    signedHeaders: field('SignedHeaders')?.toLowerCase().split(';') ?? [],
  };
}

/**
 * The digest line is computed from the body that arrived, whatever `x-acs-content-sha256` claims,
 * so a changed body shows as a signature that does not match.
 */
export function stringToSignV3(request: SignedRequest, emptyValue: EmptyValue = '='): string {
  const signedHeaders = withMandatoryHeaders(request);
  const canonical = [
    request.method,
    request.path,
    canonicalQuery(request.query, emptyValue),
    signedHeaders.map((name) => `${name}:${request.headers[name]?.trim() ?? ''}\n`).join(''),
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
  return `${algorithmV3}\n${sha256(canonical)}`;
}

export function signV3(stringToSign: string, secret: string): string {
  return createHmac('sha256', secret).update(stringToSign).digest('hex');
}

/** A caller who leaves `host` or an `x-acs-` header unsigned must not get away with changing it. */
function withMandatoryHeaders({ headers, signedHeaders }: SignedRequest): string[] {
  const mandatory = Object.keys(headers).filter((name) => name.startsWith('x-acs-'));
  return [...new Set(['host', ...mandatory, ...signedHeaders])].sort();
}

function canonicalQuery(query: SignedRequest['query'], emptyValue: EmptyValue): string {
  return [...query]
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([name, value]) => {
      const separator = value === '' ? emptyValue : '=';
      return `${percentEncode(name)}${separator}${percentEncode(value)}`;
    })
    .join('&');
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
