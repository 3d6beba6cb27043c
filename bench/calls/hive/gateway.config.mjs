import { defineConfig } from '@graphql-hive/gateway';

export const gatewayConfig = defineConfig({
  // Requests for the same at the same time are executed once.
  inboundInflightRequestDeduplication: true,
  jit: true,
  logging: false,
  graphiql: false,
  landingPage: false,
});
