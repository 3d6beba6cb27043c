import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Emulator } from '../../src/emulator/server.js';
import { bucket, cdnDigest, cdnKey, cdnUrl, cdnValidity, ossUrl } from '../../src/emulator/urls.js';
import { send, useEmulator } from './rpc-client.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vod-delivery-'));
  writeFileSync(join(folder, 'clip.mp4'), '0123456789');
  writeFileSync(join(folder, 'empty.mp4'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const key = 'sv/a b/海+1/source.mp4';
const path = 'sv/a%20b/%E6%B5%B7%2B1/source.mp4';

async function useMedia() {
  const emulator = await useEmulator();
  const stored = (key: string, file: string, more = {}) =>
    emulator.store.objects.insert({
      key,
      ownerId: 'v',
      file: join(folder, file),
      contentType: 'video/mp4',
      size: 10,
      ...more,
    });
  stored(key, 'clip.mp4');
  stored('measured.mp4', 'clip.mp4', { md5: '781e5e245d69b566979b86e28d23f2c7', crc64: '5' });
  stored('empty.mp4', 'empty.mp4');
  stored('lost.mp4', 'lost.mp4');
  const soon = Math.floor(emulator.clock.now().getTime() / 1000) + 60;
  return {
    ...emulator,
    cdn: (key: string, expires = soon) => cdnUrl('', key, expires),
    oss: (key: string, expires = soon) => ossUrl('', bucket, key, expires),
    soon,
    get: (url: string, headers = {}, method = 'GET') =>
      send(emulator.origin, url, { headers, method }),
  };
}

const addresses = ['cdn', 'oss'] as const;

describe.each(addresses)('a file by its %s URL', (address) => {
  it('is delivered', async () => {
    const media = await useMedia();
    const { status, headers, body } = await media.get(media[address](key));
    expect([status, body]).toEqual([200, '0123456789']);
    expect(headers).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': '10',
      'accept-ranges': 'bytes',
      etag: expect.stringMatching(/^"[0-9A-F]{32}"$/),
      'last-modified': expect.any(String),
      'access-control-allow-origin': '*',
      'access-control-expose-headers': expect.stringContaining('Content-Range'),
      'x-oss-request-id': expect.stringMatching(/^[0-9A-F]{24}$/),
      'x-oss-server-time': expect.stringMatching(/^\d+$/),
    });
  });

  it('has its MD5 as its ETag', async () => {
    const media = await useMedia();
    const { headers } = await media.get(media[address]('measured.mp4'));
    expect(headers.etag).toBe('"781E5E245D69B566979B86E28D23F2C7"');
  });

  it.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=-50', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-50', '89', 'bytes 8-9/10'],
  ])('is delivered in part for %s', async (range, body, contentRange) => {
    const media = await useMedia();
    const part = await media.get(media[address](key), { range });
    expect(part).toMatchObject({ status: 206, body });
    expect(part.headers).toMatchObject({
      'content-range': contentRange,
      'content-length': String(body.length),
    });
  });

  it.each(['bytes=10-', 'bytes=50-60', 'bytes=-0'])('has no such part: %s', async (range) => {
    const media = await useMedia();
    const answer = await media.get(media[address](key), { range });
    expect(answer).toMatchObject({ status: 416, body: expect.stringContaining('InvalidRange') });
    expect(answer.headers['content-range']).toBe('bytes */10');
  });

  it.each(['bytes=4-2', 'bytes=-', 'bytes=0-1,3-4', 'bytes=a-b', 'lines=1-2'])(
    'is delivered whole for what is no single range: %s',
    async (range) => {
      const media = await useMedia();
      const answer = await media.get(media[address](key), { range });
      expect(answer).toMatchObject({ status: 200, body: '0123456789' });
    },
  );

  it('is delivered in part only if it is still the same', async () => {
    const media = await useMedia();
    const url = media[address](key);
    const { headers } = await media.get(url);
    const [etag, modified] = [String(headers.etag), String(headers['last-modified'])];
    const status = async (ifRange: string) =>
      (await media.get(url, { range: 'bytes=0-1', 'if-range': ifRange })).status;
    expect(await Promise.all([etag, modified, '"other"'].map(status))).toEqual([206, 206, 200]);
  });

  it('is not sent again to those who have it', async () => {
    const media = await useMedia();
    const url = media[address](key);
    const { headers } = await media.get(url);
    const status = async (conditions: Record<string, string>) =>
      (await media.get(url, conditions)).status;
    const [etag, modified] = [String(headers.etag), String(headers['last-modified'])];
    expect(await status({ 'if-none-match': etag })).toBe(304);
    expect(await status({ 'if-none-match': `"a", W/${etag}` })).toBe(304);
    expect(await status({ 'if-none-match': '"a"', 'if-modified-since': modified })).toBe(200);
    expect(await status({ 'if-modified-since': modified })).toBe(304);
    expect(await status({ 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(200);
    expect(await status({ 'if-match': '"a"' })).toBe(412);
    expect(await status({ 'if-match': etag })).toBe(200);
    expect(await status({ 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(412);
  });

  it('may be empty', async () => {
    const media = await useMedia();
    const answer = await media.get(media[address]('empty.mp4'));
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(answer.headers['content-length']).toBe('0');
  });

  it.each(['unknown.mp4', 'lost.mp4'])('is not there: %s', async (name) => {
    const media = await useMedia();
    const { status, headers, body } = await media.get(media[address](name));
    expect([status, headers['content-type']]).toEqual([404, 'application/xml']);
    expect(body).toMatch(/<Error><Code>NoSuchKey<\/Code>.*<RequestId>[0-9A-F]{24}<\/RequestId>/);
  });

  it('may be fetched by pages of any origin', async () => {
    const media = await useMedia();
    const preflight = await media.get(
      media[address](key),
      { origin: 'http://a.example', 'access-control-request-headers': 'range, x-some' },
      'OPTIONS',
    );
    expect(preflight.status).toBe(200);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'range, x-some',
      'access-control-allow-methods': expect.stringContaining('GET, HEAD'),
    });
  });

  it('ends when it was said to end', async () => {
    const media = await useMedia();
    const url = media[address](key);
    const status = async () => (await media.get(url)).status;
    const remaining = media.soon * 1000 - media.clock.now().getTime();
    media.clock.move(remaining - 1000);
    expect(await status()).toBe(200);
    media.clock.move(2000);
    expect(await status()).toBe(403);
  });
});

describe('a CDN URL', () => {
  const digestOf = (uri: string, timestamp: number, viewer = {}) =>
    cdnDigest(uri, timestamp, cdnKey, viewer);
  const uri = `/cdn/${path}`;
  const denied = async (media: Awaited<ReturnType<typeof useMedia>>, url: string) => {
    const { status, headers, body } = await media.get(url);
    expect([status, headers['content-type']]).toEqual([403, 'text/html']);
    expect(body).toContain("You don't have permission to access the URL on this server");
    expect(body).not.toContain('auth_key');
    expect(headers['access-control-allow-origin']).toBe('*');
    return headers['x-tengine-error'];
  };

  it('tells its headers alone to HEAD', async () => {
    const media = await useMedia();
    const { status, headers, body } = await media.get(media.cdn(key), {}, 'HEAD');
    expect([status, headers['content-length'], body]).toEqual([200, '10', '']);
    const none = await media.get(uri, {}, 'HEAD');
    expect([none.status, none.body]).toEqual([403, '']);
  });

  it('needs a key', async () => {
    const media = await useMedia();
    const missing = 'denied by req auth: no url arg auth_key';
    expect(await denied(media, uri)).toBe(missing);
    expect(await denied(media, '/cdn/')).toBe(missing);
    expect(await denied(media, '/cdn/unknown.mp4?end=30')).toBe(missing);
  });

  it('needs a key of four parts', async () => {
    const media = await useMedia();
    const digest = digestOf(uri, media.soon);
    for (const text of [
      '',
      '1-0-0-0',
      `${media.soon}-0-${digest}`,
      `${media.soon}-0-0-1-${digest}`,
      `x-0-0-${digest}`,
      `0${media.soon}-0-0-${digest}`,
      `${media.soon}-0-0-${digest.toUpperCase()}`,
      `-${media.soon}-0-0-${digest}`,
    ]) {
      expect(await denied(media, `${uri}?auth_key=${text}`)).toBe(
        'denied by req auth: invalid url arg auth_key',
      );
    }
  });

  it('is denied when its key was made for another path, another time, or with another secret', async () => {
    const media = await useMedia();
    const { soon } = media;
    for (const digest of [
      digestOf('/cdn/measured.mp4', soon),
      digestOf(uri, soon - 1),
      digestOf(uri, soon, { rand: '1' }),
      cdnDigest(uri, soon, 'anotherKey'),
    ]) {
      expect(await denied(media, `${uri}?auth_key=${soon}-0-0-${digest}`)).toBe(
        `denied by req auth: invalid md5hash=${digest}`,
      );
    }
  });

  it('is good for the validity of the domain after its time, which is looked at first', async () => {
    const media = await useMedia();
    const now = Math.floor(media.clock.now().getTime() / 1000);
    const url = (timestamp: number, digest = digestOf(uri, timestamp)) =>
      `${uri}?auth_key=${timestamp}-0-0-${digest}`;
    expect((await media.get(url(now - cdnValidity + 5))).status).toBe(200);
    const expired = now - cdnValidity - 1;
    const reason = `denied by req auth: expired timestamp=${expired}`;
    expect(await denied(media, url(expired))).toBe(reason);
    expect(await denied(media, url(expired, '0'.repeat(32)))).toBe(reason);
  });

  it('carries a rand and a uid, and takes other parameters', async () => {
    const media = await useMedia();
    const viewer = { rand: '9b1f2c3d4e5f', uid: 'u42' };
    const digest = digestOf(uri, media.soon, viewer);
    const url = `${uri}?x=1&auth_key=${media.soon}-9b1f2c3d4e5f-u42-${digest}&auth_key=2`;
    expect((await media.get(url)).status).toBe(200);
  });
});

describe('an OSS URL', () => {
  const refused = async (
    media: Awaited<ReturnType<typeof useMedia>>,
    url: string,
    headers = {},
  ) => {
    const { status, body } = await media.get(url, headers);
    return [
      status,
      ...['Code', 'Message'].map((name) => new RegExp(`<${name}>(.*)</${name}>`).exec(body)?.[1]),
    ];
  };

  it('takes its parameters in any order', async () => {
    const media = await useMedia();
    const [base, query = ''] = media.oss(key).split('?');
    const [expires, id, signature] = query.split('&');
    expect((await media.get(`${base}?${signature}&${expires}&x=1&${id}`)).status).toBe(200);
    expect((await media.get(`${base}?${query}&Expires=1`)).status).toBe(200);
  });

  it('is signed for GET alone', async () => {
    const media = await useMedia();
    const { status, headers, body } = await media.get(media.oss(key), {}, 'HEAD');
    expect([status, body]).toEqual([403, '']);
    const error = Buffer.from(String(headers['x-oss-err']), 'base64').toString();
    expect(error).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  it('is refused without a signature: the bucket is private', async () => {
    const media = await useMedia();
    const message = 'You have no right to access this object because of bucket acl.';
    expect(await refused(media, `/${bucket}/${path}`)).toEqual([403, 'AccessDenied', message]);
    expect(await refused(media, `/${bucket}`)).toEqual([403, 'AccessDenied', message]);
  });

  it('is refused when it expired, before its signature is looked at', async () => {
    const media = await useMedia();
    const expired = media.oss(key, 1_700_000_000).replace(/Signature=.*/, 'Signature=wrong');
    const { status, headers, body } = await media.get(expired);
    expect([status, headers['x-oss-ec']]).toEqual([403, '0002-00000069']);
    expect(body).toMatch(
      /<Code>AccessDenied<\/Code><Message>Request has expired\.<\/Message>.*<Expires>2023-11-14T22:13:20\.000Z<\/Expires><ServerTime>\d/,
    );
  });

  it('is refused when it was altered', async () => {
    const media = await useMedia();
    const url = media.oss(key);
    for (const altered of [
      url.replace('source.mp4', 'other.mp4'),
      url.replace(/Expires=(\d+)/, 'Expires=9$1'),
      `${url}&response-content-type=text/html`,
      url.replace(/Signature=.{4}/, 'Signature=AAAA'),
    ]) {
      expect((await refused(media, altered)).slice(0, 2)).toEqual([403, 'SignatureDoesNotMatch']);
    }
    const unknown = url.replace(/OSSAccessKeyId=\w+/, 'OSSAccessKeyId=nobody');
    expect((await refused(media, unknown)).slice(0, 2)).toEqual([403, 'InvalidAccessKeyId']);
    const elsewhere = ossUrl('', 'outin-0a1b2c', key, media.soon);
    expect((await refused(media, elsewhere)).slice(0, 2)).toEqual([404, 'NoSuchBucket']);
  });

  it('is refused when part of the signature is missing or odd', async () => {
    const media = await useMedia();
    const url = media.oss(key);
    expect((await refused(media, url.replace(/Expires=\d+&/, ''))).slice(0, 2)).toEqual([
      403,
      'AccessDenied',
    ]);
    expect((await refused(media, url.replace(/Expires=\d+/, 'Expires=soon'))).slice(0, 2)).toEqual([
      403,
      'AccessDenied',
    ]);
    expect((await refused(media, url, { authorization: 'OSS a:b' })).slice(0, 2)).toEqual([
      400,
      'InvalidArgument',
    ]);
    expect(
      (await refused(media, `/${bucket}/${path}`, { authorization: 'Bearer x' })).slice(0, 2),
    ).toEqual([400, 'InvalidArgument']);
  });

  it('never shows a secret or a signature in its refusal', async () => {
    const media = await useMedia();
    const signature = 'ThatMustNotShow';
    const url = media.oss(key).replace(/Signature=.*/, `Signature=${signature}`);
    const { body } = await media.get(url);
    expect(body).toContain(
      `<StringToSign>GET\n\n\n${media.soon}\n/${bucket}/${key}</StringToSign>`,
    );
    expect(body).toContain('<StringToSignBytes>47 45 54 0A ');
    expect(body).not.toMatch(/ThatMustNotShow|vodgraph-delivery-secret/);
  });
});

describe('a path', () => {
  const signed = (uri: string, expires: number) =>
    `${uri}?auth_key=${expires}-0-0-${cdnDigest(uri, expires, cdnKey)}`;

  it.each([
    '/cdn/../clip.mp4',
    '/cdn/..%2Fclip.mp4',
    '/cdn/%2e%2e/clip.mp4',
    '/cdn//etc/passwd',
    '/cdn/%00',
  ])('does not lead out of the store: %s', async (uri) => {
    const { origin, soon } = await useMedia();
    expect(await sendVerbatim(origin, signed(uri, soon))).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('must be percent-encoded properly', async () => {
    const { origin, soon } = await useMedia();
    expect(await sendVerbatim(origin, signed('/cdn/%zz', soon))).toMatch(/^HTTP\/1\.1 400 /);
    expect(await sendVerbatim(origin, signed(`/${bucket}/%zz`, soon))).toMatch(/^HTTP\/1\.1 400 /);
  });
});

/** HTTP clients tidy up paths before they send them; a socket does not. */
function sendVerbatim(origin: Emulator['origin'], path: string): Promise<string> {
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
