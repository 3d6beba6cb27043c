import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addMediaRoutes } from './console/media-routes.js';
import { callRoutes } from './control/call-routes.js';
import { streamCalls } from './control/call-stream.js';
import { clockRoutes } from './control/clock-routes.js';
import { faultRoutes } from './control/fault-routes.js';
import { checkVisitor } from './control/guard.js';
import { libraryRoutes } from './control/library-routes.js';
import { latencyRoutes, quotaRoutes } from './control/pace-routes.js';
import { ControlRefusal } from './control/refusal.js';
import type { ControlRequest, ControlRoute, Controls } from './control/route.js';
import { documentation } from './documentation.js';
import { faultKinds } from './fault-schema.js';
import { gatewayErrorCodes } from './gateway-errors.js';
import type { Log } from './rpc.js';
import type { Store } from './store.js';

export interface ControlOptions {
  readonly controls: Controls;
  readonly store: Store;
  readonly log: Log;
}

/** Everything that can be asked and done, in the order in which it is described. */
function controlRoutes({ faults, calls, clock, quotas, latency, library }: Controls) {
  return [
    ...faultRoutes(faults),
    ...callRoutes(calls),
    ...clockRoutes(clock),
    ...quotaRoutes(quotas),
    ...latencyRoutes(latency),
    ...libraryRoutes(library),
  ];
}

const stream = {
  method: 'GET',
  path: '/calls/stream',
  does: 'sends calls as they happen',
} as const;

/** Fastify plugin: what tests do to the service, for those who only reach it by HTTP. */
export async function control(app: FastifyInstance, { controls, store, log }: ControlOptions) {
  prepare(app, log);
  const routes = controlRoutes(controls);
  addMediaRoutes(app, store);
  app.get('/', () => describe(routes));
  app.get(stream.path, (_request, reply) => streamCalls(controls.calls, reply));
  for (const { method, path, answer } of routes) {
    app.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const given = (await answer(request as ControlRequest)) as object | undefined;
        return given === undefined ? reply.code(204).send() : given;
      },
    });
  }
}

function prepare(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', async ({ method, headers, socket }, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    checkVisitor({ method, headers, localAddress: socket.localAddress });
  });
  const readBody = async (_request: FastifyRequest, text: string) => readJson(text);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, readBody);
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof ControlRefusal) {
      const { status, field, reason } = error;
      return reply.code(status).send({ error: { field, message: reason } });
    }
    const { statusCode: status = 500, message } = error;
    if (status < 500) return reply.code(status).send({ error: { message } });
    log(`${request.method} ${request.routeOptions.url} failed`, error);
    return reply.code(500).send({ error: { message: 'The service failed; its log says why.' } });
  });
  app.setNotFoundHandler(() => {
    throw new ControlRefusal(404, 'There is no such route; GET /_control lists all.');
  });
}

/** No body is an empty one: some requests say all in their path. */
function readJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlRefusal(400, 'is not JSON', 'body');
  }
}

/** What there is to choose from, for people and for the page. */
function describe(routes: readonly ControlRoute[]) {
  return {
    routes: [...routes, stream].map(({ method, path, does }) => ({ method, path, does })),
    operations: Object.keys(documentation),
    faultKinds,
    gatewayErrors: gatewayErrorCodes,
  };
}
