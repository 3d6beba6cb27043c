import { describe, expect, it } from '@jest/globals';
import { shippedIds } from '../../src/emulator/shipped-ids.js';
import { call, send, useEmulator } from './rpc-client.js';

const [VideoId = ''] = shippedIds.videos;
const [ImageId = ''] = shippedIds.images;

/** The first URL in an answer, or the one of this member. */
function urlIn(answer: unknown, member?: string): string {
  const pattern = new RegExp(
    `"${member ?? '[A-Za-z]+'}":"(http[^"]+[?](?:auth_key|Expires)=[^"]+)"`,
  );
  return pattern.exec(JSON.stringify(answer))?.[1] ?? 'no URL';
}

/** A service whose clock stands still until it is moved, and whether a URL of it opens. */
async function useFrozen() {
  const start = new Date();
  const { origin, clock } = await useEmulator({ library: true, now: () => start });
  const status = async (url: string) => (await send(origin, url.slice(origin.length))).status;
  /** The status a second before the URL is this old, and a second after. */
  const statusAround = async (url: string, ageSeconds: number) => {
    clock.moveTo(new Date(start.getTime() + (ageSeconds - 1) * 1000));
    const before = await status(url);
    clock.move(2000);
    return [before, await status(url)];
  };
  return {
    statusAround,
    ask: async (values: Record<string, string>) => (await call(origin, values)).json,
  };
}

const playInfo = { Action: 'GetPlayInfo', VideoId, Formats: 'mp4' };
const mezzanine = { Action: 'GetMezzanineInfo', VideoId };
const image = { Action: 'GetImageInfo', ImageId };
const images = { Action: 'GetImageInfos', ImageIds: ImageId };
const snapshots = { Action: 'ListSnapshots', VideoId };
const oss = { OutputType: 'oss' };

describe('a URL', () => {
  it.each<[values: Record<string, string>, member: string, seconds: number]>([
    [playInfo, 'PlayURL', 1800],
    [{ ...playInfo, AuthTimeout: '1' }, 'PlayURL', 1],
    [{ ...playInfo, AuthTimeout: '7200' }, 'PlayURL', 7200],
    [{ ...playInfo, AuthTimeout: '100000000' }, 'PlayURL', 100_000_000],
    [{ ...playInfo, AuthTimeout: '90' }, 'CoverURL', 90],
    [{ ...playInfo, ...oss }, 'PlayURL', 3600],
    [{ ...playInfo, ...oss, AuthTimeout: '604800' }, 'PlayURL', 604_800],
    [mezzanine, 'FileURL', 3600],
    [{ ...mezzanine, AuthTimeout: '60' }, 'FileURL', 60],
    [{ ...mezzanine, ...oss }, 'FileURL', 3600],
    [{ ...mezzanine, ...oss, AuthTimeout: '2592000' }, 'FileURL', 2_592_000],
    [image, 'URL', 1800],
    [image, 'FileURL', 3600],
    [{ ...image, AuthTimeout: '5' }, 'URL', 5],
    [{ ...images, ...oss }, 'URL', 3600],
    [snapshots, 'Url', 3600],
    [{ ...snapshots, AuthTimeout: '60' }, 'Url', 3600],
    [{ ...snapshots, AuthTimeout: '3601' }, 'Url', 3601],
    [{ Action: 'GetVideoInfo', VideoId }, 'CoverURL', 1800],
    [{ Action: 'SearchMedia', Fields: 'CoverURL', PageSize: '1' }, 'CoverURL', 1800],
  ])('that answers %j as its %s opens for %d seconds', async (values, member, seconds) => {
    const { ask, statusAround } = await useFrozen();
    const url = urlIn(await ask(values), member);
    expect(url).toContain(
      'OutputType' in values || (member === 'FileURL' && values.ImageId) ? 'Expires=' : 'auth_key=',
    );
    expect(await statusAround(url, seconds)).toEqual([200, 403]);
  });
});

describe('a time that cannot be', () => {
  it.each([
    { ...playInfo, AuthTimeout: '0' },
    { ...playInfo, AuthTimeout: '-1' },
    { ...playInfo, AuthTimeout: 'soon' },
    { ...playInfo, ...oss, AuthTimeout: '604801' },
    { ...mezzanine, ...oss, AuthTimeout: '2592001' },
    { ...image, ...oss, AuthTimeout: '2592001' },
    { ...mezzanine, OutputType: 'ftp' },
  ])('is refused: %j', async (values) => {
    const { ask } = await useFrozen();
    expect((await ask(values)).Code).toBe('InvalidParameter');
  });
});
