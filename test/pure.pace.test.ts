import { describe, expect, it } from '@jest/globals';
import { Pace } from '../src/vod/pace.js';

/** A pace on a clock that tests move. */
function createPace(quota: number) {
  const clock = { ms: 0 };
  const pace = new Pace(quota, () => clock.ms);
  /** Sends whatever may go, each answered at once; how many that were. */
  const send = () => {
    let sent = 0;
    while (pace.take()) {
      pace.begin()();
      sent += 1;
    }
    return sent;
  };
  return { clock, pace, send };
}

/** When the calls go that are always asked for, if somebody looks every so many milliseconds. */
function sendFor(quota: number, ms: number, everyMs = 1): number[] {
  const { clock, send } = createPace(quota);
  const times: number[] = [];
  for (; clock.ms < ms; clock.ms += everyMs) {
    const sent = send();
    for (let call = 0; call < sent; call += 1) times.push(clock.ms);
  }
  return times;
}

describe('a pace', () => {
  it.each([1, 10, 30, 50, 100, 360])(
    'of %i calls a second sends no more in any second, and hardly fewer',
    (quota) => {
      const times = sendFor(quota, 10_000);
      for (const start of times) {
        const inSecond = times.filter((time) => time >= start && time < start + 1000);
        expect(inSecond.length).toBeLessThanOrEqual(quota);
      }
      expect(times.length).toBeGreaterThanOrEqual(quota * 10 * 0.95);
    },
  );

  it.each([7, 13, 40])('that comes to look every %i ms only loses hardly any turn', (everyMs) => {
    for (const quota of [10, 30, 50, 100]) {
      const times = sendFor(quota, 10_000, everyMs);
      expect(times.length).toBeGreaterThanOrEqual(quota * 10 * 0.95);
    }
  });

  it('makes up for a pause by a fifth of a second at the most', () => {
    const { clock, send } = createPace(100);
    send();
    clock.ms = 60_000;
    expect(send()).toBe(20);
  });

  it('keeps as many calls in flight as the rate needs at the latency, and one more', () => {
    const { clock, pace } = createPace(100);
    for (let call = 0; call < 200; call += 1) {
      if (!pace.take()) {
        clock.ms += 20;
        call -= 1;
        continue;
      }
      const settle = pace.begin();
      clock.ms += 20;
      settle();
    }
    clock.ms += 10_000;
    let inFlight = 0;
    while (pace.take()) inFlight += 1;
    expect([inFlight, pace.isFull]).toEqual([3, true]);
  });

  it('does not count calls that are overdue', () => {
    const { clock, pace } = createPace(100);
    const hang = () => {
      while (pace.take()) pace.begin();
    };
    hang();
    const hung = pace.inFlight;
    expect([pace.isFull, pace.overdueInMs]).toEqual([true, 250]);
    clock.ms = 249;
    expect([pace.isFull, pace.overdueInMs]).toEqual([true, 1]);
    clock.ms = 250;
    expect([pace.isFull, pace.inFlight]).toEqual([false, hung]);
    hang();
    expect([pace.isFull, pace.inFlight, pace.overdueInMs]).toEqual([true, 2 * hung, 250]);
  });

  it('has no more than 200 calls in flight, overdue or not', () => {
    const { clock, pace } = createPace(100);
    for (; clock.ms < 20_000; clock.ms += 10) while (pace.take()) pace.begin();
    expect([pace.isFull, pace.inFlight]).toEqual([true, 200]);
  });

  it('knows how long an answer takes, however long that is', () => {
    const { clock, pace } = createPace(100);
    for (let call = 0; call < 100; call += 1) {
      pace.take();
      const settle = pace.begin();
      clock.ms += 3000;
      settle();
    }
    expect(pace.answerMs).toBeCloseTo(6000, -2);
  });

  it('slows down once for the throttled answers of one moment, and recovers', () => {
    const { clock, pace } = createPace(100);
    const rate = () => 1000 / (pace.waitMs(101) - pace.waitMs(100));
    const full = rate();
    pace.slowDown();
    pace.slowDown();
    expect(rate()).toBeCloseTo(full * 0.7, 5);
    clock.ms += 600;
    pace.slowDown();
    expect(rate()).toBeLessThan(full * 0.6);
    clock.ms += 60_000;
    expect(rate()).toBeCloseTo(full, 5);
  });

  it('tells how long a call waits', () => {
    const { send, pace } = createPace(50);
    expect(pace.waitMs(1)).toBe(0);
    send();
    expect(pace.waitMs(1)).toBeCloseTo(20.2, 1);
    expect(pace.waitMs(10)).toBeCloseTo(202, 0);
  });
});
