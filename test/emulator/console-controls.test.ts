import { expect, it } from '@jest/globals';
import { shippedIds } from '../../src/emulator/shipped-ids.js';
import { describeInBrowser, useBrowser } from '../browser.js';
import { waitFor } from '../wait-for.js';
import { isLoaded, isPlaying, openConsole } from './console.js';
import { call, useEmulator } from './rpc-client.js';

const [video] = shippedIds.videos;

describeInBrowser('the faults on the page', () => {
  const browser = useBrowser();

  it('hit the next call once they were added', async () => {
    const { origin, faults } = await useEmulator();
    const { page, problems } = await openConsole(browser, origin);
    await page.getByRole('combobox', { name: 'Operation' }).selectOption('SearchMedia');
    await page.getByRole('combobox', { name: 'Code' }).fill('ServiceUnavailable');
    await page.getByLabel('How often').fill('2');
    await page.getByRole('button', { name: 'Add fault' }).click();
    const pending = page.getByRole('list', { name: 'Pending faults' });
    await pending.getByText('SearchMedia, 2 ×').waitFor();

    const other = await call(origin, { Action: 'GetCategories' });
    const hit = await call(origin, { Action: 'SearchMedia' });
    expect([other.status, hit.status, hit.json.Code]).toEqual([200, 503, 'ServiceUnavailable']);
    await pending.getByText('SearchMedia, 1 ×').waitFor();
    await page.getByRole('row', { name: 'SearchMedia' }).getByText('refuse').waitFor();

    await page.getByRole('button', { name: 'Remove refuse of SearchMedia' }).click();
    await pending.getByText('SearchMedia').waitFor({ state: 'detached' });
    expect(faults.pending()).toEqual([]);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('can be of every kind that the service knows', async () => {
    const { origin, faults } = await useEmulator();
    const { page } = await openConsole(browser, origin);
    const kinds = page.getByRole('combobox', { name: 'Fault' });
    await kinds.locator('option').first().waitFor({ state: 'attached' });
    const values = await kinds
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as { value?: string }).value));
    const { faultKinds } = (await (await fetch(`${origin}/_control`)).json()) as {
      faultKinds: string[];
    };
    expect(values.toSorted()).toEqual(faultKinds.toSorted());
    await page.getByLabel('How often').fill('');
    for (const [index, value] of values.entries()) {
      await kinds.selectOption(value ?? '');
      await page.getByRole('button', { name: 'Add fault' }).click();
      await page.locator('#faults li').nth(index).waitFor();
    }
    expect(faults.pending().map(({ kind, times }) => [kind, times])).toEqual(
      values.map((value) => [value, 'always']),
    );
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.locator('#faults li').first().waitFor({ state: 'detached' });
    await page.close();
  });

  it('tell what is wrong with them', async () => {
    const { origin } = await useEmulator();
    const { page } = await openConsole(browser, origin);
    await page.getByRole('combobox', { name: 'Code' }).fill('MadeUp');
    await page.getByRole('button', { name: 'Add fault' }).click();
    await page.getByText(/status: is needed/).waitFor();
    await page.close();
  });
});

describeInBrowser('the clock on the page', () => {
  const browser = useBrowser();

  it('lets a signed URL expire at a click, and can be put right', async () => {
    const { origin, clock } = await useEmulator({ library: true });
    const { page, problems } = await openConsole(browser, origin, { hash: video });
    const { json } = await call(origin, {
      Action: 'GetPlayInfo',
      VideoId: video,
      AuthTimeout: '60',
    });
    const url: string = json.PlayInfoList.PlayInfo[0].PlayURL;
    expect((await fetch(url)).status).toBe(200);
    // What the page shows first is there: nothing more is read from its address.
    await isLoaded(page);
    await page.getByRole('button', { name: '+1 h' }).click();
    await page.locator('#offset', { hasText: '+1 h' }).waitFor();
    expect((await fetch(url)).status).toBe(403);

    // The page's own addresses are signed anew, when it has looked again.
    for (const _ of ['a look at the moved clock', 'the next one, when that is over']) {
      const look = await page.waitForRequest(`**/_control/media/${video}`);
      await look.response();
    }
    await page.getByRole('button', { name: 'LD mp4' }).click();
    await isPlaying(page);
    await page.getByRole('button', { name: 'Reset' }).click();
    await waitFor(() => (clock.offsetMs === 0 ? true : undefined));
    expect(problems).toEqual([]);
    await page.close();
  });

  it('shows that somebody else moved it', async () => {
    const { origin, clock } = await useEmulator();
    const { page } = await openConsole(browser, origin);
    clock.move(90_000_000);
    await page.getByText('+1 d 1 h').waitFor();
    await page.close();
  });
});

describeInBrowser('quotas and latency on the page', () => {
  const browser = useBrowser();

  it('are set there, and shown when they were set elsewhere', async () => {
    const { origin, quotas, latency } = await useEmulator({ quotas: { SearchMedia: 1 } });
    const { page } = await openConsole(browser, origin);
    await page
      .locator('option:checked')
      .filter({ hasText: 'Own figures' })
      .waitFor({ state: 'attached' });
    await page.getByLabel('Quotas').selectOption('published');
    await page.getByLabel('Latency').fill('5-10');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await waitFor(() => (latency.setting === '5-10' ? true : undefined));
    await waitFor(() => (quotas.setting === 'published' ? true : undefined));
    await page.getByLabel('Latency').fill('soon');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText(/`soon` is none of/).waitFor();
    await page.close();
  });
});
