import { describe, expect, it } from '@jest/globals';
import {
  bucket,
  cdnDigest,
  cdnKey,
  cdnUrl,
  cdnValidity,
  keyOfUrl,
  ossAccessKeySecret,
  ossSignature,
  ossUrl,
  plainCdnUrl,
  plainOssUrl,
  storageLocation,
} from '../../src/emulator/urls.js';

const playlist = '/5f0c1a2b3c4d71f1bfc46733a78e0102/8d3e-demo-sd.m3u8';

describe('CDN authentication, type A', () => {
  it('makes the digest of the CDN documentation', () => {
    expect(cdnDigest('/video/standard/1K.html', 1444435200, 'aliyuncdnexp1234')).toBe(
      '80cd3862d699b7118eed99103f2a3a4f',
    );
  });

  it('puts rand and uid into the digest', () => {
    const key = 'vodDemoKey2026aaaa';
    expect(cdnDigest(playlist, 1767225600, key)).toBe('7641ef70e4cd1a04d3c23104793bff9b');
    expect(cdnDigest(playlist, 1767225600, key, { rand: '9b1f2c3d4e5f', uid: 'u42' })).toBe(
      '8edbdaf42610fd8b8ed19becc590dc32',
    );
  });

  it('signs the path as it stands in the URL', () => {
    const digest = cdnDigest('/cdn/a/%E6%B5%B7%201.jpg', 1767225600, cdnKey);
    expect(cdnUrl('http://127.0.0.1:4001', 'a/海 1.jpg', 1767225600 + cdnValidity)).toBe(
      `http://127.0.0.1:4001/cdn/a/%E6%B5%B7%201.jpg?auth_key=1767225600-0-0-${digest}`,
    );
  });
});

describe('OSS query signature, version 1', () => {
  it('makes the signature of the published example', () => {
    const resource = '/outin-demo0001/sv/5f0c1a2b-demo/5f0c1a2b-demo.mp4';
    expect(ossSignature(resource, 1767229200, 'exampleSecret0000000000000000')).toBe(
      'xoWAQ9ZCC8WjvmiyZy2jd6Be518=',
    );
  });

  it('signs the key unencoded and encodes it in the URL', () => {
    const url = new URL(ossUrl('http://127.0.0.1:4001', bucket, 'sv/海 1.mp4', 1767229200));
    expect(url.pathname).toBe(`/${bucket}/sv/%E6%B5%B7%201.mp4`);
    expect([...url.searchParams.keys()]).toEqual(['Expires', 'OSSAccessKeyId', 'Signature']);
    expect(url.searchParams.get('Signature')).toBe(
      ossSignature(`/${bucket}/sv/海 1.mp4`, 1767229200, ossAccessKeySecret),
    );
  });
});

describe('the key of a URL', () => {
  it.each([
    ['a CDN URL', cdnUrl('http://127.0.0.1:4001', 'a/海 1.jpg', 1767225600)],
    ['an OSS URL', ossUrl('http://localhost:1', bucket, 'a/海 1.jpg', 1767225600)],
    ['a CDN URL without signature', plainCdnUrl('http://127.0.0.1:4001', 'a/海 1.jpg')],
    ['an OSS URL without signature', plainOssUrl('http://127.0.0.1:4001', 'a/海 1.jpg')],
    ["a URL with the bucket's own host", `https://${storageLocation}/a/%E6%B5%B7%201.jpg`],
  ])('is found in %s', (_, url) => {
    expect(keyOfUrl(url)).toBe('a/海 1.jpg');
  });

  it.each(['https://example.com/a.jpg', 'no url', '', 'http://127.0.0.1/cdn/%E6%B5'])(
    'is not found in %p',
    (url) => {
      expect(keyOfUrl(url)).toBeUndefined();
    },
  );
});
