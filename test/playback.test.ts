import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { describeInBrowser, useBrowser } from './browser.js';
import { useWorld } from './support.js';

const world = useWorld();
const [landscape] = shippedIds.videos;

/** As much of the browser's as the functions below use on the page. */
interface Player {
  currentTime: number;
  readonly videoWidth: number;
  readonly naturalWidth: number;
}
declare const document: { querySelector(selector: string): Player | null };

/** As much of hls.js. */
declare const Hls: {
  new (): {
    loadSource(url: string): void;
    attachMedia(video: Player | null): void;
    on(event: 'hlsError', listener: (event: string, error: HlsError) => void): void;
  };
};
interface HlsError {
  readonly details: string;
  readonly response?: { readonly code: number };
}
declare const window: { hlsErrors: [details: string, status: number | undefined][] };

const hlsFile = createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js');

describeInBrowser('a page with media of the graph', () => {
  const browser = useBrowser();

  it('plays a stream in a plain video element and seeks in it', async () => {
    const { data } = await world.query(
      'query ($id: ID!) { video(id: $id) { streams(filter: { formats: [MP4] }) { url width } } }',
      { id: landscape },
    );
    const [stream] = data.video.streams;
    const page = await browser.current.newPage();
    await page.setContent(`<video muted autoplay src="${stream.url}"></video>`);
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
    expect(await page.evaluate(() => document.querySelector('video')?.videoWidth)).toBe(
      stream.width,
    );

    await page.evaluate(() => {
      const video = document.querySelector('video');
      if (video) video.currentTime = 10;
    });
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 10.1);
    await page.close();
  });

  describe('that has hls.js', () => {
    const hlsStream = async (authTimeout?: number) => {
      const { data } = await world.query(
        `query ($id: ID!, $authTimeout: Int) {
          video(id: $id) {
            streams(filter: { formats: [M3U8] }, authTimeout: $authTimeout) { url width }
          }
        }`,
        { id: landscape, authTimeout },
      );
      return data.video.streams[0];
    };

    const play = async (url: string): Promise<Page> => {
      const page = await browser.current.newPage();
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
    };

    it('plays a stream by its signed URL, and seeks in it', async () => {
      const stream = await hlsStream();
      const page = await play(stream.url);
      await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
      expect(await page.evaluate(() => document.querySelector('video')?.videoWidth)).toBe(
        stream.width,
      );
      await page.evaluate(() => {
        const video = document.querySelector('video');
        if (video) video.currentTime = 10;
      });
      await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 10.1);
      expect(await page.evaluate(() => window.hlsErrors)).toEqual([]);
      await page.close();
    });

    it('is told that a URL has ended', async () => {
      const { url } = await hlsStream(60);
      world.emulator.clock.move(62_000);
      const page = await play(url);
      await page.waitForFunction(() => window.hlsErrors.length > 0);
      expect(await page.evaluate(() => window.hlsErrors[0])).toEqual(['manifestLoadError', 403]);
      await page.close();
      world.emulator.clock.move(-62_000);
    });
  });

  it('shows a cover and an image', async () => {
    const { data } = await world.query(
      'query ($video: ID!, $image: ID!) { video(id: $video) { coverUrl } image(id: $image) { url mezzanine { width } } }',
      { video: landscape, image: shippedIds.images[0] },
    );
    const widthOf = async (url: string) => {
      const page = await browser.current.newPage();
      await page.setContent(`<img src="${url}">`);
      await page.waitForFunction(() => (document.querySelector('img')?.naturalWidth ?? 0) > 0);
      const width = await page.evaluate(() => document.querySelector('img')?.naturalWidth);
      await page.close();
      return width;
    };
    expect(await widthOf(data.video.coverUrl)).toBe(480);
    expect(await widthOf(data.image.url)).toBe(data.image.mezzanine.width);
  });
});
