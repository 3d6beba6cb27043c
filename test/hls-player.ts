import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

/** As much of the browser's, and of hls.js, as the functions below use on the page. */
declare const document: { querySelector(selector: string): { currentTime: number } | null };
declare const window: { hlsErrors: HlsErrors };
declare const Hls: {
  new (): {
    loadSource(url: string): void;
    attachMedia(video: object | null): void;
    on(event: 'hlsError', listener: (event: string, error: HlsError) => void): void;
  };
};
interface HlsError {
  readonly details: string;
  readonly response?: { readonly code: number };
}
type HlsErrors = [details: string, status: number | undefined][];

const hlsFile = createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js');

/** A page that plays a stream with hls.js, muted, in its `video` element. */
export async function playWithHls(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setContent('<video muted autoplay></video>');
  await page.addScriptTag({ path: hlsFile });
  await page.evaluate((url) => {
    window.hlsErrors = [];
    const hls = new Hls();
    hls.on('hlsError', (_, { details, response }) =>
      window.hlsErrors.push([details, response?.code]),
    );
    hls.loadSource(url);
    hls.attachMedia(document.querySelector('video'));
  }, url);
  return page;
}

/** Until so many seconds of it were played. */
export async function hasPlayed(page: Page, seconds: number): Promise<void> {
  await page.waitForFunction(
    (seconds) => (document.querySelector('video')?.currentTime ?? 0) > seconds,
    seconds,
  );
}

/** What hls.js complained of so far, with the HTTP status where there was one. */
export function hlsErrors(page: Page): Promise<HlsErrors> {
  return page.evaluate(() => window.hlsErrors);
}
