import { describe, expect, it } from '@jest/globals';
import { Quotas } from '../../src/emulator/quotas.js';
import type { EmulatorOptions } from '../../src/emulator/server.js';
import { TokenBucket } from '../../src/emulator/token-bucket.js';
import { call, useEmulator } from './rpc-client.js';

/** A service whose clock stands still until it is moved, so that counts are certain. */
async function useStill(options: Partial<EmulatorOptions> = {}) {
  const at = new Date();
  const emulator = await useEmulator({ now: () => at, ...options });
  /** How many of so many calls at once are let through. */
  const passed = async (count: number, values: Record<string, string> = {}) => {
    const answers = Array.from({ length: count }, () => call(emulator.origin, values));
    return (await Promise.all(answers)).filter(({ status }) => status !== 400).length;
  };
  return { ...emulator, passed };
}

describe('quotas', () => {
  it('are off unless they are set', async () => {
    const { passed, quotas } = await useStill();
    expect(await passed(120)).toBe(120);
    expect([quotas.setting, quotas.limits()]).toEqual(['off', {}]);
  });

  it('are those that are published, an operation for itself', async () => {
    const { passed, quotas } = await useStill({ quotas: 'published' });
    expect(await passed(60)).toBe(50);
    expect(await passed(35, { Action: 'DeleteVideo', VideoIds: 'v' })).toBe(30);
    expect(quotas.limits()).toMatchObject({ GetPlayInfo: 360, UpdateVideoInfos: 30 });
    expect(quotas.limits()).toMatchObject({ BatchGetMediaInfos: 10 });
  });

  it('refuse as VOD does, and the call log says so', async () => {
    const { origin, calls } = await useStill({ quotas: { SearchMedia: 1 } });
    await call(origin, {});
    const { status, json } = await call(origin, {});
    expect([status, json.Code, json.Message]).toEqual([
      400,
      'Throttling.User',
      'Request was denied due to user flow control.',
    ]);
    expect(calls.all().map(({ code }) => code)).toEqual([undefined, 'Throttling.User']);
  });

  it('are earned back as time passes, up to one second of them', async () => {
    const { passed, clock } = await useStill({ quotas: { SearchMedia: 10 } });
    expect(await passed(11)).toBe(10);
    clock.move(300);
    expect(await passed(11)).toBe(3);
    clock.move(3_600_000);
    expect(await passed(11)).toBe(10);
    clock.move(-7_200_000);
    expect(await passed(11)).toBe(0);
    clock.move(100);
    expect(await passed(11)).toBe(1);
  });

  it('below one a second let a call through now and then', async () => {
    const { passed, clock } = await useStill({ quotas: { SearchMedia: 0.1 } });
    expect(await passed(3)).toBe(1);
    clock.move(9_000);
    expect(await passed(3)).toBe(0);
    clock.move(1_000);
    expect(await passed(3)).toBe(1);
  });

  it('count for all keys of the account together', async () => {
    const allowedAccessKeys = ['one', 'two'].map((id) => ({ id, secret: 'vodgraph-secret' }));
    const { passed } = await useStill({ allowedAccessKeys, quotas: { SearchMedia: 4 } });
    expect(await passed(3, { AccessKeyId: 'one' })).toBe(3);
    expect(await passed(3, { AccessKeyId: 'two' })).toBe(1);
  });

  it('count calls that the gateway lets in, and go before faults', async () => {
    const { passed, faults, quotas, origin } = await useStill({ quotas: { SearchMedia: 1 } });
    await call(origin, { Timestamp: '2020-01-01T00:00:00Z' });
    expect(await passed(2)).toBe(1);
    faults.add('SearchMedia', { kind: 'refuse', code: 'InternalError' });
    expect((await call(origin, {})).json.Code).toBe('Throttling.User');
    quotas.set('off');
    expect((await call(origin, {})).json.Code).toBe('InternalError');
  });

  it('can be set while the service runs, which fills them', async () => {
    const { passed, quotas } = await useStill();
    quotas.set({ SearchMedia: 2 });
    expect(await passed(3)).toBe(2);
    quotas.set({ SearchMedia: 3 });
    expect(await passed(4)).toBe(3);
  });

  it.each([
    ['on', 'quotas: must be `off`, `published`, or calls per second by operation'],
    [null, 'quotas: must be'],
    [7, 'quotas: must be'],
    [{ SearchMedia: 0 }, 'quotas.SearchMedia: must be calls per second'],
    [{ SearchMedia: '5' }, 'quotas.SearchMedia: must be calls per second'],
    [{ SearchMedia: Number.POSITIVE_INFINITY }, 'quotas.SearchMedia: '],
    [{ GetVideo: 5 }, 'quotas.GetVideo: is no operation that this service answers'],
    [[5], 'quotas'],
  ])('cannot be %j', (setting, message) => {
    const quotas = new Quotas(() => 0);
    expect(() => quotas.set(setting as 'off')).toThrow(message);
    expect(quotas.setting).toBe('off');
  });

  it('go by the machine where nobody gives another time', async () => {
    const { origin } = await useEmulator({ quotas: { SearchMedia: 1000 } });
    for (let i = 0; i < 20; i += 1) expect((await call(origin, {})).status).toBe(200);
  });
});

describe('a token bucket', () => {
  it('never lets more through than the burst and what was earned since', () => {
    const bucket = new TokenBucket(7, 0);
    let taken = 0;
    for (let now = 0; now <= 10_000; now += 13) if (bucket.take(now)) taken += 1;
    expect(taken).toBe(76);
  });
});
