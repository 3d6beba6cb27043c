import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import { sendContent } from '../delivery/send-content.js';
import type { AccessKey } from '../gateway.js';
import type { ObjectFiles } from '../object-files.js';
import type { Log } from '../rpc.js';
import type { Store } from '../store.js';
import { bucket } from '../urls.js';
import { addOssHeaders, sendError, sendPreflight } from './answer.js';
import { Authentication, checkPermission } from './authentication.js';
import type { OssAnswer } from './call.js';
import { clearAbandonedUploads } from './multipart.js';
import { findOperation } from './operations.js';
import { bucketPattern } from './path-style.js';
import { ossRefusals } from './refusals.js';
import { readOssRequest } from './request.js';

export interface OssEndpointOptions {
  readonly store: Store;
  readonly files: ObjectFiles;
  readonly clock: Clock;
  readonly accessKeys: readonly AccessKey[];
  readonly log: Log;
}

/** The bucket as OSS serves it: takes the uploads that VOD announced, delivers what was stored. */
export async function ossEndpoint(app: FastifyInstance, options: OssEndpointOptions) {
  const { store, files, clock, accessKeys, log } = options;
  const { now, callersNow } = clock;
  const authentication = new Authentication({ accessKeys, now, callersNow });
  const clear = () => store.transaction(() => clearAbandonedUploads(store));
  clear();
  clock.onMove(clear);

  // The body is left alone: operations read it as it arrives.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  addOssHeaders(app);
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, log));

  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = readOssRequest(request.method, request.raw.url ?? '/', request.headers);
    const { caller, urlExpires } = authentication.check(asked);
    if (asked.bucket !== bucket) throw ossRefusals.noSuchBucket(asked.bucket);
    const operation = findOperation(asked);
    checkPermission(caller, asked.key, operation.access);
    const origin = `http://${request.host}`;
    const body = request.raw;
    const answer = await operation.run({ request: asked, body, store, files, origin, urlExpires });
    return sendAnswer(answer, request, reply);
  };
  for (const url of [`/:bucket(^${bucketPattern}$)`, `/:bucket(^${bucketPattern}$)/*`]) {
    app.route({ method: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'], url, handler });
    app.options(url, (request, reply) =>
      sendPreflight(request, reply, 'GET, HEAD, PUT, POST, DELETE'),
    );
  }
}

function sendAnswer(answer: OssAnswer, request: FastifyRequest, reply: FastifyReply) {
  if ('content' in answer) return sendContent(request, reply, answer.content);
  reply.code(answer.status).headers(answer.headers ?? {});
  return answer.xml === undefined ? reply.send() : reply.type('application/xml').send(answer.xml);
}
