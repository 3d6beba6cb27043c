import { afterEach, describe, expect, it } from '@jest/globals';
import { emitEvent } from '../../src/emulator/events/emit.js';
import { signCallback } from '../../src/emulator/events/signature.js';
import type { Emulator, EmulatorOptions } from '../../src/emulator/server.js';
import { freePort } from '../free-port.js';
import { id, insertVideo } from './media.js';
import { isSignedFor, type ReceivedEvent, until, useReceiver } from './receiver.js';
import { call, useEmulator } from './rpc-client.js';

const AuthKey = 'Demo1Key2Demo3Key4';
const quick = { callbackTiming: { pauseMs: 20, timeoutMs: 300 } };

/** A service that announces everything to `url`, and the lines that it logged. */
async function useAnnouncing(
  url: string,
  options: Partial<EmulatorOptions> = {},
  parameters: Record<string, string> = {},
) {
  const logged: string[] = [];
  const log = (...words: unknown[]) => void logged.push(words.join(' '));
  const emulator = await useEmulator({ ...quick, log, ...options });
  const callback = { CallbackType: 'HTTP', CallbackURL: url, EventTypeList: 'ALL' };
  await call(emulator.origin, { Action: 'SetMessageCallback', ...callback, ...parameters });
  return { emulator, logged };
}

/** Announced as one event. */
async function rename({ origin }: Emulator, VideoId: string, Title: string): Promise<void> {
  const { status } = await call(origin, { Action: 'UpdateVideoInfo', VideoId, Title });
  expect(status).toBe(200);
}

const titlesOf = (received: readonly ReceivedEvent[]) =>
  received.map(({ event }) => {
    const { Title } = event.MediaContent as { Title: string };
    return JSON.parse(Title).NewValue as string;
  });

const outcomes = ({ deliveries }: Emulator) => deliveries.all().map(({ outcome }) => outcome);
const settled = (emulator: Emulator) =>
  until(
    () =>
      emulator.store.outbox.pending(1).length === 0 && !outcomes(emulator).includes('under way'),
  );

describe('the signature of callbacks', () => {
  it.each([
    [
      'https://www.example.com/your/callback',
      1519375990,
      'test123',
      'c72b60894140fa98920f1279219b7ed4',
    ],
    [
      'https://www.example.com/your/callback',
      1519375990,
      'Test123',
      'c587b80d2d0ede300e8967937da7219b',
    ],
    [
      'http://hooks.example.test/vod/events',
      1767225600,
      AuthKey,
      'cc7c47c5441c4798fbaaaf6ec7797c83',
    ],
  ])('is that of the document for %s at %d', (url, timestamp, key, signature) => {
    expect(signCallback(url, timestamp, key)).toBe(signature);
  });
});

