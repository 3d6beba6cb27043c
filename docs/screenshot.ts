import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { readConfig } from '../src/config.js';
import { startEmulator } from '../src/emulator/server.js';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { exampleTabs } from '../src/playground-examples.js';
import { createServer } from '../src/server.js';
import { createVodClient } from '../src/vod/client.js';

/** `npm run screenshot`: runs a query in the real playground and takes the README's picture of it. */
const file = fileURLToPath(new URL('playground.png', import.meta.url));

const emulator = await startEmulator({ port: 0, dataFolder: ':memory:' });
const client = createVodClient({
  ...readConfig({}).calls,
  endpoint: emulator.origin,
  accessKeyId: 'vodgraph',
  accessKeySecret: 'vodgraph-secret',
});
const server = await createServer({
  client,
  settings: { ...readConfig({}), logLevel: 'warn' },
  tabs: exampleTabs({
    videos: shippedIds.videos,
    disposableVideo: shippedIds.noTranscodeVideo,
    image: shippedIds.images[0],
  }),
});
const origin = await server.listen({ host: '127.0.0.1', port: 0 });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});

try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 960 },
    deviceScaleFactor: 1.25,
    colorScheme: 'light',
  });
  const schemaRead = page.waitForResponse('**/graphql');
  await page.goto(origin);
  await schemaRead;
  await page.getByRole('tab', { name: 'VideosWithStreams' }).click();
  await page.locator('.graphiql-execute-button').click();
  await page.locator('.result-window').getByText('mezzanine').first().waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file });
} finally {
  await browser.close();
  await server.close();
  client.close();
  await emulator.close();
}
