import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { exampleTabs } from '../src/playground-examples.js';
import { describeInBrowser, useBrowser } from './browser.js';
import { createWorld } from './world.js';

/** The browser's, within functions that run on the page. */
declare const localStorage: { getItem(key: string): string | null };

const ids = {
  videos: shippedIds.videos,
  disposableVideo: shippedIds.noTranscodeVideo,
  image: shippedIds.images[0],
};
const title = 'Test card with clock, 16:9';

/** The playground of the real server over the shipped library. */
async function startServer(tabs = exampleTabs(ids)) {
  const world = await createWorld({ tabs });
  return { url: world.origin, stop: () => world.close() };
}

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describeInBrowser('the playground in a browser', () => {
  const browser = useBrowser();

  /** Opens the page in a fresh profile and notes what goes wrong; CSP violations are console errors. */
  async function openPlayground() {
    const page = await browser.current.newPage({ viewport: { width: 1400, height: 900 } });
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'data:' && origin !== server.url) problems.push(`foreign: ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
    });
    const schemaRead = page.waitForResponse('**/graphql');
    await page.goto(server.url);
    await schemaRead;
    return { page, problems };
  }

  const titlesOfTabs = async (page: Page) =>
    (await page.locator('.graphiql-tab-button').allTextContents()).map((text) => text.trim());

  it('loads without a failed request, an error or a request to another host', async () => {
    const { page, problems } = await openPlayground();
    expect(await page.title()).toBe('vodgraph');
    expect(await titlesOfTabs(page)).toEqual([
      'OneVideo',
      'VideosWithStreams',
      'SearchVideos',
      'OneImage',
      'UpdateVideo',
      'DeleteVideos',
    ]);
    expect(problems).toEqual([]);
  });

  it('runs the ready query of the first tab at a click', async () => {
    const { page, problems } = await openPlayground();
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window').getByText(title).waitFor({ state: 'visible' });
    await page.locator('.result-window').getByText('"predicted"').first().waitFor();
    expect(problems).toEqual([]);
  });

  it('fills in the variables of every tab', async () => {
    const { page } = await openPlayground();
    const variables = page.locator('[aria-label="Variables"] .CodeMirror');
    await variables.getByText(`"${ids.videos[0]}"`).waitFor();
    await page.getByRole('tab', { name: 'DeleteVideos' }).click();
    await variables.getByText(`"${ids.disposableVideo}"`).waitFor();
  });

  it('opens its dialogs under the content security policy', async () => {
    const { page, problems } = await openPlayground();
    await page.getByRole('button', { name: 'Open settings dialog' }).click();
    await page.getByRole('dialog').waitFor({ state: 'visible' });
    expect(problems).toEqual([]);
  });

  it('remembers the tabs of an earlier visit', async () => {
    const { page, problems } = await openPlayground();
    const before = await titlesOfTabs(page);
    await page.getByRole('tab', { name: 'SearchVideos' }).click();
    // GraphiQL saves with a delay; a tab that is half saved would come back twice.
    await page.waitForFunction(
      () =>
        localStorage.getItem('graphiql:query')?.includes('SearchVideos') &&
        localStorage.getItem('graphiql:variables')?.includes('NORMAL'),
    );
    await page.reload();
    await page.locator('.graphiql-tab-active').getByText('SearchVideos').waitFor();
    expect(await titlesOfTabs(page)).toEqual(before);
    expect(problems).toEqual([]);
  });
});

describe('the page of the playground', () => {
  const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';

  it('allows scripts by a nonce that is never used twice, and nothing inline', async () => {
    const [one, other] = await Promise.all([fetch(server.url), fetch(server.url)]);
    expect(policyOf(one)).toMatch(/script-src 'nonce-[\w-]{24}';/);
    expect(policyOf(one)).not.toBe(policyOf(other));
    expect(policyOf(one)).not.toMatch(/unsafe/);
  });

  it('cannot be broken out of by a query', async () => {
    const hostile = await startServer([{ query: '# </script><b id=out>', variables: {} }]);
    const html = await (await fetch(hostile.url)).text();
    await hostile.stop();
    expect(html).not.toContain('<b id=out>');
    expect(html).toContain('# \\u003c/script>');
  });

  it('serves its files with an ETag, and no others', async () => {
    const url = `${server.url}/playground/graphiql/graphiql.min.js`;
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const again = await fetch(url, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    const other = await fetch(`${server.url}/playground/graphiql/package.json`);
    expect(other.status).toBe(404);
  });
});
