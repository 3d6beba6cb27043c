import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from './operation.js';
import type { Store } from './store.js';
import { toXml } from './xml.js';

type FileRoute = { Params: { '*': string } };
type FileError = Error & { statusCode?: number };

/**
 * Delivers media files by their object key: below `/cdn/` as the CDN would, below the name of a
 * bucket as OSS would. Only keys that the store knows lead to a file, so no path leads out of it.
 */
export async function delivery(app: FastifyInstance, { store }: { store: Store }): Promise<void> {
  // Sends files on request only (`serve: false`): no folder is exposed.
  await app.register(files, { serve: false });
  app.setErrorHandler<FileError, FileRoute>((error, request, reply) => {
    const size = findFile(store, request.params['*'])?.size;
    if (error.statusCode !== 416 || size === undefined) throw error;
    reply.header('content-range', `bytes */${size}`);
    return refuse(noSuchRange, request, reply);
  });

  const deliver = (request: FastifyRequest<FileRoute>, reply: FastifyReply) => {
    const key = request.params['*'];
    const file = findFile(store, key);
    if (file === undefined) return refuse(noSuchKey, request, reply, { Key: key });
    allowEveryOrigin(reply);
    reply.type(file.contentType);
    return reply.sendFile(basename(file.path), dirname(file.path), { contentType: false });
  };
  for (const url of ['/cdn/*', '/:bucket(^(?:outin|in)-[a-z0-9.-]+$)/*']) {
    app.route<FileRoute>({ method: ['GET', 'HEAD'], url, handler: deliver });
  }
}

const noSuchKey = new Refusal(404, 'NoSuchKey', 'The specified key does not exist.');
const noSuchRange = new Refusal(416, 'InvalidRange', 'The requested range cannot be satisfied.');

function findFile(store: Store, key: string) {
  const object = store.findObject(key);
  const size = object && statSync(object.path, { throwIfNoEntry: false })?.size;
  return object && size !== undefined ? { ...object, size } : undefined;
}

/** Players in a page fetch playlists and segments across origins. */
function allowEveryOrigin(reply: FastifyReply): void {
  reply.headers({
    'access-control-allow-origin': '*',
    'access-control-expose-headers':
      'Accept-Ranges, Content-Length, Content-Range, ETag, Last-Modified',
  });
}

/** OSS has an error shape of its own, which its CDN passes on. */
function refuse(
  { status, code, message }: Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
  details: Readonly<Record<string, string>> = {},
): FastifyReply {
  const requestId = randomBytes(12).toString('hex').toUpperCase();
  const body = { Code: code, Message: message, RequestId: requestId, HostId: request.host };
  allowEveryOrigin(reply);
  return reply
    .code(status)
    .header('x-oss-request-id', requestId)
    .type('application/xml')
    .send(toXml('Error', { ...body, ...details }));
}
