import type { ApolloServerPlugin } from '@apollo/server';
import {
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-node';
import type { FastifyBaseLogger } from 'fastify';
import type { Context } from '../context.js';
import type { CallObserver, CallObservers } from '../vod/observers.js';
import type { CallScope } from '../vod/scope.js';
import { codeForm, codeOf } from './code.js';

/** Retries included: a collector that does not answer holds up the end of the process for so long. */
const exportTimeoutMs = 2000;

/** Of an operation's name, which is the client's to choose. */
const maxAttributeLength = 256;

/** A call may serve hundreds of requests: it is linked to so many of them. */
const maxLinks = 20;

type Log = Pick<FastifyBaseLogger, 'warn'>;

const headersGetter: TextMapGetter<ReadonlyMap<string, string>> = {
  get: (headers, name) => headers.get(name),
  keys: (headers) => [...headers.keys()],
};

/** Spans of GraphQL operations and of the attempts of their calls, sent to a collector. */
export interface Traces {
  readonly plugin: ApolloServerPlugin<Context>;
  /** Stops watching, and sends what is left. */
  close(): Promise<void>;
}

/** `url` takes OTLP by HTTP; further settings of the exporter are OpenTelemetry's own variables. */
export function createTraces(url: string, observers: CallObservers, log: Log): Traces {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: exportTimeoutMs });
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'vodgraph' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanLimits: { attributeValueLengthLimit: maxAttributeLength },
    spanProcessors: [new BatchSpanProcessor(warningOfLoss(exporter, log))],
  });
  // For reading `traceparent`. Parents are passed by hand: following them through every promise costs.
  provider.register({ contextManager: null });
  const tracer = provider.getTracer('vodgraph');
  const spans = new WeakMap<CallScope, Span>();

  const plugin: ApolloServerPlugin<Context> = {
    async requestDidStart({ request, contextValue: { scope } }) {
      const parent = propagation.extract(ROOT_CONTEXT, request.http?.headers, headersGetter);
      const span = tracer.startSpan('graphql', { kind: SpanKind.SERVER }, parent);
      spans.set(scope, span);
      return {
        async didResolveOperation({ operation, operationName }) {
          // Absent for an unknown `operationName`: Apollo refuses that itself.
          if (!operation) return;
          span.updateName(operation.operation);
          span.setAttribute('graphql.operation.type', operation.operation);
          if (operationName !== null) span.setAttribute('graphql.operation.name', operationName);
        },
        async willSendResponse({ response: { body } }) {
          const [error] = (body.kind === 'single' && body.singleResult.errors) || [];
          if (error !== undefined) setError(span, String(error.extensions?.code));
          span.end();
        },
      };
    },
  };

  const observer: CallObserver = {
    attempt({ operation, number, keys, scopes }) {
      const waiting = () => scopes().flatMap((scope) => spans.get(scope) ?? []);
      const known = new Set(waiting());
      const [first, ...others] = known;
      const span = tracer.startSpan(
        `VOD ${operation}`,
        {
          kind: SpanKind.CLIENT,
          attributes: {
            'vod.operation': operation,
            'vod.attempt': number,
            ...(keys !== undefined && { 'vod.keys': keys }),
          },
          links: others.slice(0, maxLinks).map(linkTo),
        },
        first ? trace.setSpan(ROOT_CONTEXT, first) : ROOT_CONTEXT,
      );
      return ({ requestId, problem }) => {
        if (requestId !== undefined) span.setAttribute('vod.request_id', requestId);
        const code = codeOf(problem);
        if (code !== undefined) setError(span, code);
        const joined = waiting().filter((it) => !known.has(it));
        span.addLinks(joined.slice(0, Math.max(0, maxLinks - others.length)).map(linkTo));
        span.end();
      };
    },
  };

  const stop = observers.add(observer);
  return {
    plugin,
    async close() {
      stop();
      // What could not be sent is lost: there is no use in telling who stops the server.
      await provider.shutdown().catch(() => undefined);
    },
  };
}

/**
 * Warns when spans begin to be lost, and not again until some got through. Of the problem only its code
 * is told: its text may quote the collector.
 */
function warningOfLoss(exporter: SpanExporter, log: Log): SpanExporter {
  let isLosing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const { error } = result;
        if (error !== undefined && !isLosing) {
          log.warn({ collector: { code: codeIn(error) } }, 'The collector takes no traces');
        }
        isLosing = error !== undefined;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}

/** The HTTP status, or Node's word for what happened to the connection. */
function codeIn({ code }: Error & { readonly code?: unknown }): string | undefined {
  return code !== undefined && codeForm.test(String(code)) ? String(code) : undefined;
}

const linkTo = (span: Span): Link => ({ context: span.spanContext() });

function setError(span: Span, code: string): void {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
