import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/emulator/store.js';
import { kill } from '../launch.js';
import { launchService } from './launched-service.js';
import { id, insertVideo } from './media.js';
import { type ReceivedEvent, until, useReceiver } from './receiver.js';
import { call, useEmulator } from './rpc-client.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vod-events-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const setCallback = (origin: string, CallbackURL: string) => {
  const callback = { CallbackType: 'HTTP', CallbackURL, EventTypeList: 'ALL' };
  return call(origin, { Action: 'SetMessageCallback', ...callback });
};

const rename = (origin: string, VideoId: string, Title: string) =>
  call(origin, { Action: 'UpdateVideoInfo', VideoId, Title });

/** New titles in the order in which they came first: an event may come more than once. */
function titles(received: readonly ReceivedEvent[], medium = id(1)): string[] {
  const own = received.filter(({ event }) => event.MediaId === medium);
  const all = own.map(({ event }) => {
    const { Title } = event.MediaContent as { Title: string };
    return JSON.parse(Title).NewValue as string;
  });
  return [...new Set(all)];
}

describe('a restart', () => {
  it('delivers what was still to be delivered, in order, once the service is back', async () => {
    let isUp = false;
    const receiver = await useReceiver((response) => response.writeHead(isUp ? 200 : 500).end());
    const options = { dataFolder: folder, callbackTiming: { pauseMs: 60_000 } };
    const first = await useEmulator(options);
    await setCallback(first.origin, receiver.url);
    insertVideo(first.store);
    for (const title of ['one', 'two', 'three']) await rename(first.origin, id(1), title);
    await receiver.arrived(1);
    await first.close();

    isUp = true;
    const second = await useEmulator(options);
    await until(() => second.deliveries.all().length === 3);
    await until(() => second.store.outbox.pending().length === 0);
    expect(receiver.received).toHaveLength(4);
    expect(titles(receiver.received)).toEqual(['one', 'two', 'three']);
    expect(second.deliveries.all().map(({ attempts }) => attempts)).toEqual([
      ['200'],
      ['200'],
      ['200'],
    ]);
  });

  it('comes quickly even while a receiver lets the service wait', async () => {
    let isUp = false;
    const receiver = await useReceiver((response) => isUp && response.end());
    const first = await useEmulator({ dataFolder: folder });
    await setCallback(first.origin, receiver.url);
    insertVideo(first.store);
    await rename(first.origin, id(1), 'again');
    await receiver.arrived(1);
    const since = performance.now();
    await first.close();
    expect(performance.now() - since).toBeLessThan(2000);

    isUp = true;
    await useEmulator({ dataFolder: folder });
    await receiver.arrived(2);
    expect(titles(receiver.received)).toEqual(['again']);
  });

  it('keeps where events go, and tells URLs of the new port', async () => {
    let isUp = false;
    const receiver = await useReceiver((response) => isUp && response.end());
    const first = await useEmulator({ dataFolder: folder });
    await setCallback(first.origin, receiver.url);
    insertVideo(first.store, { coverKey: 'covers/1.jpg' });
    await call(first.origin, { Action: 'DeleteVideo', VideoIds: id(1) });
    await receiver.arrived(1);
    await first.close();

    isUp = true;
    // Another service takes the port in between.
    await useEmulator({ port: Number(new URL(first.origin).port) });
    const second = await useEmulator({ dataFolder: folder });
    expect(second.origin).not.toBe(first.origin);
    const [before, after] = await receiver.arrived(3);
    expect(before?.text).toContain(`${first.origin}/cdn/covers/1.jpg`);
    expect(after?.text).toContain(`${second.origin}/cdn/covers/1.jpg`);
    const { json } = await call(second.origin, { Action: 'GetMessageCallback' });
    expect(json.MessageCallback).toMatchObject({ CallbackURL: receiver.url, EventTypeList: 'ALL' });
  });
});

describe('a killed service', () => {
  it('loses no event of an acknowledged change', async () => {
    const media = [id(1), id(2), id(3)];
    const acknowledged = new Map(media.map((medium) => [medium, [] as string[]]));
    // Slow enough that events are waiting and under way whenever the service is killed.
    const receiver = await useReceiver((response) => setTimeout(() => response.end(), 30));
    seed(media);
    for (let life = 1; life <= 3; life += 1) {
      const { child, origin } = await launchService(folder);
      await setCallback(origin, receiver.url);
      const writers = media.map((medium) => writeUntilDead(origin, medium, `life ${life}`));
      await receiver.arrived(receiver.received.length + 5);
      await kill({ child });
      for (const [at, titles] of (await Promise.all(writers)).entries()) {
        acknowledged.get(media[at] ?? '')?.push(...titles);
      }
    }
    await launchService(folder);
    const isMissing = () =>
      media.some((medium) => {
        const come = new Set(titles(receiver.received, medium));
        return acknowledged.get(medium)?.some((title) => !come.has(title));
      });
    await until(() => !isMissing());
    for (const medium of media) {
      const expected = acknowledged.get(medium) ?? [];
      expect(expected.length).toBeGreaterThan(0);
      // A change may have been made whose answer was lost, so more may have come.
      const come = titles(receiver.received, medium).filter((title) => expected.includes(title));
      expect(come).toEqual(expected);
    }
  }, 60_000);
});

/** The media that the killed service works on. */
function seed(media: readonly string[]): void {
  const store = openStore({ folder, now: () => new Date() });
  for (const medium of media) insertVideo(store, { id: medium });
  store.close();
}

/** Renames a medium again and again; answers the titles that were acknowledged. */
async function writeUntilDead(origin: string, medium: string, prefix: string): Promise<string[]> {
  const done: string[] = [];
  for (let number = 1; ; number += 1) {
    const title = `${prefix}, ${number}`;
    const answer = await rename(origin, medium, title).catch(() => undefined);
    if (answer?.status !== 200) return done;
    done.push(title);
  }
}
