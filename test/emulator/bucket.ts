import { createHmac } from 'node:crypto';
import OSS from 'ali-oss';
import type { EmulatorOptions } from '../../src/emulator/server.js';
import { bucket } from '../../src/emulator/urls.js';
import { call, send, useEmulator } from './rpc-client.js';
import { decoded } from './uploading.js';

interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly stsToken?: string;
}

/** The account's own key. */
export const accountKey: Credentials = {
  accessKeyId: 'vodgraph',
  accessKeySecret: 'vodgraph-secret',
};

/** A service whose bucket takes what is announced to it. */
export async function useBucket(options: Partial<EmulatorOptions> = {}) {
  const emulator = await useEmulator(options);
  return { ...emulator, ...bucketOf(emulator.origin) };
}

export function bucketOf(origin: string) {
  /** What VOD answers to those who are about to upload. */
  const ask = async (values: Record<string, string>) => {
    const { status, json } = await call(origin, values);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(json)}`);
    const { address, auth } = decoded(json);
    return {
      id: String(json.VideoId ?? json.ImageId),
      key: String(address.FileName),
      credentials: {
        accessKeyId: String(auth.AccessKeyId),
        accessKeySecret: String(auth.AccessKeySecret),
        stsToken: String(auth.SecurityToken),
      },
    };
  };
  return {
    ask,
    announce: (FileName = 'clip.mp4') =>
      ask({ Action: 'CreateUploadVideo', Title: 'A clip', FileName }),
    /** The vendor's client. */
    client: (credentials: Credentials, options: Partial<OSS.Options> = {}) =>
      new OSS({
        endpoint: origin,
        bucket,
        region: 'oss-cn-shanghai',
        // Silences its advice to renew them.
        refreshSTSTokenInterval: 300_000,
        refreshSTSToken: async () => ({ stsToken: '', ...credentials }),
        ...credentials,
        ...options,
      }),
    /** A request with a V1 signature in its header, made with lines of its own. */
    sendSigned: (request: SignedRequest) => sendSigned(origin, request),
  };
}

interface SignedRequest {
  readonly method: string;
  readonly key: string;
  /** As it stands in the URL and, sorted, in what is signed. */
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  readonly credentials?: Credentials;
  readonly date?: string;
  /** Of what is signed, if it is not what stands in the URL. */
  readonly signed?: string;
  /** The URL, if it is not made of the key and the query. */
  readonly path?: string;
}

function sendSigned(origin: string, request: SignedRequest) {
  const { method, key, query, body } = request;
  const path = `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const url = query === undefined ? path : `${path}?${query}`;
  return send(origin, request.path ?? url, {
    method,
    headers: signedHeaders(request),
    ...(body !== undefined && { body }),
  });
}

export function signedHeaders(request: SignedRequest): Record<string, string> {
  const { method, key, credentials = accountKey, date = new Date().toUTCString() } = request;
  const query = request.signed ?? request.query;
  const token = credentials.stsToken && { 'x-oss-security-token': credentials.stsToken };
  const headers: Record<string, string> = { date, ...token, ...request.headers };
  const ossHeaders = Object.keys(headers)
    .filter((name) => name.startsWith('x-oss-'))
    .sort()
    .map((name) => `${name}:${headers[name]}\n`)
    .join('');
  const resource = `/${bucket}/${key}${query === undefined ? '' : `?${query}`}`;
  const signed = [method, headers['content-md5'], headers['content-type'], date]
    .map((part) => `${part ?? ''}\n`)
    .join('');
  const signature = createHmac('sha1', credentials.accessKeySecret)
    .update(signed + ossHeaders + resource)
    .digest('base64');
  const authorization = `OSS ${credentials.accessKeyId}:${signature}`;
  return Object.fromEntries(
    Object.entries({ ...headers, authorization }).map(([name, value]) => [name, inUtf8(value)]),
  );
}

/** A header in UTF-8: node writes each character as a byte. */
export const inUtf8 = (value: string): string => Buffer.from(value).toString('latin1');

/** What an error of OSS says, from its body or from what the vendor's client throws. */
export function errorOf(body: string): (string | undefined)[] {
  return ['Code', 'Message'].map((name) => new RegExp(`<${name}>([^<]*)<`).exec(body)?.[1]);
}

/** The code with which the vendor's client fails. */
export async function failure(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  );
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
