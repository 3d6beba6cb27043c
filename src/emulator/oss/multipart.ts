import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { objectArrived } from '../arrivals.js';
import type { MultipartUpload, UploadPart } from '../store/records.js';
import type { Store } from '../store.js';
import { plainOssUrl } from '../urls.js';
import { toWireTime } from '../wire-time.js';
import { toXml } from '../xml.js';
import type { OssAnswer, OssCall } from './call.js';
import { toOssTime } from './claim.js';
import { type NamedPart, readPartList } from './part-list.js';
import {
  digestHeaders,
  expectedUpload,
  objectFields,
  quotedEtag,
  receive,
  receiveBody,
} from './receive.js';
import { ossRefusals } from './refusals.js';

/** As VOD states it for the parts of an upload that is never completed. */
const maxAgeMs = 7 * 24 * 60 * 60 * 1000;

/** Of all parts but the last. */
const minPartBytes = 100 * 1024;

const maxPartNumber = 10_000;

export async function initiateMultipartUpload(call: OssCall): Promise<OssAnswer> {
  const { store, request } = call;
  const uploadId = randomUUID().replaceAll('-', '').toUpperCase();
  store.transaction(() => {
    clearAbandonedUploads(store);
    store.multipartUploads.insert({
      uploadId,
      objectKey: expectedUpload(call).objectKey,
      ...objectFields(call),
      initiatedAt: toWireTime(store.now()),
    });
  });
  const fields = { ...named(call, request.key), UploadId: uploadId };
  return { status: 200, xml: toXml('InitiateMultipartUploadResult', fields) };
}

export async function uploadPart(call: OssCall): Promise<OssAnswer> {
  const { store, request, files } = call;
  const number = readInteger(request.query.get('partNumber'), 1, maxPartNumber);
  if (number === undefined) {
    const message = 'Part number must be an integer between 1 and 10000, inclusive.';
    throw ossRefusals.invalidArgument(message);
  }
  findUpload(call);
  const received = await receiveBody(call);
  const { size, md5, crc64 } = received;
  files.record(received, (file) => {
    // It may have been completed or aborted while the part was arriving.
    const { uploadId } = findUpload(call);
    const receivedAt = toWireTime(store.now());
    store.multipartUploads.putPart({ uploadId, number, file, size, md5, crc64, receivedAt });
  });
  return { status: 200, headers: digestHeaders(received) };
}

/** The parts become one file; those that are not named are dropped. */
export async function completeMultipartUpload(call: OssCall): Promise<OssAnswer> {
  const { request, body, store, files, origin } = call;
  const { uploadId } = findUpload(call);
  const list = await readPartList(body);
  const parts = chooseParts(call, list);
  const received = await receive(() =>
    files.receive(contentOf(parts, store), '', totalSize(parts)),
  );
  const etag = multipartEtag(parts);
  const { size, md5, crc64 } = received;
  files.record(received, (file) => {
    const { contentType, headers } = findUpload(call);
    // A part may have been sent again meanwhile: then this is not what was named.
    chooseParts(call, list);
    store.multipartUploads.delete(uploadId);
    const fields = { contentType, ...(headers !== undefined && { headers }) };
    objectArrived(store, expectedUpload(call), { file, size, md5, crc64, etag, ...fields });
  });
  const fields = {
    Location: plainOssUrl(origin, request.key),
    ...named(call, request.key),
    ETag: quotedEtag(etag),
  };
  return {
    status: 200,
    headers: { etag: quotedEtag(etag), 'x-oss-hash-crc64ecma': crc64 },
    xml: toXml('CompleteMultipartUploadResult', fields),
  };
}

export async function abortMultipartUpload(call: OssCall): Promise<OssAnswer> {
  const { store } = call;
  store.transaction(() => store.multipartUploads.delete(findUpload(call).uploadId));
  return { status: 204 };
}

