import RpcClient from '@alicloud/pop-core';
import { describe, expect, it } from '@jest/globals';
import { gatewayErrors } from '../../src/emulator/documentation/gateway.js';
import type { Fault } from '../../src/emulator/faults.js';
import { gatewayErrorCodes } from '../../src/emulator/gateway-errors.js';
import type { Emulator } from '../../src/emulator/server.js';
import { waitFor } from '../wait-for.js';
import { id, insertVideo } from './media.js';
import { bodyOf, exchange, headerOf } from './raw-exchange.js';
import { call, send, signedForm, useEmulator } from './rpc-client.js';

/** What the vendor's client makes of one call. */
function ask(
  { origin }: Emulator,
  action: string,
  values: object = {},
  timeout = 10_000,
): Promise<unknown> {
  const client = new RpcClient({
    endpoint: origin,
    apiVersion: '2017-03-21',
    accessKeyId: 'vodgraph',
    accessKeySecret: 'vodgraph-secret',
  });
  return client.request(action, values, { method: 'POST', timeout });
}

const whole = (text: string) => text.includes('\r\n\r\n') && text.endsWith('}');

describe('over a bare socket', () => {
  const sees: [fault: Fault, status: string, body: RegExp][] = [
    [{ kind: 'refuse', code: 'InternalError' }, '500', /"Code":"InternalError","Message":"The req/],
    [{ kind: 'status', status: 500 }, '500', /^\{"RequestId":"[^"]+"\}$/],
    [{ kind: 'status', status: 503 }, '503', /^\{"RequestId":"[^"]+"\}$/],
  ];
  it.each(sees)('%j is answered whole', async (fault, status, body) => {
    const { origin, faults } = await useEmulator();
    faults.add('SearchMedia', fault);
    const answer = await exchange(origin, {}, whole);
    expect(answer.text).toMatch(`HTTP/1.1 ${status} `);
    expect(headerOf(answer, 'content-length')).toBe(`${bodyOf(answer).length}`);
    expect(bodyOf(answer)).toMatch(body);
  });

  it('html is the page of a proxy, empty has no body at all', async () => {
    const { origin, faults } = await useEmulator();
    faults.add('SearchMedia', { kind: 'html' });
    const html = await exchange(origin, {}, (text) => text.endsWith('</html>'));
    expect(html.text).toMatch('HTTP/1.1 502 ');
    expect(headerOf(html, 'content-type')).toBe('text/html;charset=utf-8');
    faults.add('SearchMedia', { kind: 'empty' });
    const empty = await exchange(origin, {}, (text) => text.endsWith('\r\n\r\n'));
    expect(empty.text).toMatch('HTTP/1.1 503 ');
    expect(headerOf(empty, 'content-length')).toBe('0');
  });

  it('truncate promises more than comes before the connection closes', async () => {
    const { origin, faults } = await useEmulator();
    faults.add('SearchMedia', { kind: 'truncate' });
    const answer = await exchange(origin, {});
    expect(answer.end).not.toBe('open');
    expect(Number(headerOf(answer, 'content-length'))).toBeGreaterThan(bodyOf(answer).length);
    expect(bodyOf(answer)).toMatch(/^\{"/);
  });

  it('hang-body sends headers and half of the body on a connection that stays open', async () => {
    const { origin, faults, calls } = await useEmulator();
    faults.add('SearchMedia', { kind: 'hang-body' });
    const answer = await exchange(origin, {}, (text) => /\r\n\r\n\{"/.test(text));
    expect(answer.end).toBe('open');
    expect(Number(headerOf(answer, 'content-length'))).toBeGreaterThan(bodyOf(answer).length);
    expect(calls.all()).toMatchObject([{ status: undefined, fault: 'hang-body' }]);
  });

  it('drip sends the whole body in many pieces', async () => {
    const { origin, faults, calls } = await useEmulator();
    faults.add('SearchMedia', { kind: 'drip', bytes: 8, everyMs: 2 });
    const answer = await exchange(origin, {}, whole);
    expect(JSON.parse(bodyOf(answer))).toMatchObject({ Total: 0 });
    expect(answer.pieces).toBeGreaterThan(3);
    expect(calls.all()).toMatchObject([{ status: 200, fault: 'drip' }]);
  });

  it.each(['reset', 'reset-after'] as const)('%s sends nothing', async (kind) => {
    const { origin, faults } = await useEmulator();
    faults.add('SearchMedia', { kind });
    expect(await exchange(origin, {})).toEqual({ text: '', end: 'reset', pieces: 0 });
  });

  it('hang sends nothing either, and stays open', async () => {
    const { origin, faults, calls, close } = await useEmulator();
    faults.add('SearchMedia', { kind: 'hang' });
    const waiting = exchange(origin, {});
    await waitFor(() => calls.all()[0]?.fault);
    await close();
    expect(await waiting).toMatchObject({ text: '', pieces: 0 });
  });
});

describe('refuse', () => {
  it('knows status and message of every error of the gateway', async () => {
    const { origin, faults } = await useEmulator();
    for (const code of gatewayErrorCodes) {
      faults.add('*', { kind: 'refuse', code });
      const { status, json } = await call(origin, {});
      expect(json).toMatchObject({ Code: code, RequestId: expect.any(String) });
      expect(json.Message).toMatch(/^\w.{10,}/);
      const documented = gatewayErrors[code];
      expect(String(status)).toEqual(documented?.slice(0, 3) ?? expect.any(String));
    }
    expect(gatewayErrorCodes).toEqual(expect.arrayContaining(Object.keys(gatewayErrors)));
  });

  it('can say something else, and needs a status for what it does not know', async () => {
    const { origin, faults } = await useEmulator();
    const other = {
      kind: 'refuse',
      code: 'DeleteVideoFailed',
      status: 503,
      message: 'No.',
    } as const;
    faults.add('SearchMedia', other);
    const { status, json } = await call(origin, {});
    expect([status, json.Code, json.Message]).toEqual([503, 'DeleteVideoFailed', 'No.']);
    expect(() => faults.add('*', { kind: 'refuse', code: 'DeleteVideoFailed' })).toThrow(
      'status: is needed',
    );
  });

  it('tells the string to sign as the gateway does', async () => {
    const { origin, faults } = await useEmulator();
    faults.add('*', { kind: 'refuse', code: 'SignatureDoesNotMatch' });
    const { json } = await call(origin, {});
    expect(json.Message).toMatch(/calculation\. server string to sign is:GET&%2F&AccessKeyId%3D/);
  });
});

describe("the vendor's client", () => {
  const meets: [fault: Fault, error: object][] = [
    [{ kind: 'refuse', code: 'Throttling.User' }, { code: 'Throttling.User' }],
    [{ kind: 'html' }, { name: 'SyntaxError' }],
    [{ kind: 'empty' }, { name: 'SyntaxError' }],
    [{ kind: 'truncate' }, { code: 'ECONNRESET' }],
    [{ kind: 'reset' }, { code: 'ECONNRESET' }],
    [{ kind: 'reset-after' }, { code: 'ECONNRESET' }],
    [{ kind: 'hang' }, { name: 'RequestTimeoutError' }],
    [{ kind: 'hang-body' }, { name: 'RequestTimeoutError' }],
    [{ kind: 'drip', bytes: 1, everyMs: 100 }, { name: 'RequestTimeoutError' }],
    [{ kind: 'delay', ms: 3000 }, { name: 'RequestTimeoutError' }],
    [{ kind: 'skew' }, { code: 'InvalidTimeStamp.Expired' }],
    [{ kind: 'skew', ms: -16 * 60_000 }, { code: 'InvalidTimeStamp.Expired' }],
  ];
  it.each(meets)('fails on %j', async (fault, error) => {
    const emulator = await useEmulator();
    emulator.faults.add('SearchMedia', fault);
    const timeout = 'name' in error && error.name === 'RequestTimeoutError' ? 300 : undefined;
    const asked = ask(emulator, 'SearchMedia', {}, timeout);
    await expect(asked).rejects.toMatchObject(error);
    expect(await ask(emulator, 'SearchMedia')).toMatchObject({ Total: 0 });
    expect(emulator.calls.all().map(({ fault }) => fault)).toEqual([fault.kind, undefined]);
  });

  it('takes a failure without a code for a success', async () => {
    const emulator = await useEmulator();
    emulator.faults.add('SearchMedia', { kind: 'status', status: 500 });
    expect(await ask(emulator, 'SearchMedia')).toEqual({ RequestId: expect.any(String) });
  });

  it('reads no number where one has too many digits', async () => {
    const emulator = await useEmulator();
    insertVideo(emulator.store, { duration: 135.6 });
    emulator.faults.add('GetVideoInfo', { kind: 'long-digits' });
    const ofVideo = { VideoId: id(1) };
    const { Video } = (await ask(emulator, 'GetVideoInfo', ofVideo)) as { Video: object };
    expect(Video).toMatchObject({ Duration: expect.any(Object), Title: 'Harbour at dawn' });
    expect(String(Reflect.get(Video, 'Duration'))).toBe('135.60000000000002');
    expect(await ask(emulator, 'GetVideoInfo', ofVideo)).toMatchObject({
      Video: { Duration: 135.6 },
    });
  });
});

describe('an answer', () => {
  it('lacks its empty lists of what could not be done, and no other', async () => {
    const { origin, faults, store } = await useEmulator();
    insertVideo(store);
    const ofTwo = { Action: 'GetVideoInfos', VideoIds: id(1) };
    const complete = Object.keys((await call(origin, ofTwo)).json);
    expect(complete).toContain('NonExistVideoIds');
    faults.add('GetVideoInfos', { kind: 'absent-lists' }, 2);
    const { json } = await call(origin, ofTwo);
    expect(Object.keys(json)).toEqual(complete.filter((name) => !name.startsWith('NonExist')));
    const missing = await call(origin, { ...ofTwo, VideoIds: `${id(1)},${id(2)}` });
    expect(missing.json).toMatchObject({ NonExistVideoIds: [id(2)] });
  });

  it('in XML has long digits too', async () => {
    const { origin, faults, store } = await useEmulator();
    insertVideo(store, { duration: 12 });
    faults.add('*', { kind: 'long-digits' });
    const values = { Action: 'GetVideoInfo', VideoId: id(1), Format: 'XML' };
    const { body } = await send(origin, `/?${signedForm('GET', values)}`);
    expect(body).toContain('<Duration>12.000000000000002</Duration>');
  });
});
