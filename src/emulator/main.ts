import { defaultAccessKey, type Emulator, startEmulator } from './server.js';
import { readSettings, type Settings } from './settings.js';

try {
  const emulator = await start(readSettings(process.env));
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

async function start(settings: Settings): Promise<Emulator> {
  try {
    return await startEmulator({ ...settings, log: console.error });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    const message = `Port ${settings.port} on ${settings.host} is in use. Choose another with VOD_EMULATOR_PORT.`;
    throw new Error(message, { cause: error });
  }
}
