import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Store } from '../../src/emulator/store.js';
import { bucket } from '../../src/emulator/urls.js';
import { errorOf, inUtf8, signedHeaders, useBucket } from './bucket.js';
import { call, send } from './rpc-client.js';

const filesIn = (store: Store, folder: string) => readdirSync(path.join(store.dataFolder, folder));

/** Writes these texts to the service one after the other, then hangs up; answers what came back. */
function converse(origin: string, texts: readonly string[], hangUp = false): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => {
      for (const text of texts) socket.write(text);
      if (hangUp) socket.write('', () => setTimeout(() => socket.resetAndDestroy(), 30));
    });
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}

function requestHead(request: Parameters<typeof signedHeaders>[0], more: string[] = []): string {
  const headers = Object.entries(signedHeaders(request)).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const lines = [
    `${request.method} /${bucket}/${request.key} HTTP/1.1`,
    'Host: x',
    ...headers,
    ...more,
  ];
  return `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`;
}

/** Asks again until it holds: for what happens after an answer, or without one. */
async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; !condition(); turn += 1) {
    if (turn > 100_000) throw new Error('it did not come true');
    await setImmediate();
  }
}

describe('a file that is put', () => {
  it('may come in chunks of unknown number', async () => {
    const { announce, origin, store } = await useBucket();
    const { key } = await announce();
    const head = requestHead({ method: 'PUT', key }, ['Transfer-Encoding: chunked']);
    const answer = await converse(origin, [head, '3\r\nabc\r\n', '2\r\nde\r\n0\r\n\r\n']);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(readFileSync(store.findObject(key)?.path ?? '', 'utf8')).toBe('abcde');
  });

  it('must have a length, or chunks', async () => {
    const { announce, origin } = await useBucket();
    const { key } = await announce();
    const answer = await converse(origin, [requestHead({ method: 'PUT', key })]);
    expect(answer).toMatch(/^HTTP\/1\.1 411 .*<Code>MissingContentLength</s);
  });

  it('may be empty', async () => {
    const { announce, sendSigned, store } = await useBucket();
    const { key } = await announce();
    const answer = await sendSigned({ method: 'PUT', key, headers: { 'content-length': '0' } });
    expect([answer.status, answer.headers.etag]).toEqual([
      200,
      '"D41D8CD98F00B204E9800998ECF8427E"',
    ]);
    expect(store.findObject(key)?.size).toBe(0);
  });

  it.each([['Content-Length: 100'], ['Transfer-Encoding: chunked']])(
    'leaves nothing when its connection breaks (%s)',
    async (length) => {
      const { announce, origin, store, sendSigned } = await useBucket();
      const { id, key } = await announce();
      const head = requestHead({ method: 'PUT', key }, [length]);
      await converse(origin, [head, length.startsWith('C') ? 'half' : '4\r\nhalf\r\n'], true);
      await until(() => filesIn(store, 'incoming').length === 0);
      expect(filesIn(store, 'objects')).toEqual([]);
      expect([store.findObject(key), store.media.byId(id)?.status]).toEqual([
        undefined,
        'Uploading',
      ]);
      expect((await sendSigned({ method: 'PUT', key, body: 'whole' })).status).toBe(200);
    },
  );

  it.each([
    undefined,
    'video/mp4; charset="x"',
    'application/x-www-form-urlencoded',
    'application/json',
  ])('may be of any type: %s', async (type) => {
    const { announce, sendSigned, store } = await useBucket();
    const { key } = await announce();
    const headers = type === undefined ? {} : { 'content-type': type };
    const answer = await sendSigned({ method: 'PUT', key, headers, body: '{"a":1}' });
    expect([answer.status, answer.body]).toEqual([200, '']);
    const object = store.findObject(key);
    expect(object).toMatchObject({ size: 7, contentType: type ?? 'application/octet-stream' });
  });

  it.each(['no type at all', ';;'])('may not be of a type that is none: %s', async (type) => {
    const { announce, sendSigned } = await useBucket();
    const { key } = await announce();
    const headers = { 'content-type': type };
    const answer = await sendSigned({ method: 'PUT', key, headers, body: 'x' });
    expect([answer.status, errorOf(answer.body)[0]]).toEqual([400, 'InvalidArgument']);
  });

  it('must have the MD5 that it says', async () => {
    const { announce, sendSigned, store } = await useBucket();
    const { key } = await announce();
    const md5 = (text: string) => createHash('md5').update(text).digest('base64');
    const put = async (digest: string) => {
      const headers = { 'content-md5': digest };
      const { status, body } = await sendSigned({ method: 'PUT', key, headers, body: 'content' });
      return [status, errorOf(body)[0]];
    };
    expect(await put(md5('another'))).toEqual([400, 'InvalidDigest']);
    expect(await put('short')).toEqual([400, 'InvalidDigest']);
    expect([...filesIn(store, 'incoming'), ...filesIn(store, 'objects')]).toEqual([]);
    expect(await put(md5('content'))).toEqual([200, undefined]);
  });

  it('takes the place of the one before, whose file goes', async () => {
    const { announce, sendSigned, store } = await useBucket();
    const { key } = await announce();
    await sendSigned({ method: 'PUT', key, body: 'first' });
    const first = store.findObject(key)?.path ?? '';
    await sendSigned({ method: 'PUT', key, body: 'second' });
    const second = store.findObject(key)?.path ?? '';
    await until(() => !existsSync(first));
    expect(readFileSync(second, 'utf8')).toBe('second');
  });

  it('goes with its video, and none can come after it', async () => {
    const { announce, sendSigned, store, origin } = await useBucket();
    const { id, key } = await announce();
    await sendSigned({ method: 'PUT', key, body: 'content' });
    const file = store.findObject(key)?.path ?? '';
    await call(origin, { Action: 'DeleteVideo', VideoIds: id });
    await until(() => !existsSync(file));
    const late = await sendSigned({ method: 'PUT', key, body: 'late' });
    expect([late.status, errorOf(late.body)[0]]).toEqual([403, 'AccessDenied']);
    expect([...filesIn(store, 'incoming'), ...filesIn(store, 'objects')]).toEqual([]);
  });

  it('is not kept if its video is deleted while it arrives', async () => {
    const { announce, store, origin } = await useBucket();
    const { id, key } = await announce();
    const head = requestHead({ method: 'PUT', key }, ['Content-Length: 8']);
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    socket.write(`${head}half`);
    await until(() => filesIn(store, 'incoming').length === 1);
    await call(origin, { Action: 'DeleteVideo', VideoIds: id });
    socket.write('half');
    const answer = await new Promise<string>((resolve) => {
      socket.on('data', (data) => resolve(String(data)));
    });
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect([...filesIn(store, 'incoming'), ...filesIn(store, 'objects')]).toEqual([]);
  });
});

