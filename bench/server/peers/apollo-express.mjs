import { once } from 'node:events';
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { serve } from './serve.mjs';
import { createContext, resolvers, typeDefs } from './videos.mjs';

const apollo = new ApolloServer({
  typeDefs,
  resolvers,
  // It watches every field.
  plugins: [ApolloServerPluginCacheControlDisabled()],
});
await apollo.start();
const app = express().set('etag', false);
app.use(
  '/graphql',
  express.json(),
  expressMiddleware(apollo, { context: async () => createContext() }),
);
const server = createServer(app).listen(0, '127.0.0.1');
await once(server, 'listening');
serve(server);
