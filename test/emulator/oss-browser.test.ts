import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from '@jest/globals';
import { bucket } from '../../src/emulator/urls.js';
import { describeInBrowser, useBrowser } from '../browser.js';
import { useBucket } from './bucket.js';

const sdk = createRequire(import.meta.url).resolve('ali-oss/dist/aliyun-oss-sdk.min.js');

/** As much of the browser's, and of the vendor's client for it, as the function below uses there. */
declare const Blob: new (parts: string[], options: { type: string }) => object;
declare const OSS: new (
  options: object,
) => {
  put(key: string, file: object): Promise<unknown>;
  multipartUpload(key: string, file: object, options: object): Promise<unknown>;
};

describeInBrowser("a page with the vendor's OSS client", () => {
  const browser = useBrowser();

  it.each([{}, { authorizationV4: true }])(
    'stores files whole and in parts: %j',
    async (signature) => {
      const { announce, origin, store } = await useBucket();
      const [whole, parts] = [await announce(), await announce()];
      const page = await browser.current.newPage();
      await page.addScriptTag({ path: sdk });
      const base = { endpoint: origin, bucket, region: 'oss-cn-shanghai', ...signature };
      const store1 = { ...base, ...whole.credentials, refreshSTSTokenInterval: 300_000 };
      const store2 = { ...base, ...parts.credentials, refreshSTSTokenInterval: 300_000 };
      await page.evaluate(
        async ({ store1, store2, keys }) => {
          await new OSS(store1).put(keys[0] ?? '', new Blob(['content'], { type: 'video/mp4' }));
          const large = new Blob(['x'.repeat(250_000)], { type: 'video/mp4' });
          await new OSS(store2).multipartUpload(keys[1] ?? '', large, { partSize: 102_400 });
        },
        { store1, store2, keys: [whole.key, parts.key] },
      );
      await page.close();
      expect(readFileSync(store.findObject(whole.key)?.path ?? '', 'utf8')).toBe('content');
      expect(store.findObject(parts.key)?.size).toBe(250_000);
    },
  );
});
