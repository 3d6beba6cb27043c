import { describe, expect, it } from '@jest/globals';
import { Latency } from '../../src/emulator/latency.js';
import { waitFor } from '../wait-for.js';
import { call, send, signedForm, useEmulator } from './rpc-client.js';

function draw(latency: Latency, count = 4000): number[] {
  return Array.from({ length: count }, () => latency.nextMs());
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

describe('a latency', () => {
  it('is off unless it is set', () => {
    const latency = new Latency();
    expect([latency.setting, ...draw(latency, 2)]).toEqual(['off', 0, 0]);
  });

  it.each([20, '20', ' 20 '])('of %j is the same for every call', (setting) => {
    expect(draw(new Latency(setting), 3)).toEqual([20, 20, 20]);
  });

  it('of a range is spread over it', () => {
    const drawn = draw(new Latency('20-80'));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...drawn)).toBeLessThan(80);
    expect(Math.abs(quantile(drawn, 0.25) - 35)).toBeLessThan(3);
  });

  it('of a normal distribution has its quantiles, and none is negative', () => {
    const drawn = draw(new Latency('normal:50,10'));
    expect(Math.abs(quantile(drawn, 0.5) - 50)).toBeLessThan(1);
    expect(Math.abs(quantile(drawn, 0.84) - 60)).toBeLessThan(1.5);
    expect(Math.min(...draw(new Latency('normal:1,100')))).toBe(0);
  });

  it('of a lognormal distribution has its quantiles, and none is endless', () => {
    const drawn = draw(new Latency('lognormal:100,0.5'));
    expect(Math.abs(quantile(drawn, 0.5) - 100)).toBeLessThan(5);
    expect(Math.abs(quantile(drawn, 0.84) - 165)).toBeLessThan(10);
    expect(Math.max(...draw(new Latency('lognormal:100,50')))).toBe(60_000);
  });

  it('is the same again with the same seed', () => {
    const latency = new Latency();
    const drawWith = (seed: number) => {
      latency.set('lognormal:5,1', seed);
      return draw(latency, 20);
    };
    expect(drawWith(7)).toEqual(drawWith(7));
    expect(drawWith(7)).not.toEqual(drawWith(8));
  });

  it.each([
    ['soon', 'latency: `soon` is none of'],
    ['', 'latency: `` is none of'],
    [-5, 'latency: `-5` is none of'],
    ['80-20', 'latency: `80-20` ends before it begins'],
    ['60001', 'latency: `60001` goes beyond 60000 ms'],
    ['normal:50', 'latency: `normal:50` is none of'],
    ['normal:1e9,1', 'latency: '],
    [Number.NaN, 'latency: '],
    [null, 'latency: must be a number'],
    [{}, 'latency: must be a number'],
  ])('cannot be %j', (setting, message) => {
    const latency = new Latency('5');
    expect(() => latency.set(setting as string)).toThrow(message);
    expect([latency.setting, latency.nextMs()]).toEqual(['5', 5]);
  });
});

describe('a service with a latency', () => {
  it('lets every call take its time, also one that it refuses', async () => {
    const { origin, calls, latency } = await useEmulator({ latency: 30 });
    await Promise.all([call(origin, {}), call(origin, { Action: 'NoSuch' })]);
    for (const { durationMs } of calls.all()) expect(durationMs).toBeGreaterThanOrEqual(29);
    expect(calls.all()).toHaveLength(2);
    latency.set('off');
    expect((await call(origin, {})).status).toBe(200);
  });

  it('takes many calls at a time', async () => {
    const { origin } = await useEmulator({ latency: '5-50' });
    const answers = await Promise.all(Array.from({ length: 60 }, () => call(origin, {})));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });

  it('closes without waiting for it', async () => {
    const { origin, calls, close } = await useEmulator({ latency: 60_000 });
    const waiting = expect(send(origin, `/?${signedForm('GET', {})}`)).rejects.toThrow();
    await waitFor(() => calls.all()[0]);
    await close();
    await waiting;
    expect(calls.all()).toMatchObject([{ status: undefined }]);
  });
});
