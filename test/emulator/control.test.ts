import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import RpcClient from '@alicloud/pop-core';
import { describe, expect, it } from '@jest/globals';
import { waitFor } from '../wait-for.js';
import { control } from './control.js';
import { id, insertVideo } from './media.js';
import { call, send, useEmulator } from './rpc-client.js';

/** What a request is refused with. */
async function refusal(origin: string, method: string, path: string, body?: unknown) {
  const { status, json } = await control(origin, method, path, body);
  return [status, json.error.field, json.error.message];
}

describe('the control', () => {
  it('describes itself', async () => {
    const { origin } = await useEmulator();
    const { status, headers, json } = await control(origin, 'GET');
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(json.routes).toContainEqual({
      method: 'POST',
      path: '/faults',
      does: 'orders a fault',
    });
    expect(json.faultKinds).toContain('hang-body');
    expect(json.operations).toContain('SearchMedia');
    expect(json.gatewayErrors).toContain('Throttling.User');
  });

  it('has each route that it describes', async () => {
    const { origin } = await useEmulator();
    const { json } = await control(origin, 'GET');
    const missing = 'There is no such route; GET /_control lists all.';
    for (const { method, path } of json.routes) {
      if (path === '/calls/stream') continue;
      const answer = await control(origin, method, path);
      expect(answer.json?.error?.message).not.toBe(missing);
      expect(answer.status).toBeLessThan(500);
    }
    expect(await refusal(origin, 'GET', '/nothing')).toEqual([404, undefined, missing]);
    expect(await refusal(origin, 'POST', '/calls')).toEqual([404, undefined, missing]);
  });

  it('is no place that calls or files are found at', async () => {
    const { origin, calls } = await useEmulator();
    await control(origin, 'GET', '/calls');
    expect(calls.all()).toEqual([]);
    expect((await send(origin, '/_controls')).headers['content-type']).toMatch('xml');
  });
});

describe('a fault ordered over HTTP', () => {
  it("is met by the vendor's client, listed, and taken back", async () => {
    const { origin } = await useEmulator();
    const client = new RpcClient({
      endpoint: origin,
      apiVersion: '2017-03-21',
      accessKeyId: 'vodgraph',
      accessKeySecret: 'vodgraph-secret',
    });
    const when = { VideoId: { contains: 'v' } };
    const throttle = { kind: 'refuse', code: 'Throttling.User' };
    const order = { ...throttle, operation: 'GetVideoInfo', times: 2, when };
    const { json: ordered } = await control(origin, 'POST', '/faults', order);
    expect(ordered).toEqual({ id: 1, ...order });
    const calling = client.request('GetVideoInfo', { VideoId: 'v1' });
    await expect(calling).rejects.toMatchObject({ code: 'Throttling.User' });
    await control(origin, 'POST', '/faults', { operation: '*', kind: 'html', times: 'always' });
    expect((await control(origin, 'GET', '/faults')).json).toEqual({
      faults: [
        { ...ordered, times: 1 },
        { id: 2, operation: '*', kind: 'html', status: 502, times: 'always' },
      ],
    });
    expect((await control(origin, 'DELETE', '/faults/2')).status).toBe(204);
    expect(await refusal(origin, 'DELETE', '/faults/2')).toEqual([
      404,
      'id',
      'is no pending fault',
    ]);
    expect((await control(origin, 'DELETE', '/faults')).status).toBe(204);
    expect((await control(origin, 'GET', '/faults')).json).toEqual({ faults: [] });
  });

  it.each([
    [undefined, 'body', 'must be a JSON object'],
    [[], 'body', 'must be a JSON object'],
    ['x', 'body', 'must be a JSON object'],
    [{}, 'operation', 'expected string'],
    [{ operation: 'GetVideo', kind: 'hang' }, 'operation', 'must be an operation'],
    [{ operation: '*' }, 'kind', 'must be one of refuse, status,'],
    [{ operation: '*', kind: 'Hang' }, 'kind', 'must be one of'],
    [{ operation: '*', kind: 'rewrite', rewrite: 'x' }, 'kind', 'must be one of'],
    [{ operation: '*', kind: ['hang'] }, 'kind', 'must be one of'],
    [{ operation: '*', kind: 'hang', ms: 5 }, 'ms', 'is not known here'],
    [{ operation: '*', kind: 'hang', times: 0 }, 'times', '>=1'],
    [{ operation: '*', kind: 'hang', times: 1e9 }, 'times', '<=1000000'],
    [{ operation: '*', kind: 'hang', times: '3' }, 'times', 'must be a whole number'],
    [{ operation: '*', kind: 'hang', times: null }, 'times', 'must be a whole number'],
    [{ operation: '*', kind: 'delay' }, 'ms', 'expected number'],
    [{ operation: '*', kind: 'delay', ms: 1e12 }, 'ms', '<=600000'],
    [{ operation: '*', kind: 'status', status: 99 }, 'status', '>=200'],
    [{ operation: '*', kind: 'refuse', code: 'Mine' }, 'status', 'is needed'],
    [{ operation: '*', kind: 'refuse', code: '' }, 'code', '>=1'],
    [{ operation: '*', kind: 'skew', ms: 1e300 }, 'ms', 'Too big'],
    [{ operation: '*', kind: 'drip', bytes: 0 }, 'bytes', '>=1'],
    [{ operation: '*', kind: 'hang', when: { A: { is: '' } } }, 'when.A.is', 'is not known here'],
    [{ operation: '*', kind: 'hang', when: { A: {} } }, 'when.A', 'needs `equals` or `contains`'],
  ])('is refused with the name of the field: %j', async (body, field, message) => {
    const { origin, faults } = await useEmulator();
    expect(await refusal(origin, 'POST', '/faults', body)).toEqual([
      400,
      field,
      expect.stringContaining(message),
    ]);
    expect(faults.pending()).toEqual([]);
  });

  it('is refused if it is no JSON, or too much of it', async () => {
    const { origin } = await useEmulator();
    const headers = { 'content-type': 'application/json' };
    const post = async (body: string) => {
      const answer = await send(origin, '/_control/faults', { method: 'POST', headers, body });
      return [answer.status, JSON.parse(answer.body).error];
    };
    expect(await post('{')).toEqual([400, { field: 'body', message: 'is not JSON' }]);
    expect((await post(`{"operation":"${'x'.repeat(2_000_000)}"}`))[0]).toBe(413);
  });
});