describe('headers of an object', () => {
  it('are delivered as they were sent with it', async () => {
    const { announce, sendSigned } = await useBucket();
    const { key } = await announce();
    const headers = {
      'content-type': 'video/mp4',
      'content-disposition': 'attachment; filename="a.mp4"',
      'content-encoding': 'identity',
      'x-oss-meta-title': '海',
    };
    // With a text as its body, node would send the headers in UTF-8 once more.
    await sendSigned({ method: 'PUT', key, headers, body: Buffer.from('x') });
    const answer = await sendSigned({ method: 'GET', key });
    for (const [name, value] of Object.entries(headers)) {
      expect(answer.headers[name]).toBe(inUtf8(value));
    }
  });

  it('may be replaced by those of the request', async () => {
    const { announce, sendSigned } = await useBucket();
    const { key } = await announce();
    const headers = { 'content-type': 'video/mp4', 'cache-control': 'no-cache' };
    await sendSigned({ method: 'PUT', key, headers, body: 'x' });
    const { headers: replaced } = await sendSigned({
      method: 'GET',
      key,
      query: 'response-cache-control=public&response-content-type=text/plain',
    });
    expect(replaced).toMatchObject({ 'content-type': 'text/plain', 'cache-control': 'public' });
    const query = 'response-content-disposition=a\r\nset-cookie: b';
    const path = `/${bucket}/${key}?response-content-disposition=a%0d%0aset-cookie:%20b`;
    const odd = await sendSigned({ method: 'GET', key, signed: query, path });
    expect([odd.status, errorOf(odd.body)[0]]).toEqual([400, 'InvalidArgument']);
  });
});

