import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from './context.js';
import type { KnownQueries } from './known-queries.js';
import { toUtf8 } from './utf8.js';

/**
 * Carries requests to Apollo and its answers back: what is right in GraphQL over HTTP, Apollo decides. A
 * request whose like it has accepted before is answered by `known`. The integration of Apollo's community
 * has no place for that, and reads each URL with `new URL`.
 */
export function graphqlRoute(
  app: FastifyInstance,
  apollo: ApolloServer<Context>,
  known: KnownQueries | undefined,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Context,
): void {
  app.all('/graphql', async (request, reply) => {
    const createContext = () => contextOf(request, reply);
    const repeated = known?.answer(request, createContext);
    if (repeated) {
      for (const [name, value] of repeated.headers) reply.header(name, value);
      return toUtf8(await repeated.body);
    }
    const httpGraphQLRequest = toGraphQLRequest(request);
    const context = async () => createContext();
    const answer = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
    known?.learn(request, httpGraphQLRequest, answer);
    const { status, headers, body } = answer;
    reply.code(status ?? 200);
    for (const [name, value] of headers) reply.header(name, value);
    return body.kind === 'complete' ? toUtf8(body.string) : Readable.from(body.asyncIterator);
  });
}

function toGraphQLRequest({ method, url, raw, body }: FastifyRequest): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(raw.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const query = url.indexOf('?');
  return { method, headers, body, search: query === -1 ? '' : url.slice(query) };
}
