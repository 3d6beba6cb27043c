import { banner } from './banner.js';
import { type Config, ConfigError, readConfig, type Upstream } from './config.js';
import { defaultAccessKey, startEmulator } from './emulator/server.js';
import { shippedIds } from './emulator/shipped-ids.js';
import { listenOn, PortInUse } from './listen.js';
import { type ExampleIds, exampleTabs } from './playground-examples.js';
import { createServer } from './server.js';
import { createVodClient, type VodEndpoint } from './vod/client.js';

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

try {
  await start(readConfig(process.env));
} catch (error) {
  const mendable = error instanceof ConfigError || error instanceof PortInUse;
  console.error(mendable ? error.message : error);
  process.exit(1);
}

async function start(config: Config): Promise<void> {
  for (const warning of config.warnings) console.warn(`Warning: ${warning}`);
  const vod = await openUpstream(config.upstream);
  const client = createVodClient({ ...config.calls, ...vod.endpoint });
  const server = await createServer({ client, settings: config, tabs: exampleTabs(vod.ids) });
  const origin = await listenOn(config.host, config.port, 'PORT', () =>
    server.listen({ host: config.host, port: config.port }),
  );
  console.log(
    banner({
      origin,
      playground: config.playground,
      videoId: vod.ids.videos[0] ?? '',
      upstream: vod.shown,
    }),
  );

  const stop = async () => {
    await server.close();
    client.close();
    await vod.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
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
  const { port, dataFolder } = upstream;
  const { id, secret } = defaultAccessKey;
  const emulator = await listenOn('127.0.0.1', port, 'VOD_EMULATOR_PORT', () =>
    startEmulator({ port, dataFolder, log: console.error }),
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
