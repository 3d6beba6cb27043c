import type { OssAnswer, OssCall } from './call.js';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  initiateMultipartUpload,
  listParts,
  uploadPart,
} from './multipart.js';
import { getObject, putObject } from './object.js';
import { ossRefusals } from './refusals.js';
import type { OssRequest } from './request.js';
import { subresources } from './signature-v1.js';

/** One operation of OSS, told from others by its method and the parameters that name a part or a view. */
export interface OssOperation {
  readonly method: string;
  readonly parameters: readonly string[];
  readonly access: 'read' | 'write';
  readonly run: (call: OssCall) => Promise<OssAnswer>;
}

/** All that an upload and its player need. */
const operations: readonly OssOperation[] = [
  { method: 'PUT', parameters: [], access: 'write', run: putObject },
  { method: 'PUT', parameters: ['partNumber', 'uploadId'], access: 'write', run: uploadPart },
  { method: 'POST', parameters: ['uploads'], access: 'write', run: initiateMultipartUpload },
  { method: 'POST', parameters: ['uploadId'], access: 'write', run: completeMultipartUpload },
  { method: 'DELETE', parameters: ['uploadId'], access: 'write', run: abortMultipartUpload },
  { method: 'GET', parameters: ['uploadId'], access: 'write', run: listParts },
  { method: 'GET', parameters: [], access: 'read', run: getObject },
  { method: 'HEAD', parameters: [], access: 'read', run: getObject },
];

/** Headers of OSS's own that are understood, with the only value that is; `undefined` is any. */
const knownHeaders: Readonly<Record<string, string | undefined>> = {
  'x-oss-date': undefined,
  'x-oss-security-token': undefined,
  'x-oss-content-sha256': undefined,
  'x-oss-user-agent': undefined,
  // Of VOD's own upload clients: what they tell about an upload was told to VOD before.
  'x-oss-notification': undefined,
  'x-oss-storage-class': 'Standard',
  'x-oss-object-acl': 'default',
  'x-oss-forbid-overwrite': 'false',
  'x-oss-range-behavior': 'standard',
};

/** Nothing that changes what is asked for is ignored. */
export function findOperation({ method, key, query, headers }: OssRequest): OssOperation {
  const asked = [...query.keys()].filter((name) => subresources.has(name)).sort();
  const operation = operations.find(
    ({ method: known, parameters }) => known === method && parameters.join() === asked.join(),
  );
  if (!operation || key === '') {
    const target = key === '' ? 'of a bucket' : 'of an object';
    throw ossRefusals.notImplemented(
      `${method} ${target}${asked.map((name) => ` ?${name}`).join('')}`,
    );
  }
  for (const [name, value] of Object.entries(headers)) checkHeader(name, value);
  return operation;
}

function checkHeader(name: string, value: string): void {
  if (!name.startsWith('x-oss-') || name.startsWith('x-oss-meta-')) return;
  const isKnown = Object.hasOwn(knownHeaders, name);
  if (isKnown && (knownHeaders[name] ?? value) === value) return;
  throw ossRefusals.notImplemented(isKnown ? `${name}: ${value}` : `the header ${name}`);
}