describe('the limit of the disk use', () => {
  it('refuses a file by its length before the first byte is read', async () => {
    const { announce, origin } = await useBucket({ maxDataBytes: 1000 });
    const { key } = await announce();
    const head = requestHead({ method: 'PUT', key }, ['Content-Length: 10000000000']);
    // Nothing of the body is sent.
    const answer = await new Promise<string>((resolve) => {
      const { hostname, port } = new URL(origin);
      const socket = connect(Number(port), hostname, () => socket.write(head));
      socket.once('data', (data) => {
        socket.destroy();
        resolve(String(data));
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(errorOf(answer)).toEqual(['StorageFull', expect.stringContaining('1000 bytes in all')]);
  });

  it('is told to those who send on, and ends a file of unknown length', async () => {
    const { announce, origin, sendSigned, store } = await useBucket({ maxDataBytes: 1000 });
    const { key } = await announce();
    const tooMuch = await sendSigned({ method: 'PUT', key, body: Buffer.alloc(3_000_000) });
    expect([tooMuch.status, errorOf(tooMuch.body)[0]]).toEqual([403, 'StorageFull']);
    const head = requestHead({ method: 'PUT', key }, ['Transfer-Encoding: chunked']);
    const chunk = `3e8\r\n${'x'.repeat(1000)}\r\n`;
    const answer = await converse(origin, [head, chunk, chunk, '0\r\n\r\n']);
    expect(errorOf(answer)[0]).toBe('StorageFull');
    expect(filesIn(store, 'incoming')).toEqual([]);
    expect((await sendSigned({ method: 'PUT', key, body: 'x'.repeat(1000) })).status).toBe(200);
  });
});

describe('the key of an object', () => {
  const keys = [
    ['sv/海 1/clip.mp4', '%E6%B5%B7%201'],
    ["sv/it's (a) *+&=;,$@! ~ key.mp4", '%2B%26'],
    ['sv/a%2Fb.mp4', 'a%252Fb'],
    ['sv/../up.mp4', '..'],
    ['sv//double.mp4', 'sv//double'],
  ] as const;

  it.each(keys)('may be %s', async (key, inUrl) => {
    const { announce, sendSigned, store } = await useBucket();
    const { id } = await announce();
    store.uploads.insert({ objectKey: key, kind: 'video', ownerId: id });
    const encoded = key.split('/').map(encodeURIComponent).join('/');
    expect(encoded).toContain(inUrl);
    expect((await sendSigned({ method: 'PUT', key, body: 'content' })).status).toBe(200);
    expect(store.findObject(key)?.size).toBe(7);
    expect(await sendSigned({ method: 'GET', key })).toMatchObject({
      status: 200,
      body: 'content',
    });
    // The slashes may be encoded too.
    const flat = `/${bucket}/${encodeURIComponent(key)}`;
    expect((await sendSigned({ method: 'GET', key, path: flat })).status).toBe(200);
  });

  it.each([
    '../../../../etc/passwd',
    '..%2F..%2Fetc%2Fpasswd',
    '%2e%2e/%2e%2e/vod.sqlite',
    'objects/../vod.sqlite',
    '/etc/passwd',
    '%00',
    'a%0d%0ab',
    `${'x'.repeat(5000)}`,
  ])('leads nowhere unless it was announced: %s', async (raw) => {
    const { sendSigned, store } = await useBucket();
    const key = decodeURIComponent(raw);
    const request = { key, path: `/${bucket}/${raw}` };
    const put = await sendSigned({ ...request, method: 'PUT', body: 'x' });
    expect([put.status, errorOf(put.body)[0]]).toEqual([403, 'AccessDenied']);
    const get = await sendSigned({ ...request, method: 'GET' });
    expect([get.status, errorOf(get.body)[0]]).toEqual([404, 'NoSuchKey']);
    expect([...filesIn(store, 'incoming'), ...filesIn(store, 'objects')]).toEqual([]);
  });
});

describe('a request to the bucket', () => {
  it('needs a signature', async () => {
    const { announce, origin } = await useBucket();
    const { key } = await announce();
    const answer = await send(origin, `/${bucket}/${key}`, { method: 'PUT', body: 'x' });
    expect([answer.status, ...errorOf(answer.body)]).toEqual([
      403,
      'AccessDenied',
      'You have no right to access this object because of bucket acl.',
    ]);
  });

  it('needs a date', async () => {
    const { announce, sendSigned } = await useBucket();
    const { key } = await announce();
    const refused = async (date: string) =>
      errorOf((await sendSigned({ method: 'PUT', key, body: 'x', date })).body);
    expect(await refused('')).toEqual([
      'AccessDenied',
      'OSS authentication requires a valid Date.',
    ]);
    expect((await refused('yesterday'))[0]).toBe('AccessDenied');
    expect((await refused('Thu, 17 Nov 2005 18:49:58 GMT'))[0]).toBe('RequestTimeTooSkewed');
  });

  it('is told what was to be signed, and never a secret', async () => {
    const { announce, sendSigned } = await useBucket();
    const { key, credentials } = await announce();
    const wrong = { ...credentials, accessKeySecret: 'wrong' };
    const headers = { 'content-type': 'video/mp4', 'x-oss-meta-a': '海' };
    const date = new Date().toUTCString();
    // With a text as its body, node would send the headers in UTF-8 once more.
    const body = Buffer.from('x');
    const request = { method: 'PUT', key, headers, body, date };
    const answer = await sendSigned({ ...request, credentials: wrong });
    expect([answer.status, errorOf(answer.body)[0]]).toEqual([403, 'SignatureDoesNotMatch']);
    expect(answer.body).toContain(`<OSSAccessKeyId>${credentials.accessKeyId}</OSSAccessKeyId>`);
    expect(answer.body).toContain(
      `<StringToSign>PUT\n\nvideo/mp4\n${date}\nx-oss-meta-a:海\nx-oss-security-token:`,
    );
    expect(answer.body).not.toContain(credentials.accessKeySecret);
    expect(answer.body).not.toMatch(/vodgraph-secret|SignatureProvided/);
  });

  it.each([
    ['GET', 'acl'],
    ['PUT', 'acl'],
    ['GET', 'uploads'],
    ['DELETE', undefined],
    ['POST', undefined],
    ['POST', 'append&position=0'],
    ['PUT', 'partNumber=1'],
    ['GET', 'x-oss-process=video/snapshot'],
  ])('is refused by name if it is not implemented: %s ?%s', async (method, query) => {
    const { announce, sendSigned } = await useBucket();
    const { key } = await announce();
    const answer = await sendSigned({ method, key, ...(query && { query }) });
    const [code, message] = errorOf(answer.body);
    expect([answer.status, code]).toEqual([501, 'NotImplemented']);
    expect(message).toContain(`${method} of an object`);
    expect(message).toContain(query?.split(/[=&]/)[0] ?? '');
  });

  it.each([
    'x-oss-callback',
    'x-oss-copy-source',
    'x-oss-server-side-encryption',
    'x-oss-object-acl',
    'x-oss-unheard-of',
  ])('is refused by name for the header %s', async (name) => {
    const { announce, sendSigned } = await useBucket();
    const { key } = await announce();
    const answer = await sendSigned({ method: 'PUT', key, headers: { [name]: 'x' }, body: 'x' });
    expect([answer.status, ...errorOf(answer.body)]).toEqual([
      501,
      'NotImplemented',
      expect.stringContaining(name),
    ]);
  });

  it('is refused for another bucket', async () => {
    const { announce, sendSigned, origin } = await useBucket();
    const { key } = await announce();
    const elsewhere = await sendSigned({ method: 'GET', key, path: `/outin-other/${key}` });
    expect(errorOf(elsewhere.body)[0]).toBe('SignatureDoesNotMatch');
    const anonymous = await send(origin, `/outin-other/${key}`);
    expect(errorOf(anonymous.body)[0]).toBe('AccessDenied');
  });

  it('is answered to pages of any origin', async () => {
    const { announce, origin, sendSigned } = await useBucket();
    const { key } = await announce();
    const headers = {
      origin: 'http://a.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,x-oss-date,x-oss-security-token',
    };
    // A client in a page has no way to tell the bucket.
    for (const url of [`/${bucket}/${key}`, `/${key}`, `/${key}?uploads=`]) {
      const preflight = await send(origin, url, { method: 'OPTIONS', headers });
      expect(preflight.status).toBe(200);
      expect(preflight.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': expect.stringContaining('PUT'),
        'access-control-allow-headers': headers['access-control-request-headers'],
      });
    }
    const put = await sendSigned({ method: 'PUT', key, path: `/${key}`, body: 'x' });
    expect([put.status, put.headers['access-control-allow-origin']]).toEqual([200, '*']);
    for (const name of ['ETag', 'x-oss-request-id', 'x-oss-hash-crc64ecma']) {
      expect(put.headers['access-control-expose-headers']).toContain(name);
    }
  });
});
