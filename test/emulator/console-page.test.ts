import { describe, expect, it } from '@jest/globals';
import { signedForm, useEmulator } from './rpc-client.js';

/** As Chromium asks for a page that somebody typed the address of. */
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the root of the service', () => {
  it('is a page for a browser, with scripts by a nonce that is never used twice', async () => {
    const { origin } = await useEmulator();
    const [one, other] = await Promise.all([1, 2].map(() => fetch(origin, { headers: browser })));
    const policy = one?.headers.get('content-security-policy') ?? '';
    expect(one?.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-[\w-]{24}';/);
    expect(policy).not.toMatch(/unsafe|http|\*/);
    expect(policy).not.toBe(other?.headers.get('content-security-policy'));
    const nonce = /nonce-([\w-]+)/.exec(policy)?.[1] ?? '';
    const scripts = (await one?.text())?.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  });

  it.each<[string, string, Record<string, string>]>([
    ['without a wish for a page', '/', {}],
    ['that takes anything', '/', { accept: '*/*' }],
    ['with a parameter', '/?Action=', browser],
    [
      'with a V3 authorization',
      '/',
      { ...browser, authorization: 'ACS3-HMAC-SHA256 Credential=x' },
    ],
  ])('is the RPC endpoint for a request %s', async (_name, path, headers) => {
    const { origin } = await useEmulator();
    const response = await fetch(`${origin}${path}`, { headers });
    expect(await response.text()).toMatch(/\bMissingAction\b/);
  });

  it('answers a signed call of a browser as that of anybody', async () => {
    const { origin } = await useEmulator();
    const form = signedForm('GET', { Action: 'SearchMedia' });
    const response = await fetch(`${origin}/?${form}`, { headers: browser });
    expect(await response.json()).toMatchObject({ Total: 0 });
    const posted = await fetch(origin, {
      method: 'POST',
      headers: { ...browser, 'content-type': 'application/x-www-form-urlencoded' },
      body: signedForm('POST', { Action: 'SearchMedia' }),
    });
    expect(await posted.json()).toMatchObject({ Total: 0 });
  });

  it('logs no visit as a call', async () => {
    const { origin, calls } = await useEmulator();
    await fetch(origin, { headers: browser });
    expect(calls.all()).toEqual([]);
  });
});

describe('the files of the page', () => {
  it.each([
    ['app.js', 'text/javascript; charset=utf-8'],
    ['style.css', 'text/css; charset=utf-8'],
    ['hls.js', 'text/javascript; charset=utf-8'],
  ])('%s is served with an ETag', async (name, contentType) => {
    const { origin } = await useEmulator();
    const url = `${origin}/_console/${name}`;
    const first = await fetch(url);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe(contentType);
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await fetch(url, { headers })).status).toBe(304);
  });

  it.each(['index.html', 'tsconfig.json', '..%2fpackage.json', 'none.js'])(
    '%s is not served',
    async (name) => {
      const { origin } = await useEmulator();
      expect((await fetch(`${origin}/_console/${name}`)).status).toBe(404);
    },
  );
});
