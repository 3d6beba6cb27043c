import { describe, expect, it } from '@jest/globals';
import { documentation, isServed } from '../../src/emulator/documentation.js';
import { knownOperations } from '../../src/emulator/known-operations.js';
import { call, useEmulator } from './rpc-client.js';

describe('the operations of VOD', () => {
  it('include all that are served', () => {
    const served = Object.keys(documentation);
    expect(served.filter((name) => !knownOperations.has(name))).toEqual([]);
  });

  it('are refused by name if they are not served', async () => {
    const { origin } = await useEmulator();
    const unserved = [...knownOperations].filter((name) => !isServed(name));
    expect(unserved.length).toBeGreaterThan(100);
    for (const Action of unserved) {
      const { status, json } = await call(origin, { Action });
      expect([status, json.Code, json.Message]).toEqual([
        400,
        'UnsupportedOperation',
        `The specified action is not supported: ${Action}.`,
      ]);
    }
  });
});
