import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { ExecutorComparison } from './compare-executors.js';
import { createWorld, type World, type WorldOptions } from './world.js';

export interface SharedWorldOptions extends WorldOptions {
  /** Why its queries are not sent once more to compare the executors; they are unless given. */
  readonly notCompared?: string;
}

/**
 * One world for a file's tests; its faults and call log are cleared before each test. After each, both
 * executors have to answer its queries alike.
 */
export function useWorld({ notCompared, ...options }: SharedWorldOptions = {}): World {
  let world: World | undefined;
  let comparison: ExecutorComparison | undefined;
  const current = () => {
    if (world === undefined) throw new Error('the world exists inside tests only');
    return world;
  };
  beforeAll(async () => {
    world = await createWorld(options);
    if (notCompared === undefined) comparison = new ExecutorComparison(world, options);
  });
  beforeEach(() => {
    current().emulator.faults.clear();
    current().emulator.calls.clear();
    // A circuit that one test opened is not the next one's business.
    current().client.forgetTroubles();
  });
  afterEach(() => comparison?.compare());
  afterAll(async () => {
    await comparison?.close();
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
    query: (query, variables) => {
      comparison?.note(query, variables);
      return current().query(query, variables);
    },
    calls: () => current().calls(),
    close: () => current().close(),
  };
}