describe('the calls over HTTP', () => {
  it('are filtered by operation, by sequence and in number', async () => {
    const { origin } = await useEmulator();
    for (const VideoId of ['a', 'b', 'c']) {
      await call(origin, {});
      await call(origin, { Action: 'GetVideoInfo', VideoId });
    }
    const list = async (query: string) => {
      const { json } = await control(origin, 'GET', `/calls${query}`);
      return json.calls.map(({ sequence }: { sequence: number }) => sequence);
    };
    expect(await list('')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await list('?operation=GetVideoInfo')).toEqual([2, 4, 6]);
    expect(await list('?operation=GetVideoInfo&since=2')).toEqual([4, 6]);
    expect(await list('?limit=2')).toEqual([5, 6]);
    expect(await list('?limit=0')).toEqual([]);
    expect((await refusal(origin, 'GET', '/calls?limit=10001')).slice(0, 2)).toEqual([
      400,
      'limit',
    ]);
    expect((await refusal(origin, 'GET', '/calls?since=x')).slice(0, 2)).toEqual([400, 'since']);
    expect((await refusal(origin, 'GET', '/calls?Limit=1')).slice(0, 2)).toEqual([400, 'Limit']);
    expect((await control(origin, 'DELETE', '/calls')).status).toBe(204);
    expect(await list('')).toEqual([]);
    await call(origin, {});
    expect(await list('')).toEqual([7]);
  });

  it('hold no key', async () => {
    const { origin } = await useEmulator();
    const AuthKey = 'secretOfMine1';
    const callback = { CallbackURL: 'http://127.0.0.1:9/', AuthSwitch: 'on', AuthKey };
    await call(origin, { Action: 'SetMessageCallback', CallbackType: 'HTTP', ...callback });
    const { body } = await control(origin, 'GET', '/calls');
    expect(body).toContain('SetMessageCallback');
    expect(body).not.toMatch(/secretOfMine1|vodgraph/);
  });

  it('come live, when they arrive and when they are answered', async () => {
    const { origin, faults, close } = await useEmulator();
    const stream = await openStream(origin);
    expect(stream.headers['content-type']).toBe('text/event-stream');
    faults.add('SearchMedia', { kind: 'empty' });
    await call(origin, { Action: 'GetVideoInfo', VideoId: id(1) });
    await send(origin, '/?Action=Nothing');
    const events = await waitFor(() => (stream.calls.length >= 4 ? stream.calls : undefined));
    expect(events.map(({ sequence, status, code }) => [sequence, status, code])).toEqual([
      [1, undefined, undefined],
      [1, 404, 'InvalidVideo.NotFound'],
      [2, undefined, undefined],
      [2, 404, 'InvalidAction.NotFound'],
    ]);
    const ended = new Promise((resolve) => stream.response.once('close', resolve));
    await close();
    await ended;
  });

  it('are not told to those who went away', async () => {
    const { origin, calls } = await useEmulator();
    const stream = await openStream(origin);
    stream.response.destroy();
    for (let i = 0; i < 3; i += 1) await call(origin, {});
    expect(calls.all()).toHaveLength(3);
  });
});

