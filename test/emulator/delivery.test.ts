import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { send, useEmulator } from './rpc-client.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vod-delivery-'));
  writeFileSync(join(folder, 'clip.mp4'), '0123456789');
});
afterAll(() => rmSync(folder, { recursive: true }));

const key = 'sv/a b/海+1/source.mp4';
const path = 'sv/a%20b/%E6%B5%B7%2B1/source.mp4';

async function useMedia() {
  const emulator = await useEmulator();
  const stored = (key: string, file: string, contentType: string) =>
    emulator.store.objects.insert({
      key,
      ownerId: 'v',
      file: join(folder, file),
      contentType,
      size: 10,
    });
  stored(key, 'clip.mp4', 'video/mp4');
  stored('index.m3u8', 'clip.mp4', 'application/vnd.apple.mpegurl');
  stored('lost.mp4', 'lost.mp4', 'video/mp4');
  return emulator;
}

describe('a media file', () => {
  it.each([
    `/cdn/${path}?auth_key=1-0-0-0`,
    `/outin-0a1b2c/${path}?Expires=1&OSSAccessKeyId=i&Signature=s%3D`,
    `/in-0a1b2c/${path}`,
  ])('is delivered at %s', async (url) => {
    const { origin } = await useMedia();
    const { status, headers, body } = await send(origin, url);
    expect([status, body]).toEqual([200, '0123456789']);
    expect(headers).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': '10',
      'accept-ranges': 'bytes',
      etag: expect.any(String),
      'last-modified': expect.any(String),
      'access-control-allow-origin': '*',
      'access-control-expose-headers': expect.stringContaining('Content-Range'),
    });
  });

  it('has the type that the store says', async () => {
    const { origin } = await useMedia();
    const { headers } = await send(origin, '/cdn/index.m3u8');
    expect(headers['content-type']).toBe('application/vnd.apple.mpegurl');
  });

  it('is delivered in ranges', async () => {
    const { origin } = await useMedia();
    const part = await send(origin, `/cdn/${path}`, { headers: { range: 'bytes=2-4' } });
    expect(part).toMatchObject({ status: 206, body: '234' });
    expect(part.headers['content-range']).toBe('bytes 2-4/10');
    const beyond = await send(origin, `/cdn/${path}`, { headers: { range: 'bytes=50-' } });
    expect(beyond).toMatchObject({ status: 416, body: expect.stringContaining('InvalidRange') });
    expect(beyond.headers['content-range']).toBe('bytes */10');
  });

  it('tells its headers alone to HEAD', async () => {
    const { origin } = await useMedia();
    const { status, headers, body } = await send(origin, `/cdn/${path}`, { method: 'HEAD' });
    expect([status, headers['content-length'], body]).toEqual([200, '10', '']);
  });

  it('is not sent again to those who have it', async () => {
    const { origin } = await useMedia();
    const { headers } = await send(origin, `/cdn/${path}`);
    const again = { headers: { 'if-none-match': String(headers.etag) } };
    expect(await send(origin, `/cdn/${path}`, again)).toMatchObject({ status: 304, body: '' });
  });
});

describe('a key that leads to no file', () => {
  it.each(['/cdn/unknown.mp4', '/outin-0a1b2c/unknown.mp4', '/cdn/lost.mp4', '/cdn/'])(
    'is refused as OSS would: %s',
    async (url) => {
      const { origin } = await useMedia();
      const { status, headers, body } = await send(origin, url);
      expect([status, headers['content-type']]).toEqual([404, 'application/xml']);
      expect(body).toMatch(/<Error><Code>NoSuchKey<\/Code>.*<RequestId>[0-9A-F]{24}<\/RequestId>/);
    },
  );

  it.each(['/cdn/../clip.mp4', '/cdn/..%2Fclip.mp4', '/cdn/%2e%2e/clip.mp4', '/cdn//etc/passwd'])(
    'does not lead out of the store: %s',
    async (url) => {
      const { origin } = await useMedia();
      expect(await sendVerbatim(origin, url)).toMatch(/^HTTP\/1\.1 404 /);
    },
  );

  it('may be any text', async () => {
    const { origin } = await useMedia();
    expect(await sendVerbatim(origin, '/cdn/%zz')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await sendVerbatim(origin, '/cdn/%00')).toMatch(/^HTTP\/1\.1 404 /);
  });
});

/** HTTP clients tidy up paths before they send them; a socket does not. */
function sendVerbatim(origin: string, path: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname);
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  });
}
