import { describe, expect, it } from '@jest/globals';
import { call, callParameters, send, signedForm, useEmulator } from '../emulator/rpc-client.js';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const minutes = (count: number) => new Date(Date.now() + count * 60_000);
const stamp = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;

describe('a signed call', () => {
  it('is answered in compact JSON with the headers of the real gateway', async () => {
    const { origin } = await useEmulator();
    const { status, headers, json, body } = await call(origin, { Action: 'SearchMedia' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ Total: 0 });
    expect(body).toBe(JSON.stringify(json));
    expect(json.RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(headers).toMatchObject({
      'content-type': 'application/json;charset=utf-8',
      'x-acs-request-id': json.RequestId,
      'x-acs-trace-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      'access-control-allow-origin': '*',
      'access-control-expose-headers': '*',
      etag: expect.any(String),
      'content-length': String(body.length),
    });
  });

  it('may be POSTed in the body, in the query or split between them', async () => {
    const { origin } = await useEmulator();
    const parts = () => signedForm('POST', { Match: "Title='a b+c'" });
    const post = (path: string, body: string) =>
      send(origin, path, { method: 'POST', headers: form, body });
    const [first, ...others] = parts().split('&');
    const answers = [
      await post('/', parts()),
      await post('/', parts().replaceAll('%20', '+')),
      await post(`/?${parts()}`, ''),
      await post(`/?${first}`, others.join('&')),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('counts the first of a repeated parameter, the query before the body', async () => {
    const { origin, calls } = await useEmulator();
    const [match, ...others] = signedForm('POST', { Match: "Title='first'" })
      .split('&')
      .sort((one) => (one.startsWith('Match=') ? -1 : 1));
    const second = "Match=Title%3D'second'";
    const post = (query: string, body: string) =>
      send(origin, `/?${query}`, { method: 'POST', headers: form, body });
    const answers = [
      await post(`${match}&${second}`, others.join('&')),
      await post('', `${second}&${match}&${others.join('&')}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    expect(calls.all()[0]?.parameters).toEqual({ Match: "Title='first'" });
  });

  it('may arrive in chunks', async () => {
    const { origin } = await useEmulator();
    const headers = { ...form, 'transfer-encoding': 'chunked' };
    const body = signedForm('POST', {});
    expect(await send(origin, '/', { method: 'POST', headers, body })).toMatchObject({
      status: 200,
    });
  });

  it('reads a plus in the query as the caller signed it', async () => {
    const { origin, calls } = await useEmulator();
    const literal = signedForm('GET', { Match: "Title='a+b'" }).replaceAll('%2B', '+');
    const spaced = signedForm('GET', { Match: "Title='a b'" }).replaceAll('%20', '+');
    await send(origin, `/?${literal}`);
    await send(origin, `/?${spaced}`);
    const matches = calls.all().map(({ status, parameters }) => [status, parameters.Match]);
    expect(matches).toEqual([
      [200, "Title='a+b'"],
      [200, "Title='a b'"],
    ]);
  });

  it('is answered in XML unless it asks for JSON', async () => {
    const { origin } = await useEmulator();
    const xml = await send(origin, `/?${signedForm('GET', { Format: undefined })}`);
    expect(xml.headers['content-type']).toBe('text/xml;charset=utf-8');
    expect(xml.body).toContain('<SearchMediaResponse><RequestId>');
    const refused = await send(origin, `/?${signedForm('GET', { Format: 'xml', Version: '1' })}`);
    expect(refused.body).toMatch(/^<\?xml [^>]+><Error>.*<Code>InvalidVersion<\/Code>/);
    const lower = await send(origin, `/?${signedForm('GET', { Format: 'json' })}`);
    expect(JSON.parse(lower.body)).toMatchObject({ Total: 0 });
  });

  it('keeps its connection for as long as the real gateway', async () => {
    const { origin } = await useEmulator();
    const headers = { connection: 'keep-alive' };
    const answer = await send(origin, `/?${signedForm('GET', {})}`, { headers });
    expect(answer.headers['keep-alive']).toBe('timeout=25');
  });
});

describe('a call that breaks the protocol', () => {
  it.each([
    [{ Action: undefined }, 400, 'MissingAction'],
    [{ Action: 'NoSuchThing' }, 404, 'InvalidAction.NotFound'],
    [{ Action: 'constructor' }, 404, 'InvalidAction.NotFound'],
    [{ Action: 'CreateAudit' }, 400, 'UnsupportedOperation'],
    [{ Version: undefined }, 400, 'MissingVersion'],
    [{ Version: '2017-03-22' }, 400, 'InvalidVersion'],
    [{ AccessKeyId: undefined }, 400, 'MissingAccessKeyId'],
    [{ SignatureMethod: undefined }, 400, 'MissingSignatureMethod'],
    [{ SignatureVersion: undefined }, 400, 'MissingSignatureVersion'],
    [{ SignatureNonce: undefined }, 400, 'MissingSignatureNonce'],
    [{ Timestamp: undefined }, 400, 'MissingTimestamp'],
    [{ Timestamp: '' }, 400, 'MissingTimestamp'],
    [{ SignatureMethod: 'HMAC-SHA256' }, 400, 'InvalidSignatureMethod'],
    [{ SignatureVersion: '2.0' }, 400, 'InvalidSignatureVersion'],
    [{ AccessKeyId: 'nobody' }, 404, 'InvalidAccessKeyId.NotFound'],
    [{ SecurityToken: 'token' }, 400, 'InvalidSecurityToken.MismatchWithAccessKey'],
    [{ Timestamp: '2024-05-01 08:00:00' }, 400, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '2024-02-31T08:00:00Z' }, 400, 'InvalidTimeStamp.Format'],
    [{ Timestamp: stamp(minutes(-16)) }, 400, 'InvalidTimeStamp.Expired'],
    [{ Timestamp: stamp(minutes(16)) }, 400, 'InvalidTimeStamp.Expired'],
  ])('%j is refused with %i %s', async (values, status, code) => {
    const { origin } = await useEmulator();
    const answer = await call(origin, values);
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual({
      RequestId: answer.headers['x-acs-request-id'],
      HostId: origin.replace('http://', ''),
      Code: code,
      Message: expect.any(String),
      Recommend: expect.stringContaining(`?q=${code}&product=vod&requestId=`),
    });
  });

  it('names what is missing and what is not served', async () => {
    const { origin } = await useEmulator();
    const missing = await call(origin, { Timestamp: undefined });
    expect(missing.json.Message).toBe('Timestamp is mandatory for this action.');
    const unserved = await call(origin, { Action: 'CreateAudit' });
    expect(unserved.json.Message).toBe('The specified action is not supported: CreateAudit.');
  });

  it('is refused in XML if its format is unknown', async () => {
    const { origin } = await useEmulator();
    const answer = await send(origin, `/?${signedForm('GET', { Format: 'YAML' })}`);
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('InvalidFormat') });
  });

  it('is refused without a signature', async () => {
    const { origin } = await useEmulator();
    const query = new URLSearchParams(callParameters({})).toString();
    const { status, body } = await send(origin, `/?${query}`);
    expect([status, JSON.parse(body).Code]).toEqual([400, 'MissingSignature']);
  });

  it('learns the string that it should have signed', async () => {
    const { origin } = await useEmulator();
    const fixed = { SignatureNonce: 'n', Timestamp: stamp(new Date()) };
    const { status, body } = await send(origin, `/?${signedForm('GET', fixed, 'wrong')}`);
    const { Code, Message } = JSON.parse(body);
    expect([status, Code]).toEqual([400, 'SignatureDoesNotMatch']);
    expect(Message).toBe(
      'Specified signature is not matched with our calculation. server string to sign is:' +
        'GET&%2F&AccessKeyId%3Dvodgraph%26Action%3DSearchMedia%26Format%3DJSON' +
        '%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3Dn%26SignatureVersion%3D1.0' +
        `%26Timestamp%3D${fixed.Timestamp.replaceAll(':', '%253A')}%26Version%3D2017-03-21`,
    );
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is refused with %s', async (method) => {
    const { origin } = await useEmulator();
    const { status, body } = await send(origin, `/?${signedForm(method, {})}`, { method });
    expect([status, JSON.parse(body).Code]).toEqual([400, 'UnsupportedHTTPMethod']);
  });

  it.each([
    ['GET', '/?Action=SearchMedia&Format=JSON&Match=%zz', ''],
    ['POST', '/?Format=JSON', 'Action=SearchMedia&Match=%E6'],
  ])('is refused for what cannot be decoded in a %s', async (method, path, body) => {
    const { origin } = await useEmulator();
    const answer = await send(origin, path, { method, headers: form, body });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      400,
      expect.objectContaining({
        Code: 'InvalidParameter',
        Message: 'The specified parameter Match is not valid.',
      }),
    ]);
  });

  it.each(['content-length', 'chunked'])('is refused if too large (%s)', async (framing) => {
    const { origin, calls } = await useEmulator();
    const body = Buffer.alloc(9 * 1024 * 1024, 'a');
    const headers = { ...form, ...(framing === 'chunked' && { 'transfer-encoding': 'chunked' }) };
    const answer = await send(origin, '/?Format=JSON', { method: 'POST', headers, body });
    expect([answer.status, JSON.parse(answer.body).Code]).toEqual([413, 'RequestEntityTooLarge']);
    expect(calls.all()).toHaveLength(1);
  });

  it('is refused for a body that is not a form', async () => {
    const { origin } = await useEmulator();
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const answer = await send(origin, `/?${signedForm('POST', {})}`, options);
    expect([answer.status, JSON.parse(answer.body).Code]).toEqual([400, 'InvalidContentType']);
  });

  it('is told off for a wrong path', async () => {
    const { origin } = await useEmulator();
    for (const path of ['/elsewhere', '/%zz']) {
      const { status, body } = await send(origin, path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body).toMatch(/^<\?xml [^>]+><Error><RequestId>/);
    }
  });
});

describe('a nonce', () => {
  it('must not come again for fifteen minutes, per key', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const allowedAccessKeys = [
      { id: 'vodgraph', secret: 'vodgraph-secret' },
      { id: 'other', secret: 'vodgraph-secret' },
    ];
    const { origin } = await useEmulator({ now: () => now, allowedAccessKeys });
    const codes: (string | undefined)[] = [];
    const attempt = async (values: Record<string, string>) => {
      const { json } = await call(origin, {
        SignatureNonce: 'n',
        Timestamp: stamp(now),
        ...values,
      });
      codes.push(json.Code);
    };
    await attempt({});
    await attempt({});
    await attempt({ AccessKeyId: 'other' });
    now = new Date('2026-01-01T00:15:01Z');
    await attempt({});
    expect(codes).toEqual([undefined, 'SignatureNonceUsed', undefined, undefined]);
  });

  it('dated ahead is remembered for as long as its date is good', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const { origin } = await useEmulator({ now: () => now });
    const values = { SignatureNonce: 'n', Timestamp: '2026-01-01T00:14:00Z' };
    await call(origin, values);
    now = new Date('2026-01-01T00:28:00Z');
    expect((await call(origin, values)).json.Code).toBe('SignatureNonceUsed');
  });

  it('is not used up by a call with a wrong signature', async () => {
    const { origin } = await useEmulator();
    const values = { SignatureNonce: 'n' };
    await send(origin, `/?${signedForm('GET', values, 'wrong')}`);
    expect(await call(origin, values)).toMatchObject({ status: 200 });
  });
});

describe('a temporary key', () => {
  const allowedAccessKeys = [{ id: 'STS.key', secret: 'secret', securityToken: 'token/+=' }];

  it.each([
    ['token/+=', undefined],
    [undefined, 'MissingSecurityToken'],
    ['another', 'InvalidSecurityToken.MismatchWithAccessKey'],
    ['no token at all', 'InvalidSecurityToken.Malformed'],
  ])('with the token %s is answered %s', async (SecurityToken, code) => {
    const { origin, calls } = await useEmulator({ allowedAccessKeys });
    const query = signedForm('GET', { AccessKeyId: 'STS.key', SecurityToken }, 'secret');
    const { body } = await send(origin, `/?${query}`);
    expect(JSON.parse(body).Code).toBe(code);
    expect(JSON.stringify(calls.all())).not.toContain('token/');
  });
});

describe('the service', () => {
  it('says so when its port is taken', async () => {
    const { origin } = await useEmulator();
    const port = Number(new URL(origin).port);
    await expect(useEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('answers its own failures as an internal error and tells its operator', async () => {
    const told: unknown[] = [];
    const { origin, faults } = await useEmulator({ log: (...line) => told.push(line) });
    const rewrite = () => {
      throw new Error('a bug');
    };
    faults.add('SearchMedia', { kind: 'rewrite', rewrite });
    const { status, json } = await call(origin, {});
    expect([status, json.Code]).toEqual([500, 'InternalError']);
    expect(told).toEqual([[expect.stringContaining('SearchMedia failed'), new Error('a bug')]]);
  });
});
