import { rmSync } from 'node:fs';
import { type ReceivedFile, StorageFull } from '../object-files.js';
import type { Upload } from '../store/records.js';
import type { OssCall } from './call.js';
import { ossRefusals } from './refusals.js';

/** Where the key of a call comes from: VOD takes files only where it said so. */
export function expectedUpload({ store, request: { key } }: OssCall): Upload {
  const upload = store.uploads.byKey(key);
  if (!upload) throw ossRefusals.notExpected(key);
  return upload;
}

/** The body of a request as a file that belongs to nothing yet. */
export async function receiveBody({ request, body, files }: OssCall): Promise<ReceivedFile> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (length === undefined && encoding === undefined) throw ossRefusals.missingLength();
  const expectedMd5 = readContentMd5(request.headers['content-md5']);
  const file = await receive(() => files.receive(body, '', Number(length ?? 0)));
  if (expectedMd5 === undefined || file.md5 === expectedMd5) return file;
  rmSync(file.path);
  throw ossRefusals.invalidDigest();
}

/** A full disk is refused in the words of OSS. */
export async function receive(work: () => Promise<ReceivedFile>): Promise<ReceivedFile> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StorageFull ? ossRefusals.storageFull(error.message) : error;
  }
}

/** As hexadecimal digits. */
function readContentMd5(header: string | undefined): string | undefined {
  if (header === undefined || header === '') return undefined;
  const digest = Buffer.from(header, 'base64');
  if (digest.length !== 16) throw ossRefusals.invalidDigest();
  return digest.toString('hex');
}

export function quotedEtag(digest: string): string {
  return `"${digest.toUpperCase()}"`;
}

/** What every answer about a received file says of it. */
export function digestHeaders({ md5, crc64 }: ReceivedFile): Record<string, string> {
  return {
    etag: quotedEtag(md5),
    'content-md5': Buffer.from(md5, 'hex').toString('base64'),
    'x-oss-hash-crc64ecma': crc64,
  };
}

/** Headers of the uploader's that are delivered with the object. */
const keptHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
];

/** What the request says about the object to be. */
export function objectFields({ request: { headers } }: OssCall) {
  const kept = Object.entries(headers).filter(
    ([name]) => keptHeaders.includes(name) || name.startsWith('x-oss-meta-'),
  );
  return {
    contentType: headers['content-type'] || 'application/octet-stream',
    ...(kept.length > 0 && { headers: JSON.stringify(Object.fromEntries(kept)) }),
  };
}