describe('a delivery', () => {
  it('posts one event as JSON with the headers of VOD', async () => {
    const receiver = await useReceiver();
    const at = new Date('2026-01-01T01:00:00Z');
    const url = `${receiver.url}?from=vod`;
    const { emulator } = await useAnnouncing(url, {}, { AuthSwitch: 'off', AuthKey });
    emulator.clock.move(at.getTime() - emulator.clock.now().getTime());
    insertVideo(emulator.store, { userData: '{"Extend":{"tenant":"t1"}}', title: '草稿' });
    await call(emulator.origin, { Action: 'DeleteVideo', VideoIds: id(1) });
    const [first, second] = await receiver.arrived(2);
    expect(first).toMatchObject({ method: 'POST', path: '/vod/events?from=vod' });
    expect(first?.headers).toEqual({
      host: new URL(url).host,
      connection: 'close',
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(first?.text ?? '')),
      'user-agent': 'Apache-HttpClient/4.4.1 (Java/1.8.0_152)',
      'accept-encoding': 'gzip,deflate',
    });
    expect(second?.text).toMatch(
      /^\{"EventTime":"2026-01-01T01:00:0\dZ","EventType":"DeleteMediaComplete","Status":"success",/,
    );
    expect(second?.event).toEqual({
      EventTime: expect.stringMatching(/^2026-01-01T01:00:0\dZ$/),
      EventType: 'DeleteMediaComplete',
      Status: 'success',
      MediaId: id(1),
      MediaType: 'video',
      DeleteType: 'all',
      Extend: '{"tenant":"t1"}',
    });
  });

  it('is signed if the switch is on', async () => {
    const receiver = await useReceiver();
    const { emulator } = await useAnnouncing(receiver.url, {}, { AuthSwitch: 'on', AuthKey });
    insertVideo(emulator.store);
    await rename(emulator, id(1), 'Signed');
    const [first] = await receiver.arrived(1);
    if (!first) throw new Error('nothing came');
    expect(isSignedFor(first, receiver.url, AuthKey)).toBe(true);
    expect(isSignedFor(first, receiver.url, 'Demo1Key2Demo3Key5')).toBe(false);
    expect(first.rawHeaders).toEqual(
      expect.arrayContaining(['X-VOD-TIMESTAMP', 'X-VOD-SIGNATURE', 'Content-Type']),
    );
  });

  it('is signed with a time that the receiver takes, although the clock was moved', async () => {
    const receiver = await useReceiver();
    const { emulator } = await useAnnouncing(receiver.url, {}, { AuthSwitch: 'on', AuthKey });
    insertVideo(emulator.store);
    emulator.clock.move(7 * 24 * 3600 * 1000);
    await rename(emulator, id(1), 'Next week');
    const [first] = await receiver.arrived(1);
    const seconds = Number(first?.headers['x-vod-timestamp']);
    expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(300);
    expect(first?.event.EventTime).toBe(`${emulator.store.media.byId(id(1))?.modifiedAt}`);
  });

  it('to the URL of a medium is signed over that URL, with the key of the application', async () => {
    const [receiver, own] = [await useReceiver(), await useReceiver()];
    const auth = { AuthSwitch: 'on', AuthKey };
    const { emulator } = await useAnnouncing(receiver.url, {}, auth);
    const MessageCallback = { CallbackURL: own.url };
    insertVideo(emulator.store, { userData: JSON.stringify({ MessageCallback }) });
    await rename(emulator, id(1), 'Elsewhere');
    const [first] = await own.arrived(1);
    expect(first && isSignedFor(first, own.url, AuthKey)).toBe(true);
    expect(receiver.received).toEqual([]);
  });

  it('is not signed with the switch on but no key', async () => {
    const receiver = await useReceiver();
    const { emulator } = await useAnnouncing(receiver.url, {}, { AuthSwitch: 'on' });
    insertVideo(emulator.store);
    await rename(emulator, id(1), 'Unsigned');
    const [first] = await receiver.arrived(1);
    expect(first?.rawHeaders.join()).not.toMatch(/x-vod/i);
  });

  it('tells URLs of this service, on the port where it is now', async () => {
    const receiver = await useReceiver();
    const { emulator } = await useAnnouncing(receiver.url);
    insertVideo(emulator.store, { coverKey: 'covers/1.jpg' });
    await call(emulator.origin, { Action: 'DeleteVideo', VideoIds: id(1) });
    const [change] = await receiver.arrived(1);
    const url = `${emulator.origin}/cdn/covers/1.jpg`;
    const CoverURL = JSON.stringify({ OldValue: url, NewValue: '' });
    expect(change?.event.MediaContent).toMatchObject({ CoverURL });
  });
});

