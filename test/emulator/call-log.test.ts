import { describe, expect, it } from '@jest/globals';
import { CallLog } from '../../src/emulator/call-log.js';
import { readRequest } from '../../src/emulator/request.js';
import { call, useEmulator } from './rpc-client.js';

describe('the call log', () => {
  it('tells what was asked and how it was answered, without any credentials', async () => {
    const at = new Date('2026-01-01T00:00:00Z');
    const { origin, calls } = await useEmulator({ now: () => at });
    const values = { SignatureNonce: 'n', Timestamp: '2026-01-01T00:00:00Z' };
    const { json } = await call(origin, { ...values, PageNo: '1', OwnerId: '7', RegionId: 'cn' });
    expect(calls.all()).toEqual([
      {
        sequence: 1,
        operation: 'SearchMedia',
        method: 'GET',
        signature: 'v1',
        parameters: { PageNo: '1', OwnerId: '7' },
        unknownParameters: ['OwnerId'],
        nonce: 'n',
        requestId: json.RequestId,
        at,
        status: 200,
        code: undefined,
        durationMs: expect.any(Number),
        fault: undefined,
      },
    ]);
    expect(JSON.stringify(calls.all())).not.toContain('vodgraph');
  });

  it('finds calls by operation and forgets on request', async () => {
    const { origin, calls } = await useEmulator();
    await call(origin, {});
    await call(origin, { Action: 'GetVideoInfo', VideoId: 'v' });
    expect(calls.of('GetVideoInfo')).toMatchObject([
      { status: 404, code: 'InvalidVideo.NotFound' },
    ]);
    calls.clear();
    expect(calls.all()).toEqual([]);
  });

  it('keeps the last calls only', () => {
    const calls = new CallLog(2);
    for (const action of ['A', 'B', 'C']) {
      const url = `/?Action=${action}`;
      const request = readRequest({ method: 'GET', url, headers: {}, body: Buffer.alloc(0) }, '+');
      calls.open(request, 'id', new Date());
    }
    expect(calls.all().map(({ operation }) => operation)).toEqual(['B', 'C']);
  });
});
