import { describe, expect, it } from '@jest/globals';
import { Clock } from '../../src/emulator/clock.js';
import { call, useEmulator } from './rpc-client.js';

const start = new Date('2026-08-01T12:00:00Z');

describe('the clock', () => {
  it('moves ahead and back, and tells those who wait for a time', () => {
    const clock = new Clock(() => start);
    let told = 0;
    clock.onMove(() => {
      told += 1;
    });
    clock.move(90_000);
    expect(clock.now()).toEqual(new Date('2026-08-01T12:01:30Z'));
    clock.moveTo(new Date('2026-07-01T00:00:00Z'));
    expect(clock.now()).toEqual(new Date('2026-07-01T00:00:00Z'));
    expect([told, clock.offsetMs]).toEqual([2, -31.5 * 86_400_000]);
  });

  it.each([Number.NaN, 1e300, -1e14, 9e14])('does not move by %p', (ms) => {
    const clock = new Clock(() => start);
    expect(() => clock.move(ms)).toThrow('the clock shows the years 1970 to 9999 only');
    expect(clock.now()).toEqual(start);
  });

  it('leaves those of the callers alone: their signed calls stay fresh', async () => {
    const { origin, clock } = await useEmulator();
    clock.move(365 * 86_400_000);
    expect((await call(origin, {})).status).toBe(200);
    expect(clock.now().getTime() - clock.callersNow().getTime()).toBe(365 * 86_400_000);
  });

  it('measures spans that only its own moves change', () => {
    const clock = new Clock();
    const before = clock.elapsedMs();
    clock.move(5_000);
    const passed = clock.elapsedMs() - before;
    expect(passed).toBeGreaterThanOrEqual(5_000);
    expect(passed).toBeLessThan(60_000);
  });
});
