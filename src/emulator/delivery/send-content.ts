import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ossRefusals } from '../oss/refusals.js';
import type { Content } from './content.js';

/** Answers GET and HEAD: conditions first, then the range that is asked for. */
export function sendContent(
  request: FastifyRequest,
  reply: FastifyReply,
  content: Content,
): FastifyReply {
  const isUnchanged = checkConditions(request.headers, content) === 'unchanged';
  const range = isUnchanged ? undefined : readRange(request.headers, content);
  const { start, end } = range ?? { start: 0, end: content.size - 1 };
  reply.headers({
    ...inUtf8({ ...content.headers, 'content-type': content.contentType }),
    etag: content.etag,
    'last-modified': content.modifiedAt.toUTCString(),
    'accept-ranges': 'bytes',
  });
  if (isUnchanged) return reply.code(304).send();
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${content.size}`);
  reply.header('content-length', end - start + 1);
  const hasBody = request.method !== 'HEAD' && content.size > 0;
  return reply.send(hasBody ? content.read(start, end) : undefined);
}

/** Node writes each character of a header as a byte. */
function inUtf8(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => {
    if (/\p{Cc}/u.test(value))
      throw ossRefusals.invalidArgument(`${name} holds control characters.`);
    return [name, Buffer.from(value).toString('latin1')];
  });
  return Object.fromEntries(entries);
}

function checkConditions(headers: IncomingHttpHeaders, content: Content): 'unchanged' | undefined {
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined && !names(ifMatch, content)) {
    throw ossRefusals.preconditionFailed('If-Match');
  }
  if (isAfter(content, headers['if-unmodified-since'])) {
    throw ossRefusals.preconditionFailed('If-Unmodified-Since');
  }
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) return names(ifNoneMatch, content) ? 'unchanged' : undefined;
  return isAfter(content, headers['if-modified-since']) === false ? 'unchanged' : undefined;
}

/** Does a list of entity tags name this one? A proxy may have marked it as weak. */
function names(list: string, { etag }: Content): boolean {
  const tags = list.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

/** `undefined` if there is no such time. HTTP knows no fractions of a second. */
function isAfter({ modifiedAt }: Content, time: string | undefined): boolean | undefined {
  const since = Date.parse(time ?? '');
  return Number.isNaN(since) ? undefined : Math.floor(modifiedAt.getTime() / 1000) * 1000 > since;
}

/** One range; several at once, or another unit, get the whole, as the standard allows. */
function readRange(headers: IncomingHttpHeaders, content: Content) {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range?.trim() ?? '') ?? [];
  if ((from === '' && to === '') || !isSame(headers['if-range'], content)) return undefined;
  const { size } = content;
  const start = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && from !== '' && Number(to) < Number(from)) return undefined;
  if (start >= size) throw ossRefusals.invalidRange(size);
  return { start, end };
}

function isSame(ifRange: string | string[] | undefined, content: Content): boolean {
  if (typeof ifRange !== 'string') return true;
  return ifRange === content.etag || ifRange === content.modifiedAt.toUTCString();
}
