import { describe, expect, it } from '@jest/globals';
import { send, signedForm, useEmulator } from '../emulator/rpc-client.js';
import { percentEncode } from './client.js';
import { dialects, pythonCoreRequest, sendRequest, teaRequest } from './sdk-requests.js';

const awkward = {
  Match: "Title='a b+c*~!(海)%26' and Tags=\"it's\"",
  Fields: '',
  SortBy: 'CreationTime:Desc',
  OwnerId: '',
};

const languages = Object.entries(dialects);

describe('what aliyun-python-sdk-core sends', () => {
  it.each(['GET', 'POST'] as const)('is answered by %s', async (method) => {
    const { origin, calls } = await useEmulator();
    const request = pythonCoreRequest(method, 'SearchMedia', awkward);
    expect(await sendRequest(origin, request)).toMatchObject({ status: 200, body: { Total: 0 } });
    expect(calls.all()).toMatchObject([{ method, signature: 'v1', parameters: awkward }]);
  });

  it.each([
    ['JSON', 'application/json;charset=utf-8'],
    ['json', 'application/json;charset=utf-8'],
    ['XML', 'text/xml;charset=utf-8'],
    ['xml', 'text/xml;charset=utf-8'],
  ])('is answered in its Format, %s', async (format, contentType) => {
    const { origin } = await useEmulator();
    const { query, headers } = pythonCoreRequest('GET', 'SearchMedia', {}, format);
    const answer = await send(origin, `/?${query}`, { headers });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, contentType]);
  });

  it('may have a whole bulk update in the URL', async () => {
    const { origin } = await useEmulator({ library: true });
    const item = { VideoId: 'none', Description: '海'.repeat(340), Title: '洋'.repeat(42) };
    const UpdateContent = JSON.stringify(Array(20).fill(item));
    const request = pythonCoreRequest('POST', 'UpdateVideoInfos', { UpdateContent });
    expect(request.query.length).toBeGreaterThan(60_000);
    expect(await sendRequest(origin, request)).toMatchObject({
      status: 200,
      body: { NonExistVideoIds: ['none'] },
    });
  });

  it('writes booleans as Python does', async () => {
    const { origin } = await useEmulator({ library: true });
    const values = { ReferenceIds: 'clip-square', Force: 'True' };
    const answer = await sendRequest(origin, pythonCoreRequest('GET', 'DeleteMezzanines', values));
    expect(answer).toMatchObject({ status: 200, body: { UnRemoveableVideoIds: [] } });
  });

  it('may have body parameters beside those of the query', async () => {
    const { origin, calls } = await useEmulator();
    const [inBody, ...inQuery] = signedForm('POST', { Match: "Title='a b'" })
      .split('&')
      .sort((one) => (one.startsWith('Match=') ? -1 : 1));
    const answer = await send(origin, `/?${inQuery.join('&')}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: String(inBody).replaceAll('%20', '+'),
    });
    expect(answer.status).toBe(200);
    expect(calls.all()).toMatchObject([{ parameters: { Match: "Title='a b'" } }]);
  });
});

describe.each(languages)('what the %s SDK sends', (_, dialect) => {
  it.each(['query', 'body'] as const)('is answered with its values in the %s', async (place) => {
    const { origin, calls } = await useEmulator();
    const request = teaRequest(dialect, origin, 'SearchMedia', awkward, place);
    expect(await sendRequest(origin, request)).toMatchObject({ status: 200, body: { Total: 0 } });
    expect(calls.all()).toMatchObject([{ signature: 'v3', parameters: awkward }]);
  });

  it('may come with its headers in any order and case', async () => {
    const { origin } = await useEmulator();
    const { headers, ...request } = teaRequest(dialect, origin, 'SearchMedia', awkward);
    const turned = Object.entries(headers)
      .map(([name, value]) => [name.toUpperCase(), value])
      .reverse();
    const answer = await sendRequest(origin, { ...request, headers: Object.fromEntries(turned) });
    expect(answer.status).toBe(200);
  });

  it.each([
    ['a value', (query: string) => query.replace('CreationTime', 'ModificationTime')],
    ['a name', (query: string) => query.replace('OwnerId', 'PageNo')],
    ['a further parameter', (query: string) => `${query}&PageNo=1`],
  ])('is refused if somebody changed %s', async (_what, change) => {
    const { origin } = await useEmulator();
    const request = teaRequest(dialect, origin, 'SearchMedia', awkward);
    const answer = await sendRequest(origin, { ...request, query: change(request.query) });
    expect([answer.status, answer.body.Code]).toEqual([400, 'SignatureDoesNotMatch']);
  });

  it('is refused if somebody changed the body', async () => {
    const { origin } = await useEmulator();
    const request = teaRequest(dialect, origin, 'SearchMedia', awkward, 'body');
    const body = `${request.body}&PageNo=${percentEncode('1')}`;
    const answer = await sendRequest(origin, { ...request, body });
    expect([answer.status, answer.body.Code]).toEqual([400, 'SignatureDoesNotMatch']);
  });
});
