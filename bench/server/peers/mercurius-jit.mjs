import Fastify from 'fastify';
import mercurius from 'mercurius';
import { serve } from './serve.mjs';
import { createContext, resolvers, typeDefs } from './videos.mjs';

const app = Fastify();
await app.register(mercurius, {
  schema: typeDefs,
  resolvers,
  context: createContext,
  // Compiled from the first request on.
  jit: 1,
});
await app.listen({ host: '127.0.0.1', port: 0 });
serve(app.server);
