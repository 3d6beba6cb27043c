import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { eventTypeNames } from '../../src/emulator/events/event-types.js';
import { freePort } from '../free-port.js';
import { kill } from '../launch.js';
import { readDocument } from './document.js';
import { id, insertVideo } from './media.js';
import { until } from './receiver.js';
import { call, useEmulator } from './rpc-client.js';

const { text, run } = readDocument('docs/events.md');

describe('the document on events', () => {
  it('shows a subscriber and a receiver that work together', async () => {
    const { origin, store, deliveries } = await useEmulator({ callbackTiming: { pauseMs: 10 } });
    const url = `http://127.0.0.1:${await freePort()}/vod/events`;
    const env = { VOD_ENDPOINT: origin, CALLBACK_URL: url };
    const subscriber = await run('subscribe.mjs', env);
    const [code] = await once(subscriber.child, 'exit');
    expect(code).toBe(0);

    const receiver = await run('receive.mjs', env);
    await until(() => receiver.printed.out.includes('listening'));
    insertVideo(store);
    await call(origin, { Action: 'DeleteVideo', VideoIds: id(1) });
    await until(() => receiver.printed.out.includes('DeleteMediaComplete'));
    expect(receiver.printed.out).toBe(
      'listening\nMediaBaseChangeComplete success\nDeleteMediaComplete success\n',
    );

    await kill(receiver);
    const stranger = await run('receive.mjs', { ...env, CALLBACK_KEY: 'Another1Key' });
    await until(() => stranger.printed.out.includes('listening'));
    insertVideo(store);
    await call(origin, { Action: 'UpdateVideoInfo', VideoId: id(1), Title: 'Forged' });
    await until(() => deliveries.all().at(-1)?.outcome === 'given up');
    expect(deliveries.all().at(-1)?.attempts).toEqual(['403', '403', '403']);
    expect(stranger.printed.out).toBe('listening\n');
  });

  it('names every type of event that may be asked for', () => {
    const named = new Set([...text.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect(eventTypeNames.filter((name) => !named.has(name))).toEqual([]);
  });
});
