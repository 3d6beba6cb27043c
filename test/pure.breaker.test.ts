import { describe, expect, it } from '@jest/globals';
import { Breaker } from '../src/vod/breaker.js';
import { RetryBudget } from '../src/vod/retry.js';

function createBreaker() {
  const clock = { ms: 0 };
  const breaker = new Breaker(() => clock.ms);
  const fail = (times: number) => {
    for (let i = 0; i < times; i += 1) breaker.failed();
  };
  return { clock, breaker, fail };
}

describe('a circuit', () => {
  it('opens after eight failures one after the other, not with a success between them', () => {
    const { breaker, fail } = createBreaker();
    fail(7);
    breaker.succeeded();
    fail(7);
    expect([breaker.state, breaker.pauseMs()]).toEqual(['closed', 0]);
    fail(1);
    expect([breaker.state, breaker.pauseMs()]).toEqual(['open', 1000]);
  });

  it('lets one call through after the pause, whose success closes it', () => {
    const { clock, breaker, fail } = createBreaker();
    fail(8);
    clock.ms = 999;
    expect(breaker.pauseMs()).toBe(1);
    clock.ms = 1000;
    expect([breaker.pauseMs(), breaker.state]).toEqual([0, 'probing']);
    expect(breaker.pauseMs()).toBeGreaterThan(0);
    breaker.succeeded();
    expect([breaker.pauseMs(), breaker.state]).toEqual([0, 'closed']);
  });

  it('stays open twice as long after each probe that fails, up to half a minute', () => {
    const { clock, breaker, fail } = createBreaker();
    fail(8);
    const pauses = Array.from({ length: 7 }, () => {
      const pause = breaker.pauseMs();
      clock.ms += pause;
      expect(breaker.pauseMs()).toBe(0);
      breaker.failed();
      return pause;
    });
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('is not opened by calls that tell nothing, which only put off a probe', () => {
    const { clock, breaker, fail } = createBreaker();
    for (let call = 0; call < 20; call += 1) breaker.toldNothing();
    expect(breaker.state).toBe('closed');
    fail(8);
    breaker.toldNothing();
    clock.ms = 1000;
    expect(breaker.pauseMs()).toBe(0);
    breaker.toldNothing();
    expect([breaker.state, breaker.pauseMs()]).toEqual(['open', 1000]);
  });

  it('is not opened for longer by calls that were on the way when it opened', () => {
    const { clock, breaker, fail } = createBreaker();
    fail(20);
    clock.ms = 1000;
    expect(breaker.pauseMs()).toBe(0);
  });
});

describe('the budget of retries', () => {
  it('holds ten at the start, and one more for each ten calls', () => {
    const budget = new RetryBudget();
    const spendAll = () => {
      let spent = 0;
      while (budget.spend()) spent += 1;
      return spent;
    };
    const call = (times: number) => {
      for (let i = 0; i < times; i += 1) budget.called();
    };
    expect(spendAll()).toBe(10);
    call(9);
    expect(spendAll()).toBe(0);
    call(2);
    expect(spendAll()).toBe(1);
    call(1000);
    expect(spendAll()).toBe(10);
  });
});
