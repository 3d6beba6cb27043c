import { banner } from '../banner.js';
import { createCaching } from '../cache/caching.js';
import { readConfig, type Upstream } from '../config.js';
import { shippedIds } from '../emulator/shipped-ids.js';
import type { Environment } from '../environment.js';
import { checkPortFree, listenOn } from '../listen.js';
import { type ExampleIds, exampleTabs } from '../playground-examples.js';
import { createServer } from '../server.js';
import { createVodClient } from '../vod/client.js';
import type { VodEndpoint } from '../vod/transport.js';

/** Of a real account nothing is known: whoever tries the examples puts ids of their own in. */
const placeholderIds: ExampleIds = {
  videos: ['id-of-a-video'],
  disposableVideo: 'id-of-a-video-to-delete',
  image: 'id-of-an-image',
};

const shippedExampleIds: ExampleIds = {
  videos: shippedIds.videos,
  disposableVideo: shippedIds.noTranscodeVideo,
  image: shippedIds.images[0],
};

/** Starts the GraphQL server, with the embedded service beside it unless the environment has keys. */
export async function serve(environment: Environment): Promise<void> {
  const config = readConfig(environment);
  for (const warning of config.warnings) console.warn(`Warning: ${warning}`);
  await checkPortFree(config.host, config.port, 'PORT');
  const vod = await openUpstream(config.upstream);
  const client = createVodClient({ ...config.calls, ...vod.endpoint });
  const caching = await createCaching(config.cache, console.warn);
  const server = await createServer({
    client,
    caching,
    settings: config,
    tabs: exampleTabs(vod.ids),
  });
  const origin = await listenOn(config.host, config.port, 'PORT', () =>
    server.listen({ host: config.host, port: config.port }),
  );

  const stop = async () => {
    await server.close();
    client.close();
    await caching.cache.close();
    await vod.close();
    // A call that waits for the upstream, or for its next attempt, would keep the process up.
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

  // Last, so that whoever waits for it can stop what it announces.
  console.log(
    banner({
      origin,
      playground: config.playground,
      videoId: vod.ids.videos[0] ?? '',
      upstream: vod.shown,
    }),
  );
}

/** What calls go to, and how to speak of it. */
async function openUpstream(upstream: Upstream) {
  if (upstream.kind === 'vod') {
    const { kind: _, ...endpoint } = upstream;
    return {
      endpoint,
      ids: placeholderIds,
      shown: { endpoint: endpoint.endpoint },
      close: async () => {},
    };
  }
  // Loaded only if it is needed, for the sake of a start with keys.
  const { defaultAccessKey, startEmulator } = await import('../emulator/server.js');
  const { kind: _, ...settings } = upstream;
  const { host, port } = settings;
  const { id, secret } = defaultAccessKey;
  await checkPortFree(host, port, 'VOD_EMULATOR_PORT');
  const emulator = await listenOn(host, port, 'VOD_EMULATOR_PORT', () =>
    startEmulator({ ...settings, log: console.error }),
  );
  const endpoint: VodEndpoint = {
    endpoint: emulator.origin,
    accessKeyId: id,
    accessKeySecret: secret,
  };
  return {
    endpoint,
    ids: shippedExampleIds,
    shown: { origin: emulator.origin, keyId: id, keySecret: secret },
    close: () => emulator.close(),
  };
}
