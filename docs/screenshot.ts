import { fileURLToPath } from 'node:url';
import RpcClient from '@alicloud/pop-core';
import { type Browser, chromium } from 'playwright-core';
import { readConfig } from '../src/config.js';
import { defaultAccessKey, type Emulator, startEmulator } from '../src/emulator/server.js';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { exampleTabs } from '../src/playground-examples.js';
import { createServer } from '../src/server.js';
import { createVodClient } from '../src/vod/client.js';

/** `npm run screenshot`: takes the README's pictures of the real playground and the real page of the service. */
const fileNamed = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const keys = { accessKeyId: defaultAccessKey.id, accessKeySecret: defaultAccessKey.secret };

const emulator = await startEmulator({ port: 0, dataFolder: ':memory:' });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  await takePlayground(browser, emulator);
  await takeConsole(browser, emulator);
} finally {
  await browser.close();
  await emulator.close();
}

function openPage(browser: Browser) {
  return browser.newPage({
    viewport: { width: 1280, height: 960 },
    deviceScaleFactor: 1.25,
    colorScheme: 'light',
  });
}

async function takePlayground(browser: Browser, { origin: endpoint }: Emulator) {
  const client = createVodClient({ ...readConfig({}).calls, endpoint, ...keys });
  const server = await createServer({
    client,
    settings: { ...readConfig({}), logLevel: 'warn' },
    tabs: exampleTabs({
      videos: shippedIds.videos,
      disposableVideo: shippedIds.noTranscodeVideo,
      image: shippedIds.images[0],
    }),
  });
  try {
    const page = await openPage(browser);
    const schemaRead = page.waitForResponse('**/graphql');
    await page.goto(await server.listen({ host: '127.0.0.1', port: 0 }));
    await schemaRead;
    await page.getByRole('tab', { name: 'VideosWithStreams' }).click();
    // GraphiQL looks into the query of a tab with a delay.
    await page.waitForTimeout(1000);
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window').getByText('mezzanine').first().waitFor();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: fileNamed('playground.png') });
  } finally {
    await server.close();
    client.close();
  }
}

async function takeConsole(browser: Browser, { origin, faults, calls }: Emulator) {
  calls.clear();
  faults.add('GetPlayInfo', { kind: 'refuse', code: 'Throttling.User' });
  faults.add('SearchMedia', { kind: 'delay', ms: 3000 }, 5);
  const page = await openPage(browser);
  const [video] = shippedIds.videos;
  await page.goto(`${origin}/#${video}`);
  await page.getByRole('button', { name: 'LD m3u8' }).click();
  const vod = new RpcClient({ endpoint: origin, apiVersion: '2017-03-21', ...keys });
  const demonstrated: [string, object][] = [
    ['GetCategories', {}],
    ['GetVideoInfos', { VideoIds: shippedIds.videos.slice(0, 2).join(',') }],
    ['GetPlayInfo', { VideoId: video, Formats: 'm3u8' }],
    ['GetPlayInfo', { VideoId: video, Formats: 'm3u8' }],
    ['GetVideoInfo', { VideoId: 'no-such-video' }],
    ['UpdateVideoInfo', { VideoId: video, Tags: 'test,clock,landscape' }],
  ];
  for (const [operation, parameters] of demonstrated) {
    // Some are refused: that is what the picture shows.
    await vod.request(operation, parameters).catch(() => {});
  }
  await page.getByText('delay').first().waitFor();
  await page
    .locator('#calls tr')
    .nth(demonstrated.length - 1)
    .waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: fileNamed('console.png') });
}
