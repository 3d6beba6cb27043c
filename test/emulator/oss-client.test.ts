import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from '@jest/globals';
import type OSS from 'ali-oss';
import { Crc64 } from '../../src/emulator/crc64.js';
import { accountKey, failure, useBucket } from './bucket.js';
import { send } from './rpc-client.js';

const folder = mkdtempSync(path.join(tmpdir(), 'vod-oss-'));
afterAll(() => rmSync(folder, { recursive: true }));

const partSize = 100 * 1024;
const content = randomBytes(4 * partSize + 777);
const file = path.join(folder, 'clip.mp4');
writeFileSync(file, content);

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');
const crc64 = (bytes: Buffer) => {
  const crc = new Crc64();
  crc.update(bytes);
  return crc.digest();
};
const headersOf = (result: { res: OSS.NormalSuccessResponse }) =>
  result.res.headers as Record<string, string>;

/** Both versions of the signature. */
describe.each([
  ['V1', {}],
  ['V4', { authorizationV4: true }],
])("the vendor's OSS client, signing with %s", (_, options) => {
  it('stores a buffer where VOD said', async () => {
    const { announce, client, store } = await useBucket();
    const { id, key, credentials } = await announce();
    const oss = client(credentials, options);
    const result = await oss.put(key, content, { mime: 'video/mp4' });
    expect(headersOf(result)).toMatchObject({
      etag: `"${md5(content).toUpperCase()}"`,
      'content-md5': createHash('md5').update(content).digest('base64'),
      'x-oss-hash-crc64ecma': crc64(content),
      'x-oss-request-id': expect.stringMatching(/^[0-9A-F]{24}$/),
      'x-oss-server-time': expect.stringMatching(/^\d+$/),
    });
    const object = store.findObject(key);
    expect(object).toMatchObject({ ownerId: id, contentType: 'video/mp4', size: content.length });
    expect(readFileSync(object?.path ?? '')).toEqual(content);
    expect(store.sources.ofMedium(id)).toMatchObject({ objectKey: key, md5: md5(content) });
  });

  it('stores a file and a stream of unknown length', async () => {
    const { announce, client } = await useBucket();
    for (const source of [file, Readable.from([content.subarray(0, 9), content.subarray(9)])]) {
      const { key, credentials } = await announce();
      const oss = client(credentials, options);
      // Its types know of files and buffers only.
      const result = await oss.put(key, source as string);
      expect(headersOf(result).etag).toBe(`"${md5(content).toUpperCase()}"`);
    }
  });

  it('stores a file in parts, several at a time', async () => {
    const { announce, client, store } = await useBucket();
    const { id, key, credentials } = await announce();
    const oss = client(credentials, options);
    const progress: number[] = [];
    const result = await oss.multipartUpload(key, file, {
      partSize,
      parallel: 4,
      mime: 'video/mp4',
      progress: async (done: number) => {
        progress.push(done);
      },
    });
    expect(progress).toHaveLength(7);
    const { etag, 'x-oss-hash-crc64ecma': checksum } = headersOf(result);
    expect([etag, checksum]).toEqual([expect.stringMatching(/^"[0-9A-F]{32}-5"$/), crc64(content)]);
    const object = store.findObject(key);
    expect(readFileSync(object?.path ?? '')).toEqual(content);
    expect(object).toMatchObject({ contentType: 'video/mp4', md5: md5(content), ownerId: id });
    expect(store.media.byId(id)?.size).toBe(content.length);
    expect(headersOf(await client(accountKey, options).head(key)).etag).toBe(etag);
  });

  it('goes on with an upload that was interrupted', async () => {
    const { announce, client, store } = await useBucket();
    const { key, credentials } = await announce();
    let checkpoint: OSS.Checkpoint | undefined;
    const first = client(credentials, options);
    const interrupted = first.multipartUpload(key, file, {
      partSize,
      parallel: 1,
      progress: async (done: number, reached: OSS.Checkpoint) => {
        checkpoint = reached;
        if (done >= 0.5) first.cancel();
      },
    });
    await expect(interrupted).rejects.toMatchObject({ name: 'cancel' });
    expect(checkpoint?.doneParts).toHaveLength(3);

    const second = client(credentials, options);
    const { parts } = await second.listParts(key, checkpoint?.uploadId ?? '');
    expect(parts).toMatchObject([1, 2, 3].map((PartNumber) => ({ PartNumber: `${PartNumber}` })));
    await second.multipartUpload(key, file, { checkpoint: checkpoint as OSS.Checkpoint });
    expect(readFileSync(store.findObject(key)?.path ?? '')).toEqual(content);
  });

  it('gives up an upload', async () => {
    const { announce, client, store } = await useBucket();
    const { key, credentials } = await announce();
    const oss = client(credentials, options);
    const { uploadId } = await oss.initMultipartUpload(key);
    await oss.uploadPart(key, uploadId, 1, file, 0, partSize);
    await oss.abortMultipartUpload(key, uploadId);
    expect(await failure(oss.listParts(key, uploadId))).toBe('NoSuchUpload');
    expect(store.objects.dataBytes()).toBe(0);
  });

  it('reads an object and its headers with the key of the account', async () => {
    const { announce, client } = await useBucket();
    const { key, credentials } = await announce();
    await client(credentials, options).put(key, content, {
      mime: 'video/mp4',
      headers: { 'Cache-Control': 'max-age=60' },
      meta: { uid: 7, pid: 1 },
    });
    const oss = client(accountKey, options);
    const head = await oss.head(key);
    expect(head.meta).toEqual({ uid: '7', pid: '1' });
    expect(headersOf(head)).toMatchObject({
      'content-length': String(content.length),
      'content-type': 'video/mp4',
      'cache-control': 'max-age=60',
      'x-oss-hash-crc64ecma': crc64(content),
      'x-oss-object-type': 'Normal',
    });
    expect((await oss.get(key)).content).toEqual(content);
    const range = await oss.get(key, { headers: { Range: 'bytes=1-3' } });
    expect(range.content).toEqual(content.subarray(1, 4));
    expect(await failure(oss.get('sv/none.mp4'))).toBe('NoSuchKey');
    expect(await failure(oss.head('sv/none.mp4'))).toBe('NoSuchKey');
  });

  it('fails with a wrong secret, an unknown key and a token that is not that of the key', async () => {
    const { announce, client } = await useBucket();
    const { key, credentials } = await announce();
    const other = await announce();
    const put = (changes: object) =>
      failure(client({ ...credentials, ...changes }, options).put(key, content));
    expect(await put({ accessKeySecret: 'wrong' })).toBe('SignatureDoesNotMatch');
    expect(await put({ accessKeyId: 'STS.nobody' })).toBe('InvalidSecurityToken');
    expect(await put({ stsToken: other.credentials.stsToken })).toBe('InvalidSecurityToken');
    expect(await put({ stsToken: 'x' })).toBe('InvalidSecurityToken');
    expect(await put({ ...accountKey, stsToken: credentials.stsToken })).toBe(
      'InvalidSecurityToken',
    );
    const { stsToken: _, ...withoutToken } = credentials;
    expect(await failure(client(withoutToken, options).put(key, content))).toBe(
      'InvalidAccessKeyId',
    );
  });

  it('fails with the key of another upload, and where no upload was announced', async () => {
    const { announce, client } = await useBucket();
    const [one, other] = [await announce(), await announce()];
    const oss = client(one.credentials, options);
    expect(await failure(oss.put(other.key, content))).toBe('AccessDenied');
    expect(await failure(oss.initMultipartUpload(other.key))).toBe('AccessDenied');
    const account = client(accountKey, options);
    expect(await failure(account.put('sv/none.mp4', content))).toBe('AccessDenied');
    expect(await failure(account.initMultipartUpload('sv/none.mp4'))).toBe('AccessDenied');
    await account.put(other.key, content);
  });

  it('fails when its token has expired, and goes on with a new one', async () => {
    const { announce, ask, client, clock, store } = await useBucket();
    const { id, key, credentials } = await announce();
    const oss = client(credentials, options);
    clock.move(2_999_000);
    await oss.put(key, Buffer.from('first'));
    clock.move(2000);
    expect(await failure(oss.put(key, content))).toBe('SecurityTokenExpired');
    const refreshed = await ask({ Action: 'RefreshUploadVideo', VideoId: id });
    expect(refreshed.key).toBe(key);
    await client(refreshed.credentials, options).put(key, content);
    expect(readFileSync(store.findObject(key)?.path ?? '')).toEqual(content);
  });

  it('fails when its clock is wrong', async () => {
    const { announce, client } = await useBucket();
    const { key, credentials } = await announce();
    const oss = client(credentials, options);
    // What the client itself sets after a refusal.
    const { options: internal } = oss as unknown as { options: { amendTimeSkewed: number } };
    internal.amendTimeSkewed = 14 * 60_000;
    await oss.put(key, content);
    internal.amendTimeSkewed = -16 * 60_000;
    expect(await failure(oss.put(key, content))).toBe('RequestTimeTooSkewed');
  });

  it('is told what is not implemented', async () => {
    const { announce, client } = await useBucket();
    const { key } = await announce();
    const oss = client(accountKey, options);
    expect(await failure(oss.list(null, {}))).toBe('NotImplemented');
    expect(await failure(oss.delete(key))).toBe('NotImplemented');
    expect(await failure(oss.getACL(key))).toBe('NotImplemented');
    expect(await failure(oss.copy(key, 'sv/other.mp4'))).toBe('NotImplemented');
    const headers = { 'x-oss-tagging': 'a=b' };
    await expect(oss.put(key, content, { headers })).rejects.toMatchObject({
      code: 'NotImplemented',
      message: expect.stringContaining('x-oss-tagging'),
    });
    expect(await failure(oss.get(key, { process: 'image/resize,w_10' }))).toBe('NotImplemented');
  });

  it('may have the bucket in the path as well', async () => {
    const { announce, client } = await useBucket();
    const { key, credentials } = await announce();
    const pathStyle = { ...options, sldEnable: true } as Partial<OSS.Options>;
    await client(credentials, pathStyle).put(key, content);
  });
});

