import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';

const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** A machine without Chromium runs the other tests; CI must have it. */
export const describeInBrowser =
  existsSync(chromiumPath) || process.env.CI !== undefined ? describe : describe.skip;

/** Quiet: Chromium's own background requests are not the page's. */
const quiet =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run ' +
  '--disable-background-networking --disable-component-update --disable-sync';

/** One browser for the tests of a `describe`; each page of it has a fresh profile. */
export function useBrowser(): { readonly current: Browser } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath, args: quiet.split(' ') });
  });
  afterAll(() => browser?.close());
  return {
    get current() {
      if (browser === undefined) throw new Error('the browser exists inside tests only');
      return browser;
    },
  };
}
