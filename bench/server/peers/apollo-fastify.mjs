import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { serve } from './serve.mjs';
import { createContext, resolvers, typeDefs } from './videos.mjs';

const apollo = new ApolloServer({
  typeDefs,
  resolvers,
  // It watches every field.
  plugins: [ApolloServerPluginCacheControlDisabled()],
});
await apollo.start();
const app = Fastify();
app.route({
  url: '/graphql',
  method: ['GET', 'POST'],
  handler: fastifyApolloHandler(apollo, { context: async () => createContext() }),
});
await app.listen({ host: '127.0.0.1', port: 0 });
serve(app.server);
