import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { EmulatorOptions } from '../../src/emulator/server.js';
import type { Store } from '../../src/emulator/store.js';
import { bucket } from '../../src/emulator/urls.js';
import { bucketOf, errorOf, useBucket } from './bucket.js';
import { call, useEmulator } from './rpc-client.js';

const day = 24 * 60 * 60 * 1000;
const kept = (store: Store) => readdirSync(path.join(store.dataFolder, 'objects'));
const xml = (...parts: [number, string][]) =>
  `<CompleteMultipartUpload>${parts
    .map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`)
    .join('')}</CompleteMultipartUpload>`;
/** As large as a part must be that is not the last. */
const large = (character: string) => character.repeat(100 * 1024);
const etagOf = (content: string) =>
  `"${createHash('md5').update(content).digest('hex').toUpperCase()}"`;
const field = (body: string, name: string) =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1]?.replaceAll('&quot;', '"');

/** A bucket with an upload in parts that has begun. */
async function useParts(options: Partial<EmulatorOptions> = {}) {
  const emulator = await useBucket(options);
  const { id, key } = await emulator.announce();
  return { ...emulator, id, key, ...(await begin(emulator, key)) };
}

async function begin({ sendSigned }: Pick<ReturnType<typeof bucketOf>, 'sendSigned'>, key: string) {
  const headers = { 'content-type': 'video/mp4' };
  const begun = await sendSigned({ method: 'POST', key, query: 'uploads', headers });
  const uploadId = field(begun.body, 'UploadId') ?? '';
  return {
    begun,
    uploadId,
    part: (number: number | string, body: string, id = uploadId) =>
      sendSigned({ method: 'PUT', key, query: `partNumber=${number}&uploadId=${id}`, body }),
    complete: (body: string, id = uploadId) =>
      sendSigned({ method: 'POST', key, query: `uploadId=${id}`, body }),
    abort: (id = uploadId) => sendSigned({ method: 'DELETE', key, query: `uploadId=${id}` }),
    list: async (parameters = '', id = uploadId) => {
      // These are not signed.
      const query = `uploadId=${id}`;
      const url = `/${bucket}/${key}?${query}${parameters}`;
      return sendSigned({ method: 'GET', key, signed: query, path: url });
    },
  };
}

describe('an upload in parts', () => {
  it('begins with an id', async () => {
    const { begun, key } = await useParts();
    expect([begun.status, begun.headers['content-type']]).toEqual([200, 'application/xml']);
    expect(begun.body).toMatch(
      new RegExp(
        `<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${key}</Key><UploadId>[0-9A-F]{32}</UploadId></InitiateMultipartUploadResult>$`,
      ),
    );
  });

  it('takes parts in any order, at once, with gaps and again, and makes one file of them', async () => {
    const { part, complete, store, key, id, origin } = await useParts();
    const answers = await Promise.all([
      part(7, 'end'),
      part(2, large('b')),
      part(1, large('x')),
      part(9, 'not named'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers[0]?.headers.etag).toBe(etagOf('end'));
    await part(1, large('a'));
    const content = `${large('a')}${large('b')}end`;
    const done = await complete(
      xml([1, etagOf(large('a'))], [2, etagOf(large('b')).toLowerCase()], [7, etagOf('end')]),
    );
    const etag = String(done.headers.etag);
    expect([done.status, etag]).toEqual([200, expect.stringMatching(/^"[0-9A-F]{32}-3"$/)]);
    expect(field(done.body, 'Location')).toBe(`${origin}/${bucket}/${key}`);
    expect([field(done.body, 'Key'), field(done.body, 'ETag')]).toEqual([key, etag]);
    const object = store.findObject(key);
    expect(readFileSync(object?.path ?? '', 'utf8')).toBe(content);
    expect(object).toMatchObject({
      md5: createHash('md5').update(content).digest('hex'),
      contentType: 'video/mp4',
      ownerId: id,
    });
    await setImmediate();
    expect(kept(store)).toEqual([path.basename(object?.path ?? '')]);
  });

  it('is over once it is completed', async () => {
    const { part, complete, list, abort } = await useParts();
    await part(1, 'only');
    const list1 = xml([1, etagOf('only')]);
    expect((await complete(list1)).status).toBe(200);
    for (const late of [complete(list1), part(2, 'late'), list(), abort()]) {
      const answer = await late;
      expect([answer.status, errorOf(answer.body)[0]]).toEqual([404, 'NoSuchUpload']);
    }
  });

  it('is completed once if it is completed twice at the same time', async () => {
    const { part, complete, store, key } = await useParts();
    await part(1, large('a'));
    await part(2, 'b');
    const list = xml([1, etagOf(large('a'))], [2, etagOf('b')]);
    const answers = await Promise.all([complete(list), complete(list), complete(list)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    await setImmediate();
    expect(kept(store)).toEqual([path.basename(store.findObject(key)?.path ?? '')]);
    expect(readdirSync(path.join(store.dataFolder, 'incoming'))).toEqual([]);
  });

  it('leaves nothing when it is given up', async () => {
    const { part, abort, store, key } = await useParts();
    await part(1, 'a');
    expect(kept(store)).toHaveLength(1);
    expect((await abort()).status).toBe(204);
    await setImmediate();
    expect([kept(store), store.objects.dataBytes()]).toEqual([[], 0]);
    expect(store.findObject(key)).toBeUndefined();
  });

  it('is another one each time', async () => {
    const first = await useParts();
    const second = await begin(first, first.key);
    expect(second.uploadId).not.toBe(first.uploadId);
    await first.part(1, 'first');
    await second.part(1, 'second');
    const done = await second.complete(xml([1, etagOf('second')]));
    expect(done.status).toBe(200);
    expect((await first.complete(xml([1, etagOf('first')]))).status).toBe(200);
    const { path: file = '' } = first.store.findObject(first.key) ?? {};
    expect(readFileSync(file, 'utf8')).toBe('first');
  });

  it('outlasts a restart, and then goes on', async () => {
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'vod-parts-'));
    const before = await useParts({ dataFolder });
    await before.part(1, large('a'));
    await before.close();
    const emulator = await useEmulator({ dataFolder });
    const { sendSigned } = bucketOf(emulator.origin);
    const query = `uploadId=${before.uploadId}`;
    const { key } = before;
    await sendSigned({ method: 'PUT', key, query: `partNumber=2&${query}`, body: 'b' });
    const body = xml([1, etagOf(large('a'))], [2, etagOf('b')]);
    expect((await sendSigned({ method: 'POST', key, query, body })).status).toBe(200);
    const { path: file = '' } = emulator.store.findObject(key) ?? {};
    expect(readFileSync(file, 'utf8')).toBe(`${large('a')}b`);
    await emulator.close();
    rmSync(dataFolder, { recursive: true });
  });

  it('is cleared after seven days', async () => {
    const { part, list, clock, store } = await useParts();
    await part(1, 'a');
    clock.move(7 * day - 60_000);
    expect((await list()).status).toBe(200);
    clock.move(120_000);
    await setImmediate();
    expect(kept(store)).toEqual([]);
    expect(errorOf((await list()).body)[0]).toBe('NoSuchUpload');
  });

  it('goes with the video that it was for', async () => {
    const { part, store, id, origin } = await useParts();
    await part(1, 'a');
    await call(origin, { Action: 'DeleteVideo', VideoIds: id });
    await setImmediate();
    expect(kept(store)).toEqual([]);
    expect(errorOf((await part(2, 'b')).body)[0]).toBe('NoSuchUpload');
  });

  it('keeps within the limit of the disk use', async () => {
    const { part, complete } = await useParts({ maxDataBytes: 250_000 });
    await part(1, large('a'));
    await part(2, 'b');
    const full = await part(3, large('c') + large('d'));
    expect([full.status, errorOf(full.body)[0]]).toEqual([403, 'StorageFull']);
    expect((await complete(xml([1, etagOf(large('a'))], [2, etagOf('b')]))).status).toBe(200);
  });

  it('needs room for the whole while the parts are still there', async () => {
    const { part, complete, abort } = await useParts({ maxDataBytes: 150_000 });
    await part(1, large('a'));
    const list = xml([1, etagOf(large('a'))]);
    expect(errorOf((await complete(list)).body)[0]).toBe('StorageFull');
    expect((await abort()).status).toBe(204);
  });
});

describe('a list of parts', () => {
  it.each([
    ['another content', 400, 'InvalidPart', xml([1, etagOf('x')])],
    [
      'a part that is not there',
      400,
      'InvalidPart',
      xml([1, etagOf(large('a'))], [3, etagOf('x')]),
    ],
    ['the wrong order', 400, 'InvalidPartOrder', xml([2, etagOf('b')], [1, etagOf(large('a'))])],
    ['a part twice', 400, 'InvalidPartOrder', xml([2, etagOf('b')], [2, etagOf('b')])],
    ['number 0', 400, 'InvalidPartOrder', xml([0, etagOf('b')])],
    ['no part', 400, 'MalformedXML', xml()],
    [
      'no etag',
      400,
      'MalformedXML',
      '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>',
    ],
    ['another document', 400, 'MalformedXML', '<Delete><Part>1</Part></Delete>'],
    ['half a document', 400, 'MalformedXML', '<CompleteMultipartUpload><Part>'],
    ['no XML', 400, 'MalformedXML', '{"parts":[1]}'],
    ['nothing', 400, 'MalformedXML', ''],
    ['a number that is none', 400, 'MalformedXML', xml([1.5, etagOf('b')])],
    ['too much', 400, 'MalformedXML', `<a>${'x'.repeat(5_000_000)}</a>`],
    [
      'entities that grow',
      400,
      'MalformedXML',
      `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(99)}"><!ENTITY d "${'&b;'.repeat(999)}">]><a>${'&d;'.repeat(999)}</a>`,
    ],
  ])('is refused that has %s', async (_, status, code, body) => {
    const { part, complete, list } = await useParts();
    await part(1, large('a'));
    await part(2, 'b');
    const answer = await complete(body);
    expect([answer.status, errorOf(answer.body)[0]]).toEqual([status, code]);
    // The upload can still be completed.
    expect((await list()).status).toBe(200);
  });

  it('is refused if a part but the last is too small', async () => {
    const { part, complete } = await useParts();
    await part(1, 'small');
    await part(2, 'b');
    const answer = await complete(xml([1, etagOf('small')], [2, etagOf('b')]));
    expect([answer.status, errorOf(answer.body)[0]]).toEqual([400, 'EntityTooSmall']);
  });

  it('is told in pages', async () => {
    const { part, list, key } = await useParts();
    for (const number of [1, 3, 5]) await part(number, `content ${number}`);
    const { body } = await list('&max-parts=2');
    expect(body).toContain(`<ListPartsResult><Bucket>${bucket}</Bucket><Key>${key}</Key>`);
    expect(
      ['PartNumberMarker', 'NextPartNumberMarker', 'MaxParts', 'IsTruncated'].map((name) =>
        field(body, name),
      ),
    ).toEqual(['0', '3', '2', 'true']);
    expect(body).toMatch(
      /<Part><PartNumber>1<\/PartNumber><LastModified>20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z<\/LastModified><ETag>[^<]*<\/ETag><HashCrc64ecma>\d+<\/HashCrc64ecma><Size>9<\/Size><\/Part>/,
    );
    expect(field(body, 'ETag')).toBe(etagOf('content 1'));
    const next = await list('&max-parts=2&part-number-marker=3');
    expect([field(next.body, 'PartNumber'), field(next.body, 'IsTruncated')]).toEqual([
      '5',
      'false',
    ]);
    const encoded = await list('&encoding-type=url');
    expect(field(encoded.body, 'Key')).toBe(encodeURIComponent(key));
    for (const bad of [
      '&max-parts=0',
      '&max-parts=1001',
      '&max-parts=x',
      '&part-number-marker=-1',
    ]) {
      expect(errorOf((await list(bad)).body)[0]).toBe('InvalidArgument');
    }
  });
});

