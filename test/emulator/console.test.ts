import { expect, it } from '@jest/globals';
import { shippedIds } from '../../src/emulator/shipped-ids.js';
import { describeInBrowser, useBrowser } from '../browser.js';
import { isPlaying, openConsole, titlesOn } from './console.js';
import { id, insertVideo } from './media.js';
import { call, useEmulator } from './rpc-client.js';

/** As much of the browser's as the functions below use on the page. */
declare const document: {
  readonly documentElement: { readonly scrollWidth: number; readonly clientWidth: number };
};
declare const window: { hacked?: true };

const [video] = shippedIds.videos;
const title = 'Test card with clock, 16:9';

describeInBrowser('the page of the service in a browser', () => {
  const browser = useBrowser();

  it('shows the library without an error or a request to anybody else', async () => {
    const { origin } = await useEmulator({ library: true });
    const { page, problems } = await openConsole(browser, origin);
    await page.getByText('376 items').waitFor();
    expect(await titlesOn(page)).toHaveLength(20);
    expect((await titlesOn(page))[0]).toBe(title);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Page 2 of 19').waitFor();
    expect(await titlesOn(page)).not.toContain(title);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('searches as one types, and filters by kind and status', async () => {
    const { origin } = await useEmulator({ library: true });
    const { page } = await openConsole(browser, origin);
    await page.getByLabel('Search the library').pressSequentially('game of life');
    await page.getByText(/^[1-9] items?$/).waitFor();
    await page.getByLabel('Search the library').fill('');
    await page.getByLabel('Status', { exact: true }).selectOption('Blocked');
    await page.locator('#items .status.bad').first().waitFor();
    expect(new Set(await page.locator('#items .status').allTextContents())).toEqual(
      new Set(['Blocked']),
    );
    await page.getByLabel('Status', { exact: true }).selectOption('');
    await page.getByLabel('Kind').selectOption('image');
    await page
      .getByText(/^Still: /)
      .first()
      .waitFor();
    await page.close();
  });

  it.each(['LD mp4', 'LD m3u8'])('plays the stream %s at a click', async (stream) => {
    const { origin } = await useEmulator({ library: true });
    const { page, problems } = await openConsole(browser, origin);
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('button', { name: stream }).click();
    await isPlaying(page);
    expect(new URL(page.url()).hash).toBe(`#${video}`);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('plays audio', async () => {
    const { origin } = await useEmulator({ library: true });
    const { page } = await openConsole(browser, origin, { hash: shippedIds.audio });
    await page.getByRole('button', { name: 'mp3' }).first().click();
    await isPlaying(page);
    await page.close();
  });

  it('can be used by keyboard alone', async () => {
    const { origin } = await useEmulator({ library: true });
    const { page } = await openConsole(browser, origin);
    await page.getByRole('link', { name: title }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'LD mp4' }).focus();
    await page.keyboard.press('Enter');
    await isPlaying(page);
    await page.close();
  });

  it('follows what calls do to the library', async () => {
    const { origin, store } = await useEmulator();
    insertVideo(store, { title: 'Before' });
    const { page } = await openConsole(browser, origin, { hash: id(1) });
    await page.getByRole('heading', { name: 'Before' }).waitFor();
    await call(origin, { Action: 'UpdateVideoInfo', VideoId: id(1), Title: 'After' });
    await page.getByRole('link', { name: 'After' }).waitFor();
    await page.getByRole('heading', { name: 'After' }).waitFor();
    await call(origin, { Action: 'DeleteVideo', VideoIds: id(1) });
    await page.getByText('This medium does not exist (any more).').waitFor();
    await page.close();
  });

  it('shows hostile text as text', async () => {
    const { origin, store } = await useEmulator();
    const hostile = '<img src=x onerror="window.hacked = true"><script>window.hacked=true</script>';
    insertVideo(store, { title: hostile, description: hostile, tags: hostile });
    const { page, problems } = await openConsole(browser, origin, { hash: id(1) });
    await page.getByRole('heading', { name: hostile }).waitFor();
    await page.getByRole('link', { name: hostile }).waitFor();
    expect(await page.evaluate(() => window.hacked)).toBeUndefined();
    expect(problems).toEqual([]);
    await page.close();
  });

  it.each([1280, 800, 360])('needs no scrolling sideways at a width of %i', async (width) => {
    const { origin } = await useEmulator({ library: true });
    const { page } = await openConsole(browser, origin, { hash: video, width });
    await page.getByRole('heading', { name: title }).waitFor();
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    await page.close();
  });
});
