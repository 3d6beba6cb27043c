import openApi from '@alicloud/openapi-client';
import RpcClient from '@alicloud/pop-core';
import { describe, expect, it } from '@jest/globals';
import { useEmulator } from '../emulator/rpc-client.js';

describe('@alicloud/pop-core', () => {
  const connect = (endpoint: string, accessKeySecret = 'vodgraph-secret', securityToken?: string) =>
    new RpcClient({
      endpoint,
      apiVersion: '2017-03-21',
      accessKeyId: 'vodgraph',
      accessKeySecret,
      ...(securityToken !== undefined && { securityToken }),
    });
  const match = { match: "(Title='海洋 A*' or Tags='~!()+&=%') and Status in ('Normal')" };

  it.each(['GET', 'POST', 'post'])('is answered by %s', async (method) => {
    const { origin, calls } = await useEmulator();
    const answer = await connect(origin).request('searchMedia', match, { method });
    expect(answer).toMatchObject({ Total: 0, RequestId: expect.any(String) });
    expect(calls.of('SearchMedia')).toEqual([
      expect.objectContaining({
        method: method.toUpperCase(),
        signature: 'v1',
        parameters: { Match: match.match },
        status: 200,
      }),
    ]);
  });

  it('throws what the service refuses', async () => {
    const { origin } = await useEmulator();
    const unknown = connect(origin).request('GetVideoInfo', { VideoId: 'f'.repeat(32) });
    await expect(unknown).rejects.toMatchObject({ code: 'InvalidVideo.NotFound' });
    const wrongSecret = connect(origin, 'wrong').request('SearchMedia', {});
    await expect(wrongSecret).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it('works with a temporary key', async () => {
    const securityToken = 'CAIS+/=';
    const allowedAccessKeys = [{ id: 'vodgraph', secret: 'temporary', securityToken }];
    const { origin } = await useEmulator({ allowedAccessKeys });
    const answer = await connect(origin, 'temporary', securityToken).request('SearchMedia', {});
    expect(answer).toMatchObject({ Total: 0 });
  });
});

describe('@alicloud/openapi-client, which signs V3', () => {
  const { default: Client, Config, OpenApiRequest, Params } = openApi;

  const runtime = { autoretry: false, toMap: () => ({}) };

  const callApi = async (
    origin: string,
    action: string,
    request: { query?: Record<string, string>; body?: Record<string, string> },
    key: Record<string, string> = {},
    method = 'POST',
  ) => {
    const client = new Client(
      new Config({
        accessKeyId: 'vodgraph',
        accessKeySecret: 'vodgraph-secret',
        endpoint: new URL(origin).host,
        protocol: 'HTTP',
        ...key,
      }),
    );
    const style = { pathname: '/', authType: 'AK', style: 'RPC', version: '2017-03-21' };
    const types = { protocol: 'HTTP', reqBodyType: 'formData', bodyType: 'json' };
    const params = new Params({ action, method, ...style, ...types });
    return client.callApi(params, new OpenApiRequest(request), runtime);
  };
  const Match = "Title='a b+c*~(海)' and Tags='\"!'";

  it.each(['GET', 'POST'])(
    'is answered in JSON with its parameters in the query of a %s',
    async (method) => {
      const { origin, calls } = await useEmulator();
      const answer = await callApi(
        origin,
        'SearchMedia',
        { query: { Match, Fields: '' } },
        {},
        method,
      );
      expect(answer).toMatchObject({ statusCode: 200, body: { Total: 0 } });
      expect(calls.all()).toEqual([
        expect.objectContaining({
          operation: 'SearchMedia',
          method,
          signature: 'v3',
          parameters: expect.objectContaining({ Match }),
        }),
      ]);
    },
  );

  it('is answered with its parameters in the body', async () => {
    const { origin, calls } = await useEmulator();
    const answer = await callApi(origin, 'SearchMedia', { body: { Match } });
    expect(answer.body).toMatchObject({ Total: 0 });
    expect(calls.all()[0]?.parameters).toEqual({ Match });
  });

  it('throws what the service refuses', async () => {
    const { origin } = await useEmulator();
    const refusal = (action: string, key = {}) =>
      callApi(origin, action, {}, key).catch((error) => error.code);
    expect(await refusal('NoSuchThing')).toBe('InvalidAction.NotFound');
    expect(await refusal('SearchMedia', { accessKeySecret: 'wrong' })).toBe(
      'SignatureDoesNotMatch',
    );
    expect(await refusal('SearchMedia', { accessKeyId: 'nobody' })).toBe(
      'InvalidAccessKeyId.NotFound',
    );
    const securityToken = 'token';
    expect(await refusal('SearchMedia', { securityToken })).toBe(
      'InvalidSecurityToken.MismatchWithAccessKey',
    );
  });
});
