import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { deliver, send } from './deliver.js';
import { refused } from './envelope.js';
import { gatewayRefusal } from './gateway-errors.js';
import { Refusal } from './operation.js';
import { toPathStyle } from './oss/path-style.js';
import type { Log, RpcEndpoint } from './rpc.js';

const maxBodyBytes = 8 * 1024 * 1024;

/** The Python and Go SDKs put whole bulk updates into the URL: 60 KB and more. */
const maxHeaderBytes = 256 * 1024;

/** Idle connections live as long as those of the real gateway. */
const keepAliveMs = 25_000;

/** The HTTP shell. Routes are added by those who serve them. */
export function createHttp(log: Log): FastifyInstance {
  const fail = (
    error: Error & { statusCode?: number },
    request: FastifyRequest,
    reply: FastifyReply,
  ) => {
    const status = error.statusCode ?? 500;
    if (status < 500)
      return refuse(new Refusal(status, 'InvalidParameter', error.message), request, reply);
    log(`${request.method} ${request.routeOptions.url} failed`, error);
    return refuse(gatewayRefusal('InternalError'), request, reply);
  };
  const app = fastify({
    forceCloseConnections: true,
    keepAliveTimeout: keepAliveMs,
    exposeHeadRoutes: false,
    http: { maxHeaderSize: maxHeaderBytes },
    frameworkErrors: fail,
    rewriteUrl: toPathStyle,
  });
  app.setErrorHandler(fail);
  app.setNotFoundHandler((request, reply) => {
    return refuse(gatewayRefusal('InvalidAction.NotFound'), request, reply);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage) =>
    readBody(payload),
  );
  return app;
}

/** The RPC endpoint takes every method, so that it can refuse the wrong ones in its own words. */
export function addRpc(app: FastifyInstance, endpoint: RpcEndpoint): void {
  app.all('/', async (request: FastifyRequest<{ Body: Uint8Array | null | undefined }>, reply) => {
    const { method, headers, body } = request;
    const received = { method, headers, url: request.raw.url ?? '/' };
    // Fastify leaves the body undefined if there was none; null is the mark of readBody.
    const readable = body === null ? undefined : (body ?? new Uint8Array());
    const { outcome, requestId } = await endpoint.answer(received, readable, hostOf(request));
    return deliver(outcome, requestId, request, reply);
  });
}

/**
 * The whole body, or null if it is too large. Reads to the end even then: a caller cut off while
 * still sending would see a broken connection instead of the refusal.
 */
async function readBody(payload: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of payload) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  return bytes <= maxBodyBytes ? Buffer.concat(chunks) : null;
}

function refuse(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const requestId = randomUUID().toUpperCase();
  return send(refused('XML', refusal, { requestId, host: hostOf(request) }), requestId, reply);
}

/** Host and port as the caller reached them: answers contain URLs that start with them. */
export function hostOf(request: FastifyRequest): string {
  const host = request.headers.host ?? '';
  const { localAddress, localPort } = request.raw.socket;
  return /^[\w.:[\]-]+$/.test(host) ? host : `${localAddress}:${localPort}`;
}
