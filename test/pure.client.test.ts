import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Emulator, startEmulator } from '../src/emulator/server.js';
import { createVodClient, type VodClient } from '../src/vod/client.js';
import { Scope } from '../src/vod/scope.js';

let emulator: Emulator;
let client: VodClient;

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, dataFolder: ':memory:', library: false });
  client = createVodClient({
    endpoint: emulator.origin,
    accessKeyId: 'vodgraph',
    accessKeySecret: 'vodgraph-secret',
    connectTimeoutMs: 1000,
    readTimeoutMs: 5000,
    maxAttempts: 3,
    quotaShare: 1,
    maxWaiting: 100,
  });
});

beforeEach(() => emulator.calls.clear());

afterAll(async () => {
  client.close();
  await emulator.close();
});

/** Parameters as a caller could pass them past the types. */
const search = (parameters: object) =>
  client.call('SearchMedia', parameters, new Scope({ timeoutMs: 5000 }));

describe('a parameter', () => {
  it('that is undefined is not sent', async () => {
    await search({ SearchType: 'video', Match: undefined, PageSize: 5 });
    expect(emulator.calls.all()).toEqual([
      expect.objectContaining({ parameters: { SearchType: 'video', PageSize: '5' } }),
    ]);
  });

  it.each([[null], [['a']], [{ a: 1 }], [new Date(0)], [5n]])(
    'that is %p is a mistake of ours, told before anything is sent',
    async (Match) => {
      await expect(search({ Match })).rejects.toThrow(
        new TypeError('VOD parameter Match must be text, a number or a boolean'),
      );
      expect(emulator.calls.all()).toEqual([]);
    },
  );

  it.each(["海洋 A* b~c '(x)' !", '+&=%20', '🚢', ' '])('arrives as it is: %j', async (text) => {
    const scope = new Scope({ timeoutMs: 5000 });
    await client.call('GetVideoInfo', { VideoId: text }, scope).catch(() => undefined);
    expect(emulator.calls.all()[0]?.parameters).toEqual({ VideoId: text });
  });
});
