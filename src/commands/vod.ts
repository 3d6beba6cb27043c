import { defaultAccessKey, startEmulator } from '../emulator/server.js';
import { emulatorWarnings, readEmulatorSettings } from '../emulator/settings.js';
import type { Environment } from '../environment.js';
import { checkPortFree, listenOn } from '../listen.js';
import { flagOf } from './vod-options.js';

/** Starts the embedded VOD service alone. */
export async function vod(variables: Environment): Promise<void> {
  const settings = readEmulatorSettings(variables, flagOf);
  for (const warning of emulatorWarnings(settings)) console.warn(`Warning: ${warning}`);
  const { host, port } = settings;
  const portSetting = flagOf('VOD_EMULATOR_PORT');
  await checkPortFree(host, port, portSetting);
  const emulator = await listenOn(host, port, portSetting, () =>
    startEmulator({ ...settings, log: console.error }),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void emulator.close());
  }
  const { id, secret } = defaultAccessKey;
  console.log(`Embedded VOD service: ${emulator.origin}`);
  console.log(`Page: ${emulator.origin}/`);
  console.log(`Access key: ${id}, secret: ${secret}`);
}
