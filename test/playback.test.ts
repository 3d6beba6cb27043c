import { describe, expect, it } from '@jest/globals';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { describeInBrowser, useBrowser } from './browser.js';
import { hasPlayed, hlsErrors, playWithHls } from './hls-player.js';
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

    it('plays a stream by its signed URL, and seeks in it', async () => {
      const stream = await hlsStream();
      const page = await playWithHls(browser.current, stream.url);
      await hasPlayed(page, 0.2);
      expect(await page.evaluate(() => document.querySelector('video')?.videoWidth)).toBe(
        stream.width,
      );
      await page.evaluate(() => {
        const video = document.querySelector('video');
        if (video) video.currentTime = 10;
      });
      await hasPlayed(page, 10.1);
      expect(await hlsErrors(page)).toEqual([]);
      await page.close();
    });

    it('is told that a URL has ended', async () => {
      const { url } = await hlsStream(60);
      world.emulator.clock.move(62_000);
      const page = await playWithHls(browser.current, url);
      await page.waitForFunction('window.hlsErrors.length > 0');
      expect((await hlsErrors(page))[0]).toEqual(['manifestLoadError', 403]);
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
