import RpcClient from '@alicloud/pop-core';
import { expect, it } from '@jest/globals';
import { shippedIds } from '../../src/emulator/shipped-ids.js';
import { describeInBrowser, useBrowser } from '../browser.js';
import { openConsole } from './console.js';
import { call, useEmulator } from './rpc-client.js';

const [video] = shippedIds.videos;

const connect = (endpoint: string) =>
  new RpcClient({
    endpoint,
    apiVersion: '2017-03-21',
    accessKeyId: 'vodgraph',
    accessKeySecret: 'vodgraph-secret',
  });

describeInBrowser('the log of calls on the page', () => {
  const browser = useBrowser();

  it('shows what an SDK calls as it calls it, and what it called before', async () => {
    const { origin } = await useEmulator({ library: true });
    await connect(origin).request('SearchMedia', { Match: "Title='before'" });
    const { page, problems } = await openConsole(browser, origin);
    await page.getByRole('row', { name: 'SearchMedia' }).waitFor();
    await connect(origin).request('GetVideoInfo', { VideoId: video });
    const row = page.getByRole('row', { name: 'GetVideoInfo' });
    await row.waitFor();
    expect(await row.textContent()).toContain(`200`);
    await row.locator('summary').click();
    await row.getByText('RequestId').waitFor();
    await connect(origin).request('GetCategories', {});
    await page.getByRole('row', { name: 'GetCategories' }).waitFor();
    expect(await row.getByText('RequestId').isVisible()).toBe(true);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('shows a refusal with its code and a parameter that VOD does not know', async () => {
    const { origin } = await useEmulator();
    const { page } = await openConsole(browser, origin);
    await call(origin, { Action: 'GetVideoInfo', VideoId: 'none', Colour: 'blue' });
    const row = page.getByRole('row', { name: 'GetVideoInfo' });
    await row.getByText('InvalidVideo.NotFound').waitFor();
    await row.locator('summary').click();
    await row.getByText('Colour (not known to VOD) blue').waitFor();
    await page.close();
  });

  it('can be filtered, paused and cleared', async () => {
    const { origin, calls } = await useEmulator();
    const { page } = await openConsole(browser, origin);
    const rows = page.locator('#calls tr');
    await call(origin, { Action: 'SearchMedia' });
    await call(origin, { Action: 'GetVideoList' });
    await rows.nth(1).waitFor();
    await page.getByLabel('Filter the calls').fill('videolist');
    await page.getByText('1 of 2').waitFor();
    expect(await rows.count()).toBe(1);
    await page.getByLabel('Filter the calls').fill('');

    await page.getByRole('button', { name: 'Pause' }).click();
    await call(origin, { Action: 'GetCategories' });
    await page.getByRole('button', { name: 'Resume' }).click();
    await rows.nth(2).waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('No call yet.').waitFor();
    expect(calls.all()).toEqual([]);
    await page.close();
  });

  it('shows hostile parameters as text', async () => {
    const { origin } = await useEmulator();
    const { page, problems } = await openConsole(browser, origin);
    const hostile = '<img src=x onerror=alert(1)>';
    await call(origin, { Action: `${hostile}`, [hostile]: hostile });
    await page.getByRole('cell', { name: hostile, exact: true }).waitFor();
    expect(await page.locator('#calls img').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });
});
