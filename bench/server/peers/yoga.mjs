import { once } from 'node:events';
import { createServer } from 'node:http';
import { useGraphQlJit } from '@envelop/graphql-jit';
import { createSchema, createYoga } from 'graphql-yoga';
import { serve } from './serve.mjs';
import { createContext, resolvers, typeDefs } from './videos.mjs';

// Yoga caches parsed and validated documents by itself.
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: createContext,
  plugins: process.env.JIT === 'true' ? [useGraphQlJit()] : [],
  logging: false,
  graphiql: false,
  multipart: false,
  cors: false,
});
const server = createServer(yoga).listen(0, '127.0.0.1');
await once(server, 'listening');
serve(server);
