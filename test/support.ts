import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { createWorld, type World, type WorldOptions } from './world.js';

/** One world for a file's tests; its faults and call log are cleared before each test. */
export function useWorld(options: WorldOptions = {}): World {
  let world: World | undefined;
  const current = () => {
    if (world === undefined) throw new Error('the world exists inside tests only');
    return world;
  };
  beforeAll(async () => {
    world = await createWorld(options);
  });
  beforeEach(() => {
    current().emulator.faults.clear();
    current().emulator.calls.clear();
    // A circuit that one test opened is not the next one's business.
    current().client.forgetTroubles();
  });
  afterAll(async () => {
    await world?.close();
  });
  return {
    get emulator() {
      return current().emulator;
    },
    get origin() {
      return current().origin;
    },
    get logged() {
      return current().logged;
    },
    get client() {
      return current().client;
    },
    query: (query, variables) => current().query(query, variables),
    calls: () => current().calls(),
    close: () => current().close(),
  };
}