describe('the clock over HTTP', () => {
  it('is read and moved, back and forth', async () => {
    const at = new Date('2026-08-01T12:00:00Z');
    const { origin, store } = await useEmulator({ now: () => at });
    const start = { now: '2026-08-01T12:00:00.000Z', offsetMs: 0 };
    expect((await control(origin, 'GET', '/clock')).json).toEqual(start);
    const moved = await control(origin, 'POST', '/clock', { advanceMs: 90_000 });
    expect(moved.json).toEqual({ now: '2026-08-01T12:01:30.000Z', offsetMs: 90_000 });
    await control(origin, 'POST', '/clock', { at: '2025-01-01T08:00:00+08:00' });
    expect(store.now()).toEqual(new Date('2025-01-01T00:00:00Z'));
    expect((await control(origin, 'POST', '/clock', { offsetMs: 0 })).json).toEqual(start);
  });

  it.each([
    [{}, undefined, 'needs one of'],
    [{ advanceMs: 1, offsetMs: 1 }, undefined, 'needs one of'],
    [{ advanceMs: '1' }, 'advanceMs', 'expected number'],
    [{ advanceMs: 1e300 }, undefined, 'the clock shows the years 1970 to 9999 only'],
    [{ at: 'tomorrow' }, 'at', 'must be a time like'],
    [{ at: '2026-02-30T00:00:00Z' }, 'at', 'must be a time like'],
    [{ at: '0000-01-01T00:00:00Z' }, undefined, 'the clock shows the years'],
    [{ to: 1 }, 'to', 'is not known here'],
  ])('is not moved by %j', async (body, field, message) => {
    const { origin, clock } = await useEmulator();
    expect(await refusal(origin, 'POST', '/clock', body)).toEqual([
      400,
      field,
      expect.stringContaining(message),
    ]);
    expect(clock.offsetMs).toBe(0);
  });
});

describe('the pace over HTTP', () => {
  it('is that of quotas', async () => {
    const { origin } = await useEmulator();
    const off = { quotas: 'off', perSecond: {} };
    expect((await control(origin, 'GET', '/quotas')).json).toEqual(off);
    const SearchMedia = 0.5;
    const set = await control(origin, 'PUT', '/quotas', { quotas: { SearchMedia } });
    expect(set.json).toEqual({ quotas: { SearchMedia }, perSecond: { SearchMedia } });
    expect((await call(origin, {})).status).toBe(200);
    expect((await call(origin, {})).json.Code).toBe('Throttling.User');
    const published = await control(origin, 'PUT', '/quotas', { quotas: 'published' });
    expect(published.json.perSecond).toMatchObject({ SearchMedia: 50, GetPlayInfo: 360 });
    expect((await refusal(origin, 'PUT', '/quotas', {})).slice(0, 2)).toEqual([400, 'quotas']);
    expect(await refusal(origin, 'PUT', '/quotas', { quotas: { X: 1 } })).toEqual([
      400,
      'quotas.X',
      'is no operation that this service answers',
    ]);
  });

  it('is that of a latency', async () => {
    const { origin, latency } = await useEmulator();
    const set = await control(origin, 'PUT', '/latency', { latency: '1-2', seed: 7 });
    expect(set.json).toEqual({ latency: '1-2', seed: 7 });
    expect(latency.nextMs()).toBeGreaterThan(1);
    await control(origin, 'PUT', '/latency', { latency: 3 });
    expect((await control(origin, 'GET', '/latency')).json).toEqual({ latency: '3', seed: 1 });
    for (const [body, field] of [
      [{}, 'latency'],
      [{ latency: 'slow' }, 'latency'],
      [{ latency: '5', seed: -1 }, 'seed'],
      [{ latency: '5', sead: 1 }, 'sead'],
    ]) {
      expect((await refusal(origin, 'PUT', '/latency', body)).slice(0, 2)).toEqual([400, field]);
    }
  });
});

