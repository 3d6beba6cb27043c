import { call } from '../upstream.mjs';
import { serve } from './serve.mjs';

/** Our own server as it is built, with its default settings and no cache; only VOD's answers are in memory. */
const dist = process.env.VODGRAPH_DIST;
const { readConfig } = await import(`${dist}/config.js`);
const { createServer } = await import(`${dist}/server.js`);
const { createVodClient } = await import(`${dist}/vod/client.js`);

const settings = readConfig({ NODE_ENV: 'production', EXECUTOR: process.env.EXECUTOR });
const client = {
  ...createVodClient({
    ...settings.calls,
    endpoint: 'http://127.0.0.1:9',
    accessKeyId: 'none',
    accessKeySecret: 'none',
  }),
  call,
  async callPrepared(name, prepare) {
    const prepared = prepare();
    return prepared && call(name, prepared.request);
  },
};

const app = await createServer({ client, settings, tabs: [] });
await app.listen({ host: '127.0.0.1', port: 0 });
serve(app.server);