export async function listParts(call: OssCall): Promise<OssAnswer> {
  const { store, request } = call;
  const { uploadId } = findUpload(call);
  const after = readInteger(request.query.get('part-number-marker') || '0', 0, maxPartNumber);
  const limit = readInteger(request.query.get('max-parts') || '1000', 1, 1000);
  if (after === undefined || limit === undefined) {
    const message = 'max-parts must be from 1 to 1000, part-number-marker from 0 to 10000.';
    throw ossRefusals.invalidArgument(message);
  }
  const found = store.multipartUploads.parts(uploadId, { after, limit: limit + 1 });
  const parts = found.slice(0, limit);
  const fields = {
    ...named(call, request.key),
    UploadId: uploadId,
    PartNumberMarker: after,
    NextPartNumberMarker: parts.at(-1)?.number ?? 0,
    MaxParts: limit,
    IsTruncated: found.length > limit,
    Part: parts.map(partFields),
  };
  return { status: 200, xml: toXml('ListPartsResult', fields) };
}

/** Within a transaction: uploads that nobody completes go after a week, with their parts. */
export function clearAbandonedUploads(store: Store): void {
  const before = new Date(store.now().getTime() - maxAgeMs);
  store.multipartUploads.deleteInitiatedBefore(toWireTime(before));
}

/** The upload that a call names, if it is one to its key. */
function findUpload({ store, request: { key, query } }: OssCall): MultipartUpload {
  const uploadId = query.get('uploadId') ?? '';
  const upload = store.multipartUploads.byId(uploadId);
  const isOver = upload && Date.parse(upload.initiatedAt) < store.now().getTime() - maxAgeMs;
  if (upload?.objectKey === key && !isOver) return upload;
  throw ossRefusals.noSuchUpload(uploadId);
}

/** The parts as they were named, each with the content that the caller knows of. */
function chooseParts(call: OssCall, list: readonly NamedPart[]): UploadPart[] {
  const { uploadId } = findUpload(call);
  const stored = call.store.multipartUploads.parts(uploadId);
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  return list.map(({ number, etag }, index) => {
    const part = byNumber.get(number);
    if (part?.md5 !== etag.toLowerCase()) throw ossRefusals.invalidPart(number);
    if (part.size < minPartBytes && index < list.length - 1) {
      throw ossRefusals.partTooSmall(number, part.size, minPartBytes);
    }
    return part;
  });
}

async function* contentOf(parts: readonly UploadPart[], store: Store): AsyncGenerator<Buffer> {
  for (const { number, file } of parts) {
    try {
      yield* createReadStream(store.pathOf({ place: 'data', file }));
    } catch {
      // Sent again or aborted meanwhile, and its file is gone.
      throw ossRefusals.invalidPart(number);
    }
  }
}

function totalSize(parts: readonly UploadPart[]): number {
  return parts.reduce((total, { size }) => total + size, 0);
}

/** Of the form that OSS uses; how it computes the digest is not documented. */
function multipartEtag(parts: readonly UploadPart[]): string {
  const digest = createHash('md5');
  for (const { md5 } of parts) digest.update(md5, 'hex');
  return `${digest.digest('hex')}-${parts.length}`;
}

function partFields({ number, receivedAt, md5, size, crc64 }: UploadPart) {
  return {
    PartNumber: number,
    LastModified: toOssTime(Date.parse(receivedAt)),
    ETag: quotedEtag(md5),
    HashCrc64ecma: crc64,
    Size: size,
  };
}

/** A key may hold characters that XML cannot: the caller may ask to have it percent-encoded. */
function named({ request: { bucket, query } }: OssCall, key: string) {
  if (query.get('encoding-type') !== 'url') return { Bucket: bucket, Key: key };
  return { EncodingType: 'url', Bucket: bucket, Key: encodeURIComponent(key) };
}

function readInteger(text: string | undefined, min: number, max: number): number | undefined {
  const value = /^\d{1,5}$/.test(text ?? '') ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}