describe('the library over HTTP', () => {
  it('is counted, seeded, kept, reset and restored', async () => {
    const { origin, store } = await useEmulator();
    insertVideo(store);
    const counts = async (method: string, path: string, body?: unknown) => {
      const { status, json } = await control(origin, method, `/library${path}`, body);
      return [status, json.videos + json.audios];
    };
    expect(await counts('GET', '')).toEqual([200, 1]);
    expect(await counts('POST', '/seed', { count: 12 })).toEqual([200, 13]);
    const taken = await control(origin, 'POST', '/library/snapshots', { name: 'a.1' });
    expect(taken.json).toMatchObject({ name: 'a.1', takenAt: expect.any(String) });
    expect(await counts('POST', '/reset', { to: 'empty' })).toEqual([200, 0]);
    expect(await counts('POST', '/snapshots/a.1/restore')).toEqual([200, 13]);
    const { json } = await control(origin, 'GET', '/library/snapshots');
    expect(json).toEqual({ snapshots: [taken.json] });
    expect((await control(origin, 'DELETE', '/library/snapshots/a.1')).status).toBe(204);
    expect(await refusal(origin, 'POST', '/library/snapshots/a.1/restore')).toEqual([
      404,
      'name',
      'is the name of no snapshot',
    ]);
  });

  it.each([
    ['/library/reset', {}, 400, 'to'],
    ['/library/reset', { to: 'new' }, 400, 'to'],
    ['/library/reset', undefined, 400, 'body'],
    ['/library/seed', { count: 1e9 }, 400, 'count'],
    ['/library/seed', { count: '5' }, 400, 'count'],
    ['/library/snapshots', { name: '../a' }, 400, 'name'],
    ['/library/snapshots', { name: ['a'] }, 400, 'name'],
    ['/library/snapshots/..%2f..%2fa/restore', {}, 400, 'name'],
    ['/library/snapshots/a/restore', {}, 404, 'name'],
  ])('is left alone by %s of %j', async (path, body, status, field) => {
    const { origin, store } = await useEmulator();
    insertVideo(store);
    expect((await refusal(origin, 'POST', path, body)).slice(0, 2)).toEqual([status, field]);
    expect(store.media.count()).toBe(1);
  });

  it('is replaced while calls are running', async () => {
    const { origin, store } = await useEmulator();
    insertVideo(store);
    await control(origin, 'POST', '/library/snapshots', { name: 'a' });
    const statuses: number[] = [];
    const calling = Array.from({ length: 40 }, async () => {
      statuses.push((await call(origin, { Action: 'GetVideoInfo', VideoId: id(1) })).status);
    });
    for (let i = 0; i < 10; i += 1) {
      await control(origin, 'POST', '/library/snapshots/a/restore');
    }
    await Promise.all(calling);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

describe('a page', () => {
  const json = { 'content-type': 'application/json' };
  const reset = (origin: string, headers: Record<string, string>) =>
    send(origin, '/_control/library/reset', {
      method: 'POST',
      headers,
      body: JSON.stringify({ to: 'empty' }),
    });

  it('of the service itself may use the control', async () => {
    const { origin } = await useEmulator();
    expect((await reset(origin, { ...json, origin })).status).toBe(200);
    const { port } = new URL(origin);
    const other = { host: `localhost:${port}`, origin: `http://localhost:${port}` };
    expect((await reset(origin, { ...json, ...other })).status).toBe(200);
  });

  it.each([
    { origin: 'https://example.com' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1' },
    { origin: 'http://127.0.0.1:1' },
    { host: 'example.com', origin: 'http://example.com' },
    { host: '127.0.0.1.example.com' },
    { host: 'example.com:80' },
    { host: 'a b' },
  ])('of another origin may not: %j', async (headers) => {
    const { origin, store } = await useEmulator();
    insertVideo(store);
    const { status, headers: answered, body } = await reset(origin, { ...json, ...headers });
    expect(status).toBe(403);
    expect(JSON.parse(body).error.field).toMatch(/^(origin|host)$/);
    expect(answered).not.toHaveProperty('access-control-allow-origin');
    expect(store.media.count()).toBe(1);
    const read = await send(origin, '/_control/calls', { headers });
    expect(read.status).toBe(403);
  });

  it.each([
    {},
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'text/plain; application/json' },
    { 'content-type': 'application/jsonp' },
  ])('cannot send what needs no leave: %j', async (headers) => {
    const { origin, store } = await useEmulator();
    insertVideo(store);
    expect((await reset(origin, headers)).status).toBe(415);
    for (const path of ['/faults', '/calls', '/library/snapshots/a']) {
      const answer = await send(origin, `/_control${path}`, { method: 'DELETE', headers });
      expect(answer.status).toBe(415);
    }
    expect(store.media.count()).toBe(1);
  });

  it('gets no leave when its browser asks for it', async () => {
    const { origin } = await useEmulator();
    const headers = {
      origin: 'https://example.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const answer = await send(origin, '/_control/faults', { method: 'OPTIONS', headers });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).join()).not.toContain('access-control');
  });
});

interface StreamedCall {
  readonly sequence: number;
  readonly status?: number;
  readonly code?: string;
}

/** Reads server-sent events as a browser does. */
async function openStream(origin: string) {
  const request = get(`${origin}/_control/calls/stream`);
  request.on('error', () => {});
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.on('error', () => {});
  const calls: StreamedCall[] = [];
  let text = '';
  response.on('data', (chunk) => {
    const events = (text + chunk).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data) calls.push(JSON.parse(data));
    }
  });
  return { response, headers: response.headers, calls };
}
