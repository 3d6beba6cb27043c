import { checkPortFree, listenOn } from '../listen.js';
import { defaultAccessKey, startEmulator } from './server.js';
import { readSettings } from './settings.js';

const portSetting = 'VOD_EMULATOR_PORT';

try {
  const settings = readSettings(process.env);
  const { host, port } = settings;
  await checkPortFree(host, port, portSetting);
  const emulator = await listenOn(host, port, portSetting, () =>
    startEmulator({ ...settings, log: console.error }),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void emulator.close());
  }
  const { id, secret } = defaultAccessKey;
  console.log(`Embedded VOD service: ${emulator.origin}`);
  console.log(`Access key: ${id}, secret: ${secret}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
