import type { IncomingMessage } from 'node:http';
import { expect, it } from '@jest/globals';
import { toPathStyle } from '../../src/emulator/oss/path-style.js';
import { bucket } from '../../src/emulator/urls.js';

const rewritten = (url: string, headers: IncomingMessage['headers'] = {}) =>
  toPathStyle({ url, headers } as IncomingMessage);
const signed = { authorization: 'OSS id:signature' };

it.each([
  ['the path', `/${bucket}/sv/a.mp4?x=1`, signed],
  ["the host's name", '/sv/a.mp4?x=1', { host: `${bucket}.oss-cn-shanghai.aliyuncs.com` }],
  ["the host's name and the path", `/${bucket}/sv/a.mp4?x=1`, { host: `${bucket}.localhost:1` }],
  ['nothing but a signature', '/sv/a.mp4?x=1', signed],
  [
    'nothing but a signature of version 4',
    '/sv/a.mp4?x=1',
    { authorization: 'OSS4-HMAC-SHA256 x' },
  ],
  [
    'nothing but a question of a page',
    '/sv/a.mp4?x=1',
    { 'access-control-request-headers': 'authorization,x-oss-date' },
  ],
])('a bucket told by %s comes into the path', (_, url, headers) => {
  expect(rewritten(url, headers)).toBe(`/${bucket}/sv/a.mp4?x=1`);
});

it('a bucket is not put before what is not for it', () => {
  const rpc = { host: '127.0.0.1:4001', authorization: 'ACS3-HMAC-SHA256 Credential=x' };
  expect(rewritten('/?Action=GetVideoInfo', rpc)).toBe('/?Action=GetVideoInfo');
  expect(rewritten('/cdn/a.mp4?auth_key=1')).toBe('/cdn/a.mp4?auth_key=1');
  expect(rewritten('/a', { 'access-control-request-headers': 'content-type' })).toBe('/a');
});

it('a signed URL without its bucket gets it', () => {
  expect(rewritten('/a.mp4?Expires=1&OSSAccessKeyId=i')).toBe(
    `/${bucket}/a.mp4?Expires=1&OSSAccessKeyId=i`,
  );
  expect(rewritten('/a.mp4?x-oss-credential=i')).toBe(`/${bucket}/a.mp4?x-oss-credential=i`);
});
