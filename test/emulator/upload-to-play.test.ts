import { expect, it } from '@jest/globals';
import { describeInBrowser, useBrowser } from '../browser.js';
import { hasPlayed, hlsErrors, playWithHls } from '../hls-player.js';
import { useBucket } from './bucket.js';
import { useClips } from './clips.js';
import { call } from './rpc-client.js';

describeInBrowser('a file that was uploaded', () => {
  const browser = useBrowser();
  const clips = useClips();

  it("plays in a page as soon as it is Normal: the vendor's clients from end to end", async () => {
    const { origin, announce, client, processing, clock } = await useBucket();
    const { id: VideoId, key, credentials } = await announce('harbour.mp4');
    const clip = clips.video('harbour.mp4', '640x360', 3);
    await client(credentials).multipartUpload(key, clip, { partSize: 102_400, parallel: 3 });
    const status = async () =>
      (await call(origin, { Action: 'GetVideoInfo', VideoId })).json.Video.Status;
    const seen = new Set<string>();
    for (let turn = 0; turn < 30 && !seen.has('Normal'); turn += 1) {
      seen.add(await status());
      await processing.idle();
      clock.move(1000);
    }
    expect([...seen].at(-1)).toBe('Normal');

    const { json } = await call(origin, { Action: 'GetPlayInfo', VideoId, Formats: 'm3u8' });
    const [stream] = json.PlayInfoList.PlayInfo;
    const page = await playWithHls(browser.current, stream.PlayURL);
    await hasPlayed(page, 1);
    expect(await hlsErrors(page)).toEqual([]);
    await page.close();
  });
});
