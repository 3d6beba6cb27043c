import { describe, expect, it } from '@jest/globals';
import { readOssRequest } from '../../src/emulator/oss/request.js';
import { signOssV1, stringToSignOssV1 } from '../../src/emulator/oss/signature-v1.js';
import { signOssV4, stringToSignOssV4 } from '../../src/emulator/oss/signature-v4.js';

describe('signature V1 of OSS', () => {
  it('makes the signature of the documented request', () => {
    const request = readOssRequest('PUT', '/oss-example/nelson', {
      'content-md5': 'ODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM=',
      'content-type': 'text/html',
      'x-oss-meta-author': 'foo@bar.com',
      'x-oss-magic': 'abracadabra',
    });
    const stringToSign = stringToSignOssV1(request, 'Thu, 17 Nov 2005 18:49:58 GMT');
    expect(signOssV1(stringToSign, 'OtxrzxIsfpFjA7SwPzILwy8Bw21TLhquhboDYROV')).toBe(
      '26NBxoKdsyly4EDv6inkoDft/yA=',
    );
  });

  it('makes the signature of the published URL', () => {
    const request = readOssRequest(
      'GET',
      '/outin-demo0001/sv/5f0c1a2b-demo/5f0c1a2b-demo.mp4?Expires=1767229200&OSSAccessKeyId=LTAIexampleKeyId',
      {},
    );
    const stringToSign = stringToSignOssV1(request, '1767229200');
    expect(signOssV1(stringToSign, 'exampleSecret0000000000000000')).toBe(
      'xoWAQ9ZCC8WjvmiyZy2jd6Be518=',
    );
  });

  it('covers the headers of OSS, what is asked of an object, and the key decoded', () => {
    const url =
      '/b/a%20b/%E6%B5%B7+.mp4?uploadId=U%2F1&x=1&partNumber=2&response-expires=z&uploads';
    const headers = { 'x-oss-b': ' 2 ', 'x-oss-a': '1', host: 'h' };
    expect(stringToSignOssV1(readOssRequest('PUT', url, headers), 'D')).toBe(
      'PUT\n\n\nD\nx-oss-a:1\nx-oss-b:2\n/b/a b/海+.mp4?partNumber=2&response-expires=z&uploadId=U/1&uploads',
    );
  });
});

describe('signature V4 of OSS', () => {
  const scope = { time: '20231216T162057Z', region: 'cn-hangzhou', additionalHeaders: [] };
  const url =
    '/bucket/1234%2B-/123/1.txt?param1=value1&%2Bparam1=value3&%7Cparam1=value4&%2Bparam2=&%7Cparam2=&param2=';
  const headers = {
    'x-oss-head1': 'value',
    abc: 'value',
    zabc: 'value',
    xyz: 'value',
    'content-type': 'text/plain',
    'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    'x-oss-date': '20231216T162057Z',
  };
  const sign = (additionalHeaders: string[], changes = {}) => {
    const signed = { ...scope, additionalHeaders };
    const request = readOssRequest('PUT', url, { ...headers, ...changes });
    return signOssV4(stringToSignOssV4(request, signed), 'sk', signed);
  };
  const published = 'e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe';

  it("makes the signature of the vendor's own tests", () => {
    expect(sign([])).toBe(published);
  });

  it('covers further headers if they are named, in any order', () => {
    expect(sign([], { abc: 'other' })).toBe(published);
    expect(sign(['zabc', 'abc'])).toBe(sign(['abc', 'zabc']));
    expect(sign(['abc'])).not.toBe(published);
    expect(sign(['abc'], { abc: 'other' })).not.toBe(sign(['abc']));
  });
});