describe('a delivery that fails', () => {
  const answers: [string, Parameters<typeof useReceiver>[0], string][] = [
    ['500', (response) => void response.writeHead(500).end(), '500'],
    ['201', (response) => void response.writeHead(201).end(), '201'],
    ['204', (response) => void response.writeHead(204).end(), '204'],
    ['no answer', (response) => void response.socket?.resetAndDestroy(), 'ECONNRESET'],
    ['an answer too late', () => {}, 'time-out'],
    [
      'what is no HTTP',
      (response) => void response.socket?.end('no\r\n\r\n'),
      'HPE_INVALID_CONSTANT',
    ],
  ];

  it.each(answers)('for %s is tried three times, then given up', async (_, respond, reason) => {
    const receiver = await useReceiver(respond);
    const { emulator, logged } = await useAnnouncing(`${receiver.url}?token=mustNotShow`);
    insertVideo(emulator.store);
    await rename(emulator, id(1), 'Never taken');
    await settled(emulator);
    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
    const attempts = [reason, reason, reason];
    expect(emulator.deliveries.all()).toEqual([
      {
        eventType: 'MediaBaseChangeComplete',
        ownerId: id(1),
        target: receiver.url,
        at: expect.any(Date),
        attempts,
        outcome: 'given up',
      },
    ]);
    expect(logged).toEqual([
      `Gave up MediaBaseChangeComplete of ${id(1)} after 3 attempts: ${attempts.join(', ')}`,
    ]);
  });

  it('for a redirect is not followed', async () => {
    const goal = await useReceiver();
    const receiver = await useReceiver((response) =>
      response.writeHead(302, { location: goal.url }).end(),
    );
    const { emulator } = await useAnnouncing(receiver.url);
    insertVideo(emulator.store);
    await rename(emulator, id(1), 'Elsewhere');
    await settled(emulator);
    expect(emulator.deliveries.all()).toMatchObject([{ attempts: ['302', '302', '302'] }]);
    expect(goal.received).toEqual([]);
  });

  it.each([
    ['refused connections', 'ECONNREFUSED', async () => `http://127.0.0.1:${await freePort()}/`],
    [
      'plain text behind https',
      'E',
      async () => (await useReceiver()).url.replace('http', 'https'),
    ],
  ])('for %s is given up as well', async (_, reason, url) => {
    const { emulator } = await useAnnouncing(await url());
    insertVideo(emulator.store);
    await rename(emulator, id(1), 'Nobody there');
    await settled(emulator);
    const [delivery] = emulator.deliveries.all();
    expect(delivery?.outcome).toBe('given up');
    expect(delivery?.attempts).toHaveLength(3);
    for (const attempt of delivery?.attempts ?? []) expect(attempt).toMatch(/^E[A-Z_]+$/);
    expect(delivery?.attempts[0]).toContain(reason);
  });

  it('once or twice is delivered at last, with a signature of its own each time', async () => {
    const receiver = await useReceiver((response, n) =>
      response.writeHead(n < 2 ? 503 : 200).end(),
    );
    const { emulator, logged } = await useAnnouncing(
      receiver.url,
      {},
      { AuthSwitch: 'on', AuthKey },
    );
    insertVideo(emulator.store);
    await rename(emulator, id(1), 'Third time');
    await settled(emulator);
    expect(receiver.received.every((it) => isSignedFor(it, receiver.url, AuthKey))).toBe(true);
    expect(emulator.deliveries.all()).toMatchObject([
      { attempts: ['503', '503', '200'], outcome: 'delivered' },
    ]);
    expect(logged).toEqual([]);
  });

  it('holds up what follows of the same medium, and no other medium', async () => {
    let isUp = false;
    const receiver = await useReceiver((response, _, { event }) =>
      response.writeHead(isUp || event.MediaId === id(2) ? 200 : 500).end(),
    );
    const timing = { pauseMs: 100, timeoutMs: 5000 };
    const { emulator } = await useAnnouncing(receiver.url, { callbackTiming: timing });
    for (const number of [1, 2]) insertVideo(emulator.store, { id: id(number) });
    await rename(emulator, id(1), 'first');
    await receiver.arrived(1);
    await rename(emulator, id(1), 'second');
    await rename(emulator, id(2), 'of the other');
    await until(() => titlesOf(receiver.received).includes('of the other'));
    expect(titlesOf(receiver.received)).not.toContain('second');
    isUp = true;
    await settled(emulator);
    expect(titlesOf(receiver.received).at(-1)).toBe('second');
  });

  it('leaves nothing behind after five hundred events for a receiver that is down', async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    const timing = { pauseMs: 1, timeoutMs: 300 };
    const { emulator, logged } = await useAnnouncing(url, { callbackTiming: timing });
    for (let number = 1; number <= 100; number += 1)
      insertVideo(emulator.store, { id: id(number) });
    for (let round = 1; round <= 25; round += 1) {
      const objects = Array.from({ length: 20 }, (_, at) => ({
        VideoId: id(((round * 20 + at) % 100) + 1),
        Title: `Round ${round}`,
      }));
      const UpdateContent = JSON.stringify(objects);
      await call(emulator.origin, { Action: 'UpdateVideoInfos', UpdateContent });
    }
    await settled(emulator);
    expect(logged).toHaveLength(500);
    expect(new Set(outcomes(emulator))).toEqual(new Set(['given up']));
    const { status } = await call(emulator.origin, { Action: 'GetVideoInfo', VideoId: id(1) });
    expect(status).toBe(200);
  });
});

