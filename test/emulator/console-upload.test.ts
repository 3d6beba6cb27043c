import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { AnnouncedUpload } from '../../src/emulator/console/shapes.js';
import { libraryFolder } from '../../src/emulator/library.js';
import { describeInBrowser, useBrowser } from '../browser.js';
import { isPlaying, openConsole } from './console.js';
import { useEmulator } from './rpc-client.js';

/** As much of the browser's as the function above uses on the page. */
declare const DataTransfer: new () => { items: { add(file: object): void } };
declare const File: new (parts: readonly Uint8Array[], name: string) => object;

const file = (name: string) => path.join(libraryFolder, name);

/** No stage takes longer than its work. */
const processing = { analysisMs: 0, snapshotMs: 0, transcodeMs: 0 };

describeInBrowser('an upload on the page', () => {
  const browser = useBrowser();

  it('becomes a medium that plays', async () => {
    const { origin, store } = await useEmulator({ processing });
    const { page, problems } = await openConsole(browser, origin);
    await page.getByLabel('Files to upload').setInputFiles(file('square/source.mp4'));
    await page.getByRole('heading', { name: 'source.mp4' }).waitFor();
    await page.getByRole('button', { name: 'LD mp4' }).click({ timeout: 20_000 });
    await isPlaying(page);
    expect(store.media.find({ limit: 2 })).toMatchObject([{ title: 'source.mp4' }]);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('may be an image', async () => {
    const { origin, store } = await useEmulator();
    const { page } = await openConsole(browser, origin);
    await page.getByLabel('Files to upload').setInputFiles(file('images/mandelbrot.png'));
    await page.getByText('640 × 400').waitFor();
    expect(store.images.find({ limit: 2 })).toMatchObject([{ status: 'Normal', width: 640 }]);
    await page.close();
  });

  it('may be dropped on the library, several files at once', async () => {
    const { origin, store } = await useEmulator({ processing });
    const { page, problems } = await openConsole(browser, origin);
    const base64 = readFileSync(file('tone/sq.mp3')).toString('base64');
    const transfer = await page.evaluateHandle((content) => {
      const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
      const dropped = new DataTransfer();
      for (const name of ['one.mp3', 'two.mp3']) dropped.items.add(new File([bytes], name));
      return dropped;
    }, base64);
    await page.dispatchEvent('#library', 'dragover', { dataTransfer: transfer });
    await page.dispatchEvent('#library', 'drop', { dataTransfer: transfer });
    for (const name of ['one.mp3', 'two.mp3']) await page.getByRole('link', { name }).waitFor();
    await page.locator('#items .status.good').nth(1).waitFor();
    expect(store.media.count()).toBe(2);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('that is broken ends in TranscodeFail, with the reason', async () => {
    const { origin } = await useEmulator({ processing });
    const { page } = await openConsole(browser, origin);
    const broken = { name: 'broken.mp4', mimeType: 'video/mp4', buffer: Buffer.from('no video') };
    await page.getByLabel('Files to upload').setInputFiles(broken);
    await page.locator('#item').getByText('TranscodeFail').waitFor();
    await page.locator('#item .job').getByText('failed').first().waitFor();
    await page.close();
  });

  it('that VOD would not take is refused with the reason', async () => {
    const { origin, store } = await useEmulator();
    const { page } = await openConsole(browser, origin);
    const text = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('x') };
    await page.getByLabel('Files to upload').setInputFiles(text);
    await page.getByText(/^notes\.txt: /).waitFor();
    expect(store.media.count()).toBe(0);
    await page.close();
  });

  it('for which there is no room is refused with the reason', async () => {
    const { origin } = await useEmulator({ maxDataBytes: 1000 });
    const { page } = await openConsole(browser, origin);
    await page.getByLabel('Files to upload').setInputFiles(file('square/source.mp4'));
    await page.getByText(/^source\.mp4: .*1000 bytes/).waitFor();
    await page.close();
  });
});

describe('the route that announces an upload for the page', () => {
  const announce = (origin: string, body: unknown, headers = {}) =>
    fetch(`${origin}/_control/uploads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('answers a URL that takes this file, and no other, without another key', async () => {
    const { origin, store } = await useEmulator();
    const answer = await announce(origin, { fileName: '海 & 洋.mp4' });
    const { id, url } = (await answer.json()) as AnnouncedUpload;
    expect(store.media.byId(id)).toMatchObject({ title: '海 & 洋.mp4', status: 'Uploading' });
    const other = url.replace('.mp4?', '.mov?');
    expect((await fetch(other, { method: 'PUT', body: 'x' })).status).toBe(403);
    const body = new Blob([readFileSync(file('square/source.mp4'))]);
    expect((await fetch(url, { method: 'PUT', body })).status).toBe(200);
    expect(store.media.byId(id)?.status).not.toBe('Uploading');
  });

  it.each([
    ['a body that is none', []],
    ['no name', {}],
    ['an empty name', { fileName: '' }],
    ['a name that is no text', { fileName: 1 }],
    ['a title of its own', { fileName: 'a.mp4', title: 'x' }],
    ['a file that is no medium', { fileName: 'a.exe' }],
    ['a name without an extension', { fileName: 'mp4' }],
    ['a name that is too long for a title', { fileName: `${'海'.repeat(60)}.mp4` }],
  ])('refuses %s', async (_name, body) => {
    const { origin, store } = await useEmulator();
    expect((await announce(origin, body)).status).toBe(400);
    expect(store.media.count()).toBe(0);
  });

  it('refuses pages of another origin', async () => {
    const { origin, store } = await useEmulator();
    const foreign = { origin: 'https://elsewhere.example' };
    const refused = await announce(origin, { fileName: 'a.mp4' }, foreign);
    expect([refused.status, store.media.count()]).toEqual([403, 0]);
  });
});
