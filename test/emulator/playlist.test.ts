import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { signPlaylist } from '../../src/emulator/delivery/playlist.js';
import { shippedIds } from '../../src/emulator/shipped-ids.js';
import { bucket, cdnUrl, ossUrl } from '../../src/emulator/urls.js';
import { call, send, useEmulator } from './rpc-client.js';

describe('a playlist', () => {
  const sign = (text: string) =>
    signPlaylist(text, new URL('http://a/cdn/v/index.m3u8'), (uri) =>
      uri.startsWith('/cdn/') ? `signed=${uri}` : '',
    );

  it('is signed name by name, and is otherwise the same', () => {
    const playlist = [
      '#EXTM3U',
      '#EXT-X-KEY:METHOD=AES-128,URI="key.bin",IV=0x1',
      '#EXT-X-MAP:URI="init.mp4",BYTERANGE="10@0"',
      '#EXTINF:3.0,index.ts',
      '00001.ts',
      '  a b.ts?x=1  ',
      '../other/2.ts#part',
      '/cdn/root.ts',
      'http://a/cdn/same.ts',
      'http://b/cdn/foreign.ts',
      '/elsewhere/3.ts',
      '',
      '# a remark',
    ];
    expect(sign(playlist.join('\r\n')).split('\r\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-KEY:METHOD=AES-128,URI="key.bin?signed=/cdn/v/key.bin",IV=0x1',
      '#EXT-X-MAP:URI="init.mp4?signed=/cdn/v/init.mp4",BYTERANGE="10@0"',
      '#EXTINF:3.0,index.ts',
      '00001.ts?signed=/cdn/v/00001.ts',
      '  a b.ts?x=1&signed=/cdn/v/a%20b.ts  ',
      '../other/2.ts?signed=/cdn/other/2.ts#part',
      '/cdn/root.ts?signed=/cdn/root.ts',
      'http://a/cdn/same.ts?signed=/cdn/same.ts',
      'http://b/cdn/foreign.ts',
      '/elsewhere/3.ts',
      '',
      '# a remark',
    ]);
  });

  it('may hold names that are no URLs, and dollars', () => {
    expect(sign('http://[\n$&.ts')).toBe('http://[\n$&.ts?signed=/cdn/v/$&.ts');
  });
});

describe('a playlist that is delivered', () => {
  async function useStream() {
    const emulator = await useEmulator({ library: true });
    const { origin } = emulator;
    const [VideoId] = shippedIds.videos;
    const { json } = await call(origin, {
      Action: 'GetPlayInfo',
      VideoId,
      Formats: 'm3u8',
      AuthTimeout: '60',
    });
    const { PlayURL } = json.PlayInfoList.PlayInfo[0];
    const get = (url: string, headers = {}, method = 'GET') =>
      send(origin, url.replace(origin, ''), { headers, method });
    return { ...emulator, url: String(PlayURL), get };
  }

  /** What a player resolves its names to. */
  const namesIn = (playlist: string, url: string) =>
    playlist
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((name) => new URL(name, url).href);

  it('opens its segments for as long as itself, whole and in part', async () => {
    const { url, get, clock } = await useStream();
    const { status, headers, body } = await get(url);
    expect([status, headers['content-type']]).toEqual([200, 'application/vnd.apple.mpegurl']);
    const segments = namesIn(body, url);
    expect(segments.length).toBeGreaterThan(1);
    for (const segment of segments) {
      const answer = await get(segment, { range: 'bytes=0-3' });
      expect([
        answer.status,
        answer.headers['content-type'],
        answer.headers['content-length'],
      ]).toEqual([206, 'video/mp2t', '4']);
    }
    clock.move(62_000);
    expect((await get(segments[0] ?? '')).status).toBe(403);
    expect((await get(url)).status).toBe(403);
  });

  it('has the length and the ETag of what is delivered', async () => {
    const { url, get } = await useStream();
    const { headers, body } = await get(url);
    const digest = createHash('md5').update(body).digest('hex').toUpperCase();
    expect(headers).toMatchObject({
      'content-length': `${Buffer.byteLength(body)}`,
      etag: `"${digest}"`,
    });
    const head = await get(url, {}, 'HEAD');
    expect([head.headers['content-length'], head.headers.etag, head.body]).toEqual([
      headers['content-length'],
      headers.etag,
      '',
    ]);
    expect((await get(url, { range: 'bytes=1-6' })).body).toBe('EXTM3U');
    expect((await get(url, { 'if-none-match': String(headers.etag) })).status).toBe(304);
  });

  it('passes the rand and uid of its URL on', async () => {
    const { origin, store, get, url } = await useStream();
    const key = decodeURIComponent(new URL(url).pathname.slice('/cdn/'.length));
    const expires = Math.floor(store.now().getTime() / 1000) + 60;
    const viewer = { rand: 'r1', uid: 'u42' };
    const signed = cdnUrl(origin, key, expires, viewer);
    const [segment = ''] = namesIn((await get(signed)).body, signed);
    expect(segment).toMatch(/auth_key=\d+-r1-u42-/);
    expect((await get(segment)).status).toBe(200);
  });

  it('is signed for OSS if it is opened there', async () => {
    const { origin, store, get, url } = await useStream();
    const key = decodeURIComponent(new URL(url).pathname.slice('/cdn/'.length));
    const expires = Math.floor(store.now().getTime() / 1000) + 60;
    const signed = ossUrl(origin, bucket, key, expires);
    const segments = namesIn((await get(signed)).body, signed);
    expect(segments[0]).toContain(`Expires=${expires}&OSSAccessKeyId=`);
    for (const segment of segments) expect((await get(segment)).status).toBe(200);
  });

  it('opens further playlists, of any depth', async () => {
    const { origin, store, get } = await useStream();
    const stored = (key: string, text: string) => {
      const file = path.join(store.dataFolder, path.basename(key));
      writeFileSync(file, text);
      const contentType = 'application/vnd.apple.mpegurl';
      store.objects.insert({ key, ownerId: 'v', file, contentType, size: text.length });
    };
    stored('v/master.m3u8', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n海 1/low.m3u8\n');
    stored('v/海 1/low.m3u8', '#EXTM3U\n#EXTINF:1,\n../1.ts\n');
    stored('v/1.ts', 'segment');
    const expires = Math.floor(store.now().getTime() / 1000) + 60;
    for (let url of [
      cdnUrl(origin, 'v/master.m3u8', expires),
      ossUrl(origin, bucket, 'v/master.m3u8', expires),
    ]) {
      for (let depth = 0; depth < 2; depth += 1) [url = ''] = namesIn((await get(url)).body, url);
      expect(await get(url)).toMatchObject({ status: 200, body: 'segment' });
    }
  });
});