describe('the outbox', () => {
  it('drops the oldest events when ten thousand wait, and says so', async () => {
    const receiver = await useReceiver(() => {});
    const { emulator, logged } = await useAnnouncing(receiver.url, { callbackTiming: {} });
    const { store } = emulator;
    insertVideo(store);
    const event = { EventType: 'TranscodeComplete', VideoId: id(1), Status: 'success' } as const;
    store.transaction(() => {
      for (let number = 1; number <= 10_500; number += 1) {
        emitEvent(store, id(1), { ...event, StreamInfos: [] });
      }
    });
    await until(() => logged.length > 0);
    expect(logged).toEqual(['Dropped the 1500 oldest events: more than 10000 waited']);
    expect(store.outbox.pending(20_000)).toHaveLength(9000);
    expect(store.outbox.pending(1)).toMatchObject([{ sequence: 1501 }]);
  });
});

describe('the order of events', () => {
  it('is kept for each medium while many are on their way', async () => {
    const receiver = await useReceiver((response, n) => {
      // Late in no order, so that deliveries of different media overtake each other.
      setTimeout(() => response.end(), (n * 7) % 13);
    });
    const { emulator } = await useAnnouncing(receiver.url, { callbackTiming: {} });
    const media = Array.from({ length: 30 }, (_, at) => id(at + 1));
    for (const medium of media) insertVideo(emulator.store, { id: medium });
    for (let round = 1; round <= 5; round += 1) {
      await Promise.all(media.map((medium) => rename(emulator, medium, String(round))));
    }
    const received = await receiver.arrived(150);
    for (const medium of media) {
      const own = received.filter(({ event }) => event.MediaId === medium);
      expect(titlesOf(own)).toEqual(['1', '2', '3', '4', '5']);
    }
  });

  it('leaves room: sixteen media at a time, no more', async () => {
    let open = 0;
    let most = 0;
    const receiver = await useReceiver((response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => response.end(() => (open -= 1)), 20);
    });
    const { emulator } = await useAnnouncing(receiver.url, { callbackTiming: {} });
    const media = Array.from({ length: 60 }, (_, at) => id(at + 1));
    for (const medium of media) insertVideo(emulator.store, { id: medium });
    await Promise.all(media.map((medium) => rename(emulator, medium, 'New')));
    await settled(emulator);
    expect(receiver.received).toHaveLength(60);
    expect(most).toBeLessThanOrEqual(16);
    expect(most).toBeGreaterThan(1);
  });
});

describe('a receiver that answers without end', () => {
  const dripping = async () => {
    let closed = 0;
    const receiver = await useReceiver((response) => {
      const drip = setInterval(() => response.write('x'), 5);
      response.writeHead(200).on('close', () => {
        clearInterval(drip);
        closed += 1;
      });
    });
    return { receiver, closed: () => closed };
  };

  it('has taken the event, and is listened to until the time is over', async () => {
    const { receiver, closed } = await dripping();
    const { emulator } = await useAnnouncing(receiver.url);
    insertVideo(emulator.store);
    await rename(emulator, id(1), 'Taken');
    await settled(emulator);
    expect(outcomes(emulator)).toEqual(['delivered']);
    await until(() => closed() === 1);
    expect(receiver.received).toHaveLength(1);
  });

  it('does not keep the service from closing', async () => {
    const { receiver, closed } = await dripping();
    const { emulator } = await useAnnouncing(receiver.url, { callbackTiming: {} });
    insertVideo(emulator.store);
    await rename(emulator, id(1), 'Taken');
    await settled(emulator);
    const since = performance.now();
    await emulator.close();
    await until(() => closed() === 1);
    expect(performance.now() - since).toBeLessThan(2000);
  });
});

const warnings: Error[] = [];
const onWarning = (warning: Error) => void warnings.push(warning);
process.on('warning', onWarning);
afterEach(() => {
  expect(warnings).toEqual([]);
});
