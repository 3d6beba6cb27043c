import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../src/emulator/faults.js';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { useWorld } from './support.js';
import { waitFor } from './wait-for.js';
import type { World } from './world.js';

const [video = '', other = ''] = shippedIds.videos;

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly reqId?: string;
  readonly reqIds?: string[];
  readonly vod?: Readonly<Record<string, unknown>>;
}

const warn = 40;

/** The lines that were written while `act` ran. */
async function linesOf(world: World, act: () => Promise<unknown>): Promise<Line[]> {
  const before = world.logged.length;
  await act();
  return world.logged.slice(before).map((line) => JSON.parse(line) as Line);
}

describe('the log', () => {
  const world = useWorld({ settings: { logLevel: 'debug' } });
  const look = (...ids: string[]) =>
    world.query('query ($ids: [ID!]!) { videos(ids: $ids) { title } }', { ids });
  const throttled: Fault = {
    kind: 'refuse',
    status: 400,
    code: 'Throttling.User',
    message: 'Request was denied due to user flow control.',
  };

  it("has a line of each call, with VOD's request id and that of the request", async () => {
    const lines = await linesOf(world, () => look(video, other));
    const calls = lines.filter(({ vod }) => vod !== undefined);
    expect(calls.map(({ vod, msg }) => ({ vod, msg }))).toEqual([
      {
        msg: 'VOD call',
        vod: {
          operation: 'GetVideoInfos',
          attempt: 1,
          keys: 2,
          ms: expect.any(Number),
          requestId: world.emulator.calls.all()[0]?.requestId,
        },
      },
    ]);
    const request = lines.find(({ msg }) => msg === 'incoming request');
    expect(calls[0]?.reqIds).toEqual([request?.reqId]);
  });

  it('warns of a throttled call, and tells the attempt after it', async () => {
    world.emulator.faults.add('GetVideoInfos', throttled, 1);
    const lines = await linesOf(world, () => look(video));
    const calls = lines.filter(({ vod }) => vod !== undefined);
    expect(calls.map(({ level, vod }) => [level === warn, vod?.attempt, vod?.code])).toEqual([
      [true, 1, 'Throttling.User'],
      [false, 2, undefined],
    ]);
    const ids = world.emulator.calls.all().map(({ requestId }) => requestId);
    expect(calls.map(({ vod }) => vod?.requestId)).toEqual(ids);
  });

  it('warns once when the circuit opens, and once when it closes', async () => {
    world.emulator.faults.add('*', { kind: 'reset' }, 100);
    const lines = await linesOf(world, async () => {
      for (let query = 0; query < 10; query += 1) await look(video);
      world.emulator.faults.clear();
      world.client.forgetTroubles();
      await look(video);
    });
    expect(lines.filter(({ level }) => level === warn).map(({ msg }) => msg)).toEqual([
      'VOD gives no usable answers: calls are not sent for a while',
      'VOD answers again: calls are sent',
    ]);
  });
});

describe('the log of a call that had to wait', () => {
  const world = useWorld({
    settings: { logLevel: 'debug' },
    governor: { quotaShare: 1, quotas: { GetVideoInfos: 3 }, maxWaiting: 10 },
  });

  it('names every request that waited for it', async () => {
    const look = (id: string) => world.query(`{ video(id: "${id}") { title } }`);
    await look(other);
    const lines = await linesOf(world, () => Promise.all([look(video), look(video), look(other)]));
    const requests = lines.filter(({ msg }) => msg === 'incoming request');
    // One call for all of them, or one that some join, or a second one for whoever comes after it.
    const named = lines
      .filter(({ vod }) => vod !== undefined)
      .flatMap(({ reqIds }) => reqIds ?? []);
    expect(named.toSorted()).toEqual(requests.map(({ reqId }) => reqId).toSorted());
  });
});

describe('the log of a call that another request joined', () => {
  const world = useWorld({ settings: { logLevel: 'debug' } });

  it('names both of them', async () => {
    const look = () => world.query(`{ video(id: "${video}") { title } }`);
    let joined = 0;
    const stop = world.client.observers.add({
      joined: () => {
        joined += 1;
      },
    });
    world.emulator.faults.add('GetVideoInfos', { kind: 'delay', ms: 2000 });
    const lines = await linesOf(world, async () => {
      const first = look();
      await waitFor(() => world.emulator.calls.of('GetVideoInfos')[0]);
      await Promise.all([first, look()]);
    });
    stop();
    expect(joined).toBe(1);
    const requests = lines.filter(({ msg }) => msg === 'incoming request');
    const calls = lines.filter(({ vod }) => vod !== undefined);
    expect(calls.map(({ reqIds }) => reqIds)).toEqual([requests.map(({ reqId }) => reqId)]);
  });
});

describe('the log at its preset level', () => {
  const world = useWorld();

  it('has nothing of a request that goes well', async () => {
    const lines = await linesOf(world, () => world.query(`{ video(id: "${video}") { title } }`));
    expect(lines).toEqual([]);
  });
});
