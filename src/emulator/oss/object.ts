import { objectArrived } from '../arrivals.js';
import { type Content, fileContent, isPlaylist, rewritten } from '../delivery/content.js';
import { signPlaylist } from '../delivery/playlist.js';
import type { DeliveredFile } from '../store.js';
import { bucket, keyOfUrl, ossQuery, plainOssUrl } from '../urls.js';
import type { OssAnswer, OssCall } from './call.js';
import { digestHeaders, expectedUpload, objectFields, receiveBody } from './receive.js';
import { ossRefusals } from './refusals.js';
import { responseHeaders } from './signature-v1.js';

/** Takes the place of whatever lies under the key. */
export async function putObject(call: OssCall): Promise<OssAnswer> {
  expectedUpload(call);
  const received = await receiveBody(call);
  const { size, md5, crc64 } = received;
  call.files.record(received, (file) => {
    // It may have been deleted while it was arriving.
    const upload = expectedUpload(call);
    objectArrived(call.store, upload, { file, size, md5, crc64, ...objectFields(call) });
  });
  return { status: 200, headers: digestHeaders(received) };
}

export async function getObject(call: OssCall): Promise<OssAnswer> {
  const { store, request } = call;
  const file = store.findObject(request.key);
  const stored = file && fileContent(file);
  if (!stored) throw ossRefusals.noSuchKey(request.key);
  const content = openForPlayer(call, file, stored);
  const headers = { ...content.headers, ...objectHeaders(file, content === stored) };
  return { content: overridden({ ...content, headers }, request.query) };
}

/** Playlists name what is beside them without saying where: any origin will do to tell the paths. */
const anyOrigin = 'http://any.invalid';

/** A player has nothing but the URL of a playlist to open its segments with: they end with it. */
function openForPlayer(call: OssCall, file: DeliveredFile, content: Content): Content {
  const { urlExpires, request } = call;
  if (urlExpires === undefined || !isPlaylist(file, content)) return content;
  const base = new URL(plainOssUrl(anyOrigin, request.key));
  return rewritten(file, content, (text) =>
    signPlaylist(text, base, (path) => {
      const key = keyOfUrl(anyOrigin + path);
      return key === undefined ? '' : ossQuery(bucket, key, urlExpires);
    }),
  );
}

function objectHeaders({ crc64 }: DeliveredFile, isAsStored: boolean): Record<string, string> {
  const checksum = crc64 !== undefined && isAsStored && { 'x-oss-hash-crc64ecma': crc64 };
  return { 'x-oss-object-type': 'Normal', 'x-oss-storage-class': 'Standard', ...checksum };
}

/** `response-content-type` and its like stand in for what the object has. */
function overridden(content: Content, query: OssCall['request']['query']): Content {
  const headers: Record<string, string> = { ...content.headers };
  for (const [parameter, header] of responseHeaders) {
    const value = query.get(parameter);
    if (value !== undefined) headers[header] = value;
  }
  const { 'content-type': contentType = content.contentType, ...rest } = headers;
  return { ...content, contentType, headers: rest };
}
