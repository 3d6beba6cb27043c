import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../rpc.js';
import { toXml } from '../xml.js';
import { OssRefusal, ossRefusals } from './refusals.js';

const requestIdHeader = 'x-oss-request-id';

/** Pages of any origin upload and play; what they may read of an answer has to be named. */
const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Accept-Ranges, Content-Length, Content-Range, ETag, Last-Modified, x-oss-hash-crc64ecma, x-oss-request-id, x-oss-server-time, X-Tengine-Error',
};

/** Headers that every answer of OSS has, and of the CDN that passes them on. */
export function addOssHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    const requestId = randomBytes(12).toString('hex').toUpperCase();
    reply.headers({ ...corsHeaders, [requestIdHeader]: requestId });
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-oss-server-time', Math.round(reply.elapsedTime));
  });
}

/** Lets pages of any origin send any of these methods, with whatever headers they like. */
export function sendPreflight(
  request: FastifyRequest,
  reply: FastifyReply,
  methods: string,
): FastifyReply {
  const wanted = request.headers['access-control-request-headers'];
  reply.headers({
    'access-control-allow-methods': methods,
    'access-control-max-age': '3600',
    ...(wanted !== undefined && { 'access-control-allow-headers': wanted }),
  });
  return reply.code(200).send();
}

/** Answers what was thrown; what is no refusal is a defect that only the operator gets to see. */
export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
): FastifyReply {
  const isGone = request.raw.destroyed && !request.raw.complete;
  // The caller broke off in the middle of its request: nobody is there to be answered.
  if (isGone) return reply.hijack();
  if (error instanceof OssRefusal) return sendRefusal(error, request, reply);
  if (isHttpError(error)) {
    return sendRefusal(ossRefusals.invalidArgument(error.message), request, reply);
  }
  log(`${request.method} ${request.routeOptions.url} failed`, error);
  return sendRefusal(ossRefusals.internalError(), request, reply);
}

/** What the HTTP library refuses before anyone else sees it. */
function isHttpError(error: unknown): error is Error {
  return error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;
}

function sendRefusal(
  { status, code, message, details }: OssRefusal,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const requestId = String(reply.getHeader(requestIdHeader));
  const fields = { Code: code, Message: message, RequestId: requestId, HostId: request.host };
  const xml = toXml('Error', { ...fields, ...details });
  reply.code(status).type('application/xml');
  if (details.EC !== undefined) reply.header('x-oss-ec', details.EC);
  if (details.ActualObjectSize !== undefined) {
    reply.header('content-range', `bytes */${details.ActualObjectSize}`);
  }
  if (request.method !== 'HEAD') return reply.send(xml);
  // Without a body the error goes into a header, where SDKs look for it.
  return reply.header('x-oss-err', Buffer.from(xml).toString('base64')).send();
}
