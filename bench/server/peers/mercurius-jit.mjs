import Fastify from 'fastify';
import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';
import mercurius from 'mercurius';
import { serve } from './serve.mjs';
import { createContext, resolvers, typeDefs } from './videos.mjs';

/** Without them whatever a resolver answers is printed unseen. */
const scalars = process.env.SCALARS && { DateTime: GraphQLDateTime, SafeInt: GraphQLSafeInt };

const app = Fastify();
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: { ...resolvers, ...scalars },
  context: createContext,
  // Compiled from the first request on.
  jit: 1,
});
await app.listen({ host: '127.0.0.1', port: 0 });
serve(app.server);
