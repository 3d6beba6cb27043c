import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Caching } from './cache/caching.js';
import type { Config } from './config.js';
import { type Context, createContext } from './context.js';
import { allowOrigins } from './cors.js';
import type { Prediction } from './cost/prediction.js';
import { costPlugin, notePrediction } from './cost.js';
import { SharedReads } from './datasources/reads.js';
import { documentStore } from './document-store.js';
import { createFormatError } from './errors.js';
import { compiledExecution } from './executor/plugin.js';
import { graphqlRoute } from './graphql-route.js';
import { health } from './health.js';
import { answerHttpErrors, refuseUrl } from './http-errors.js';
import { KnownQueries } from './known-queries.js';
import { PassedOperations } from './limits/passed.js';
import { limitsPlugin } from './limits.js';
import { callLog } from './observe/call-log.js';
import { metrics } from './observe/metrics.js';
import type { Traces } from './observe/traces.js';
import { type ExampleTab, playground } from './playground.js';
import { createSchema } from './schema.js';
import { UnderWay } from './under-way.js';
import type { VodClient } from './vod/client.js';
import { Scope } from './vod/scope.js';

export type ServerSettings = Pick<
  Config,
  | 'limits'
  | 'maxBodyBytes'
  | 'playground'
  | 'introspection'
  | 'metrics'
  | 'tracesUrl'
  | 'production'
  | 'allowedOrigins'
  | 'logLevel'
  | 'operationTimeoutMs'
  | 'stopTimeoutMs'
  | 'executor'
  | 'compileAfter'
  | 'cache'
>;

export interface ServerParts {
  readonly client: VodClient;
  /** Of look-ups, between requests; without it nothing outlives its request. */
  readonly caching?: Caching;
  readonly settings: ServerSettings;
  /** Ready queries of the playground. */
  readonly tabs: readonly ExampleTab[];
  /** Where log lines go; standard output unless given. */
  readonly logStream?: { write(line: string): void };
}

/**
 * How long a request may take to arrive: no client holds a connection with half of one. Node.js looks
 * every 30 seconds.
 */
const requestTimeoutMs = 30_000;

/** The HTTP server, ready to listen: GraphQL, playground, health, metrics. Closing it stops all of them. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { client, caching, settings, tabs, logStream } = parts;
  const app = Fastify({
    logger: {
      level: settings.logLevel,
      // The path only: a GET query's text and variables are the caller's business.
      serializers: { req: ({ method, url }) => ({ method, path: url?.split('?', 1)[0] }) },
      ...(logStream && { stream: logStream }),
    },
    bodyLimit: settings.maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    // Where that of the headers is longer, Node.js takes the one for the other.
    http: { headersTimeout: requestTimeoutMs },
    frameworkErrors: refuseUrl,
    forceCloseConnections: true,
  });
  answerHttpErrors(app, settings.maxBodyBytes);
  await allowOrigins(app, settings.allowedOrigins);

  const formatError = createFormatError((problem) => app.log.error({ err: problem }));
  const traces = await tracesOf(client, app.log, settings.tracesUrl);
  const passed = new PassedOperations<Prediction>();
  const apollo = new ApolloServer<Context>({
    schema: await createSchema(),
    introspection: settings.introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    documentStore: documentStore(),
    parseOptions: { maxTokens: settings.limits.maxTokens },
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: settings.production,
    formatError,
    stopOnTerminationSignals: false,
    plugins: [
      ...(traces ? [traces.plugin] : []),
      // Apollo asks one after the other for a response: who has one comes first.
      ...(settings.executor === 'compiled'
        ? [compiledExecution(formatError, settings.compileAfter)]
        : []),
      limitsPlugin(settings.limits, notePrediction, passed),
      costPlugin(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());

  const stopLog = client.observers.add(callLog(app.log, client.breaker));
  app.addHook('onClose', async () => void stopLog());
  app.addHook('onClose', () => traces?.close());

  const reads = new SharedReads(client, settings.cache.cdnValidityMs, caching);
  const underWay = new UnderWay();
  // Connections are cut when the server closes; new requests are answered with 503 from now on.
  app.addHook('preClose', () => underWay.idle(settings.stopTimeoutMs));
  // Spans, and Apollo's reports if it has a key, are made by plugins: they must see each request.
  const isWatched = traces !== undefined || process.env.APOLLO_KEY !== undefined;
  const known = isWatched ? undefined : new KnownQueries(passed, formatError);
  graphqlRoute(app, apollo, known, (request, reply) => {
    const scope = new Scope({ timeoutMs: settings.operationTimeoutMs, requestId: request.id });
    const end = underWay.begin();
    reply.raw.once('close', () => {
      end();
      // A client that goes away before the answer ends it too.
      if (reply.raw.writableFinished) scope.finish();
      else scope.cancel();
    });
    return createContext(reads, scope);
  });
  await app.register(health, { client });
  if (settings.metrics) await app.register(metrics, { client });
  if (settings.playground) await app.register(playground, { endpoint: '/graphql', tabs });
  return app;
}

/** What traces need is loaded only if there is a collector. */
async function tracesOf(
  { observers }: VodClient,
  log: FastifyBaseLogger,
  url: string | undefined,
): Promise<Traces | undefined> {
  if (url === undefined) return undefined;
  const { createTraces } = await import('./observe/traces.js');
  return createTraces(url, observers, log);
}
