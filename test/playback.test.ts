import { expect, it } from '@jest/globals';
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
