import { describe, expect, it } from '@jest/globals';
import { MemoryCache } from '../src/cache/memory-cache.js';
import { firstEndOf, urlEndsAt } from '../src/cache/signed-url.js';

const key = (entity: string) => ({ entity, lookup: 'look-up' });
const value = (text: string, lifeMs = 60_000) => ({
  value: text,
  readAt: Date.now(),
  endsAt: Date.now() + lifeMs,
});

describe('the cache of a process', () => {
  it('stays below its size: what was not asked for longest goes first', async () => {
    const cache = new MemoryCache(10_000);
    const keys = Array.from({ length: 30 }, (_, number) => key(`entity-${number}`));
    for (const one of keys) cache.write(one, value('x'.repeat(400)), '');
    await cache.read(keys.slice(25, 26));
    for (const one of keys.slice(0, 5)) cache.write(one, value('x'.repeat(400)), '');
    const kept = await cache.read(keys);
    expect(kept.filter(({ cached }) => cached).length).toBeLessThanOrEqual(10);
    expect(kept[25]?.cached).toBeDefined();
    expect(kept[22]?.cached).toBeUndefined();
  });

  it('takes no value that was read before a change', async () => {
    const cache = new MemoryCache(10_000);
    const [{ version = '' } = {}] = await cache.read([key('a')]);
    await cache.invalidate(['a']);
    cache.write(key('a'), value('old'), version);
    const [after] = await cache.read([key('a')]);
    expect(after?.cached).toBeUndefined();
    cache.write(key('a'), value('new'), after?.version ?? '');
    expect((await cache.read([key('a')]))[0]?.cached?.value).toBe('new');
  });

  it('gives nothing out at or after its end', async () => {
    const cache = new MemoryCache(10_000);
    cache.write(key('a'), value('gone', 0), '');
    expect((await cache.read([key('a')]))[0]?.cached).toBeUndefined();
  });
});

describe('the end of a signed URL', () => {
  const validityMs = 1_800_000;

  it.each([
    ['https://vod.example.com/a.mp4?auth_key=1767225600-0-0-7641ef70e4cd1a04', 1_767_227_400_000],
    [
      'https://b.example.com/a.mp4?Expires=1767229200&OSSAccessKeyId=x&Signature=y',
      1_767_229_200_000,
    ],
    ['https://b.example.com/a.mp4?OSSAccessKeyId=x&Expires=1767229200', 1_767_229_200_000],
    ['https://vod.example.com/a.mp4', undefined],
    ['https://vod.example.com/a.mp4?auth_key=soon', undefined],
    ['https://vod.example.com/Expires=1767229200', undefined],
  ])('%s', (url, endsAt) => {
    expect(urlEndsAt(url, validityMs)).toBe(endsAt);
  });

  it('is the first of all in a value', () => {
    const url = (seconds: number) => `https://vod.example.com/a?auth_key=${seconds}-0-0-x`;
    const record = { A: url(1_767_225_605), B: [{ C: url(1_767_225_601) }, null], D: 7 };
    expect(firstEndOf(record, validityMs)).toBe(1_767_227_401_000);
    expect(firstEndOf({ A: 'text', B: null }, validityMs)).toBe(Number.POSITIVE_INFINITY);
  });
});
