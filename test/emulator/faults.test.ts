import { describe, expect, it } from '@jest/globals';
import { waitFor } from '../wait-for.js';
import { call, send, signedForm, useEmulator } from './rpc-client.js';

const search = (origin: string, values: Record<string, string> = {}) =>
  send(origin, `/?${signedForm('GET', values)}`);

describe('a fault', () => {
  it('refuses in the shape of VOD, as often as ordered, and then is over', async () => {
    const { origin, faults, calls } = await useEmulator();
    faults.add('SearchMedia', { kind: 'refuse', status: 400, code: 'Throttling.User' }, 2);
    const codes = [];
    for (let i = 0; i < 3; i += 1) codes.push((await call(origin, {})).json.Code);
    expect(codes).toEqual(['Throttling.User', 'Throttling.User', undefined]);
    expect(calls.all().map(({ status, code }) => [status, code])).toEqual([
      [400, 'Throttling.User'],
      [400, 'Throttling.User'],
      [200, undefined],
    ]);
  });

  it('meets only its operation, unless ordered for all, in the order of the orders', async () => {
    const { origin, faults } = await useEmulator();
    faults.add('GetVideoInfo', { kind: 'empty', status: 503 });
    faults.add('*', { kind: 'html', status: 502 });
    faults.add('SearchMedia', { kind: 'status', status: 500 });
    const html = await search(origin);
    expect([html.status, html.headers['content-type']]).toEqual([502, 'text/html;charset=utf-8']);
    const codeless = await search(origin);
    expect(codeless.status).toBe(500);
    expect(Object.keys(JSON.parse(codeless.body))).toEqual(['RequestId']);
    const empty = await search(origin, { Action: 'GetVideoInfo', VideoId: 'v' });
    expect([empty.status, empty.body]).toEqual([503, '']);
  });

  it('may choose its calls by their parameters, and can be taken back', async () => {
    const { origin, faults } = await useEmulator();
    const fault = { kind: 'empty', status: 500 } as const;
    faults.add('SearchMedia', { ...fault, when: ({ SearchType }) => SearchType === 'audio' }, 2);
    expect(await search(origin)).toMatchObject({ status: 200 });
    expect(await search(origin, { SearchType: 'audio' })).toMatchObject({ status: 500 });
    faults.clear();
    expect(await search(origin, { SearchType: 'audio' })).toMatchObject({ status: 200 });
  });

  it('may name the parameters of its calls as data', async () => {
    const { origin, faults } = await useEmulator();
    const when = { SearchType: { equals: 'video' }, Match: { contains: '海' } };
    faults.add('SearchMedia', { kind: 'empty', when }, 'always');
    const statuses = [];
    for (const Match of ["Title = '海洋'", "Title = 'sea'", undefined]) {
      const values = { SearchType: 'video', ...(Match !== undefined && { Match }) };
      statuses.push((await search(origin, values)).status);
    }
    expect(statuses).toEqual([503, 200, 200]);
    expect(await search(origin, { Match: "Title = '海'" })).toMatchObject({ status: 200 });
  });

  it('asks for a parameter, not for what every object has', async () => {
    const { origin, faults } = await useEmulator();
    faults.add('*', { kind: 'empty', when: { toString: { contains: '' } } });
    expect(await search(origin)).toMatchObject({ status: 200 });
  });

  it('lasts until it is taken back if it is ordered for always', async () => {
    const { origin, faults } = await useEmulator();
    const { id } = faults.add('*', { kind: 'empty' }, 'always');
    for (let i = 0; i < 3; i += 1) expect((await search(origin)).status).toBe(503);
    expect([faults.remove(id), faults.remove(id)]).toEqual([true, false]);
    expect((await search(origin)).status).toBe(200);
  });

  it('is pending while it is not used up', async () => {
    const { origin, faults } = await useEmulator();
    const when = { VideoId: { equals: 'v' } };
    faults.add('*', { kind: 'delay', ms: 1 }, 2);
    faults.add('GetVideoInfo', { kind: 'rewrite', rewrite: () => '', when: () => true }, 'always');
    faults.add('GetVideoInfo', { kind: 'skew', when });
    faults.add('GetVideoInfo', { kind: 'drip' });
    await search(origin);
    expect(faults.pending()).toEqual([
      { id: 1, operation: '*', times: 1, kind: 'delay', ms: 1 },
      { id: 2, operation: 'GetVideoInfo', times: 'always', kind: 'rewrite', when: 'a function' },
      { id: 3, operation: 'GetVideoInfo', times: 1, kind: 'skew', ms: 3_600_000, when },
      { id: 4, operation: 'GetVideoInfo', times: 1, kind: 'drip', bytes: 1, everyMs: 100 },
    ]);
    await search(origin);
    expect(faults.pending()).toHaveLength(3);
  });

  it('waits for a call that passes the gateway', async () => {
    const { origin, faults } = await useEmulator();
    faults.add('SearchMedia', { kind: 'empty', status: 500 });
    await send(origin, `/?${signedForm('GET', {}, 'wrong')}`);
    expect(await search(origin)).toMatchObject({ status: 500 });
  });

  it('of a skewed clock is met by what the gateway refuses too, and by the next fault', async () => {
    const { origin, faults, calls } = await useEmulator();
    faults.add('SearchMedia', { kind: 'skew' });
    await send(origin, `/?${signedForm('GET', {}, 'wrong')}`);
    faults.add('SearchMedia', { kind: 'skew', ms: 60_000 });
    faults.add('SearchMedia', { kind: 'empty' });
    expect(await search(origin)).toMatchObject({ status: 503 });
    expect(calls.all()).toMatchObject([
      { code: 'InvalidTimeStamp.Expired', fault: 'skew' },
      { status: 503, fault: 'empty' },
    ]);
  });

  it.each(['reset', 'reset-after', 'truncate'] as const)(
    'breaks the connection: %s',
    async (kind) => {
      const { origin, faults, calls } = await useEmulator();
      faults.add('SearchMedia', { kind });
      await expect(search(origin)).rejects.toMatchObject({ code: 'ECONNRESET' });
      expect(calls.of('SearchMedia')).toEqual([expect.objectContaining({ status: undefined })]);
      expect(await search(origin)).toMatchObject({ status: 200 });
    },
  );

  it('executes a call whose answer gets lost, but not one reset before', async () => {
    const { origin, faults, store } = await useEmulator();
    let executed = 0;
    const transaction = store.transaction.bind(store);
    store.transaction = (work) => {
      executed += 1;
      return transaction(work);
    };
    for (const kind of ['reset', 'reset-after', 'truncate'] as const) {
      faults.add('SearchMedia', { kind });
      await expect(search(origin)).rejects.toThrow();
    }
    expect(executed).toBe(2);
  });

  it('answers late', async () => {
    const { origin, faults, calls } = await useEmulator();
    faults.add('SearchMedia', { kind: 'delay', ms: 50 });
    expect(await search(origin)).toMatchObject({ status: 200 });
    expect(calls.all()[0]?.durationMs).toBeGreaterThanOrEqual(49);
  });

  it.each([
    { kind: 'hang' },
    { kind: 'hang-body' },
    { kind: 'drip', everyMs: 60_000 },
    { kind: 'delay', ms: 60_000 },
  ] as const)('does not keep the service from closing: %j', async (fault) => {
    const { origin, faults, calls, close } = await useEmulator();
    faults.add('SearchMedia', fault);
    const hanging = expect(search(origin)).rejects.toThrow();
    await waitFor(() => calls.all()[0]?.fault);
    await close();
    await hanging;
  });

  it('rewrites an answer', async () => {
    const { origin, faults } = await useEmulator();
    faults.add('SearchMedia', { kind: 'rewrite', rewrite: (body) => ({ ...body, Total: 7 }) });
    expect((await call(origin, {})).json).toMatchObject({ Total: 7 });
    const rewrite = (body: object) =>
      JSON.stringify(body).replace('"Total":0', '"Total":0.1000000000000000055');
    faults.add('SearchMedia', { kind: 'rewrite', rewrite });
    expect((await search(origin)).body).toContain('0.1000000000000000055');
  });
});
