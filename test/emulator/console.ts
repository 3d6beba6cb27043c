import type { Page } from 'playwright-core';
import type { useBrowser } from '../browser.js';

/** Opens the page of a service; `problems` gathers what goes wrong: CSP violations are console errors. */
export async function openConsole(
  browser: ReturnType<typeof useBrowser>,
  origin: string,
  { hash = '', width = 1280, height = 900 } = {},
) {
  const page = await browser.current.newPage({ viewport: { width, height } });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (['data:', 'blob:'].includes(protocol) || asked === origin) return;
    problems.push(`foreign: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(`${origin}/${hash && `#${hash}`}`);
  return { page, problems };
}

/** Titles of the media on the page's list. */
export async function titlesOn(page: Page): Promise<string[]> {
  return page.locator('#items td.title a').allTextContents();
}

/** As much of the browser's as the function below uses on the page. */
declare const document: {
  querySelector(
    selector: string,
  ): { readonly currentTime: number; readonly networkState: number } | null;
};

/** Resolves once what the page plays has gone on for a while. */
export async function isPlaying(page: Page): Promise<void> {
  await page.waitForFunction(
    () => (document.querySelector('video, audio')?.currentTime ?? 0) > 0.2,
  );
}

/** Resolves once what the page shows reads nothing more for now (`NETWORK_IDLE`). */
export async function isLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('video, audio')?.networkState === 1);
}
