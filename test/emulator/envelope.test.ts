import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { answerHeaders, readFormat, refused, success } from '../../src/emulator/envelope.js';
import { Refusal } from '../../src/emulator/operation.js';

const requestId = '5D2A9C1E-7F40-5B63-9E1B-3B0C7C2B8A11';
const place = { requestId, host: '127.0.0.1:4001' };

describe('the format', () => {
  it.each([
    ['JSON', 'JSON'],
    ['json', 'JSON'],
    ['XML', 'XML'],
    ['', 'XML'],
    [undefined, 'XML'],
  ])('%s answers %s', (asked, format) => {
    expect(readFormat(asked)).toBe(format);
  });
});

describe('a success', () => {
  it('is compact JSON', () => {
    expect(success('JSON', 'GetVideoInfo', { RequestId: requestId, Video: { Size: 1 } })).toEqual({
      status: 200,
      contentType: 'application/json;charset=utf-8',
      body: `{"RequestId":"${requestId}","Video":{"Size":1}}`,
    });
  });

  it('is XML with repeated elements, wrapped or bare, and escaped text', () => {
    const body = {
      RequestId: requestId,
      Total: 2,
      Bare: ['a', 'b'],
      Wrapped: { Snapshot: ['1', '2'] },
      None: [],
      Audio: {},
      Title: `<a> & "b" 'c'`,
    };
    expect(success('XML', 'SearchMedia', body)).toEqual({
      status: 200,
      contentType: 'text/xml;charset=utf-8',
      body:
        '<?xml version="1.0" encoding="UTF-8"?><SearchMediaResponse>' +
        `<RequestId>${requestId}</RequestId><Total>2</Total><Bare>a</Bare><Bare>b</Bare>` +
        '<Wrapped><Snapshot>1</Snapshot><Snapshot>2</Snapshot></Wrapped><Audio/>' +
        '<Title>&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos;</Title></SearchMediaResponse>',
    });
  });

  it('is a readable document whatever the text', () => {
    const parser = new XMLParser({
      parseTagValue: false,
      trimValues: false,
      ignoreDeclaration: true,
    });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { body } = success('XML', 'Op', { Title: `.${text}.` });
        expect(XMLValidator.validate(body)).toBe(true);
        expect(Buffer.from(body).toString()).toBe(body);
        expect(body).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
        expect(parser.parse(body)).toHaveProperty('OpResponse.Title');
      }),
    );
  });
});

describe('a refusal', () => {
  const refusal = new Refusal(404, 'InvalidVideo.NotFound', 'The video does not exist.');
  const recommend = `https://api.aliyun.com/troubleshoot?q=InvalidVideo.NotFound&product=vod&requestId=${requestId}`;

  it('carries code, message, host and help in JSON', () => {
    const { body, ...rest } = refused('JSON', refusal, place);
    expect(rest).toEqual({
      status: 404,
      code: 'InvalidVideo.NotFound',
      contentType: 'application/json;charset=utf-8',
    });
    expect(JSON.parse(body)).toEqual({
      RequestId: requestId,
      HostId: '127.0.0.1:4001',
      Code: 'InvalidVideo.NotFound',
      Message: 'The video does not exist.',
      Recommend: recommend,
    });
  });

  it('has Error as its XML root', () => {
    const { body } = refused('XML', refusal, place);
    expect(new XMLParser({ ignoreDeclaration: true }).parse(body)).toEqual({
      Error: expect.objectContaining({ Code: 'InvalidVideo.NotFound', Recommend: recommend }),
    });
  });
});

describe('the headers', () => {
  it('are those of the real gateway', () => {
    const answer = success('JSON', 'GetVideoInfo', {});
    expect(answerHeaders(answer, requestId)).toEqual({
      'content-type': 'application/json;charset=utf-8',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': '*',
      'x-acs-request-id': requestId,
      'x-acs-trace-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
  });
});