describe('a part', () => {
  it.each(['0', '10001', '-1', 'x', '1.5', ''])('has no such number: %s', async (number) => {
    const { part } = await useParts();
    const answer = await part(number, 'x');
    // An empty value is signed as no value.
    expect([400, 403]).toContain(answer.status);
    expect(['InvalidArgument', 'SignatureDoesNotMatch']).toContain(errorOf(answer.body)[0]);
  });

  it('is sent again while it is sent: one of them is kept, and its file alone', async () => {
    const { part, list, store } = await useParts();
    await Promise.all(Array.from({ length: 8 }, (_, index) => part(1, `content ${index}`)));
    await setImmediate();
    expect(kept(store)).toHaveLength(1);
    const { body } = await list();
    expect(body.match(/<Part>/g)).toHaveLength(1);
    const content = readFileSync(
      path.join(store.dataFolder, 'objects', kept(store)[0] ?? ''),
      'utf8',
    );
    expect(field(body, 'ETag')).toBe(etagOf(content));
  });

  it('belongs to the upload of its key', async () => {
    const { announce, sendSigned, uploadId, part } = await useParts();
    const other = await announce();
    const query = `partNumber=1&uploadId=${uploadId}`;
    const answer = await sendSigned({ method: 'PUT', key: other.key, query, body: 'x' });
    expect([answer.status, errorOf(answer.body)[0]]).toEqual([404, 'NoSuchUpload']);
    expect(errorOf((await part(1, 'x', 'unknown')).body)[0]).toBe('NoSuchUpload');
  });
});
