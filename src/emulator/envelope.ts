import { createHash, randomBytes } from 'node:crypto';
import type { Refusal } from './operation.js';
import { toXml } from './xml.js';

export type Format = 'JSON' | 'XML';

/** A complete answer, ready to be sent. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** The code of a refusal. */
  readonly code?: string;
}

/** XML unless the caller asks for JSON, in any case: the documents use `JSON` and `json`. */
export function readFormat(format: string | undefined): Format {
  return format?.toUpperCase() === 'JSON' ? 'JSON' : 'XML';
}

/** `body` is the operation's answer with its RequestId; text is sent as it is. */
export function success(format: Format, operation: string, body: object | string): Answer {
  return { status: 200, ...render(format, `${operation}Response`, body) };
}

export function refused(
  format: Format,
  { status, code, message }: Refusal,
  { requestId, host }: { requestId: string; host: string },
): Answer {
  const query = `q=${encodeURIComponent(code)}&product=vod&requestId=${requestId}`;
  const body = {
    RequestId: requestId,
    HostId: host,
    Code: code,
    Message: message,
    Recommend: `https://api.aliyun.com/troubleshoot?${query}`,
  };
  return { status, code, ...render(format, 'Error', body) };
}

/** The headers seen on real answers of this gateway family. */
export function answerHeaders({ contentType, body }: Answer, requestId: string) {
  return {
    'content-type': contentType,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': '*',
    'x-acs-request-id': requestId,
    'x-acs-trace-id': randomBytes(16).toString('hex'),
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
  };
}

function render(format: Format, root: string, body: object | string) {
  const write = (content: object) =>
    format === 'JSON' ? JSON.stringify(content) : toXml(root, content);
  return {
    contentType: format === 'JSON' ? 'application/json;charset=utf-8' : 'text/xml;charset=utf-8',
    body: typeof body === 'string' ? body : write(body),
  };
}