describe('a URL signed by a client', () => {
  it.each([['V1'], ['V4']])('with %s opens an object and takes one', async (version) => {
    const { announce, client, clock, store, origin } = await useBucket();
    const { key, credentials } = await announce();
    // With an address as its endpoint the client signs no V1 URLs.
    const endpoint = origin.replace('127.0.0.1', 'localhost');
    const oss = client(credentials, { endpoint, cname: true });
    const sign = async (method: 'GET' | 'PUT') => {
      const signed =
        version === 'V1'
          ? oss.signatureUrl(key, { method, expires: 60 })
          : await oss.signatureUrlV4(method, 60, {}, key);
      return signed.slice(endpoint.length);
    };
    const put = await sign('PUT');
    expect((await send(origin, put, { method: 'PUT', body: 'content' })).status).toBe(200);
    expect(store.findObject(key)?.size).toBe(7);
    const get = await sign('GET');
    expect(await send(origin, get)).toMatchObject({ status: 200, body: 'content' });
    expect((await send(origin, get, { method: 'HEAD' })).status).toBe(403);
    expect((await send(origin, get.replace('sv/', 'sw/'))).status).toBe(403);
    clock.move(62_000);
    const expired = await send(origin, get);
    expect(expired.body).toContain('Request has expired.');
  });
});
