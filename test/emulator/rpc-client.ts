import { afterEach } from '@jest/globals';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/server.js';

const running: Emulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** A service of its own for one test, empty, on a free port; closed after the test. */
export async function useEmulator(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const base = { port: 0, dataFolder: ':memory:', library: false };
  const emulator = await startEmulator({ ...base, ...options });
  running.push(emulator);
  return emulator;
}

export { call, callParameters, send, signedForm } from './signed-call.js';
