import { describe, expect, it, jest } from '@jest/globals';
import { Batcher, type BatchOperation } from '../src/vod/batcher.js';
import type { VodClient } from '../src/vod/client.js';
import { QuotaExhausted } from '../src/vod/errors.js';
import { CallObservers } from '../src/vod/observers.js';
import type { VideoInfo } from '../src/vod/operations.js';
import { Scope } from '../src/vod/scope.js';
import { waitFor } from './wait-for.js';

const batch: BatchOperation<'GetVideoInfos', VideoInfo> = {
  operation: 'GetVideoInfos',
  maxKeys: 20,
  request: (keys) => ({ VideoIds: keys.join() }),
  values: ({ VideoList: list = [] }) => new Map(list.map((info) => [info.VideoId, info])),
  isMissing: () => false,
};

interface Passage {
  /** Until a call may be sent. */
  readonly turn?: () => Promise<unknown>;
  /** Until it is answered: the next turn of the event loop unless given. */
  readonly answer?: () => Promise<unknown>;
}

/** Look-ups by a client whose calls are sent and answered as it is told. */
function openBatcher({ turn, answer = () => new Promise(setImmediate) }: Passage = {}) {
  const sent: string[][] = [];
  const client = {
    observers: new CallObservers(),
    callPrepared: async (_name: string, prepare: () => { request: { VideoIds: string } }) => {
      await turn?.();
      const ids = prepare().request.VideoIds.split(',');
      sent.push(ids);
      await answer();
      return { VideoList: ids.map((VideoId) => ({ VideoId })) };
    },
  } as unknown as VodClient;
  return { sent, client, batcher: new Batcher(client, batch) };
}

const newScope = () => new Scope({ timeoutMs: 10_000 });
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

describe('look-ups of several requests', () => {
  it('leave in one call if they are asked for in one turn of the event loop', async () => {
    const { sent, batcher } = openBatcher();
    const loads = ['a', 'b', 'c'].map(async (key) => {
      // A request of its own is read, and gets to its look-ups a few promises later.
      await null;
      return batcher.load([key, 'hot'], newScope());
    });
    await Promise.all(loads);
    expect(sent.map((keys) => keys.toSorted())).toEqual([['a', 'b', 'c', 'hot']]);
  });

  it('fill calls before they leave', async () => {
    const { sent, batcher } = openBatcher();
    const keys = Array.from({ length: 45 }, (_, index) => `key${index}`);
    await Promise.all(keys.map((key) => batcher.load([key], newScope())));
    expect(sent.map(({ length }) => length)).toEqual([20, 20, 5]);
  });

  it('leave at the end of that turn, without a timer', async () => {
    const { sent, batcher } = openBatcher();
    const load = batcher.load(['a'], newScope());
    expect(sent).toEqual([]);
    await new Promise(setImmediate);
    expect(sent).toEqual([['a']]);
    await load;
  });

  it('are not sent if they are given up in the same turn', async () => {
    const { sent, batcher } = openBatcher();
    const scope = newScope();
    const load = batcher.load(['a'], scope);
    scope.cancel();
    expect(await load).toEqual([expect.any(Error)]);
    await nextTask();
    expect(sent).toEqual([]);
  });
});

it('joins a call that is on the way, but none that hangs', async () => {
  const answers: (() => void)[] = [];
  const { batcher } = openBatcher({
    answer: () => new Promise<void>((resolve) => answers.push(resolve)),
  });
  const now = performance.now();
  const clock = jest.spyOn(performance, 'now').mockReturnValue(now);
  try {
    const hung = batcher.load(['a'], newScope());
    await nextTask();
    clock.mockReturnValue(now + 3000);
    const joined = batcher.load(['a'], newScope());
    clock.mockReturnValue(now + 3001);
    const asked = batcher.load(['a'], newScope());
    await waitFor(() => answers[1]);
    answers[1]?.();
    expect(await asked).toEqual([{ VideoId: 'a' }]);
    answers[0]?.();
    expect(await Promise.all([hung, joined])).toEqual([[{ VideoId: 'a' }], [{ VideoId: 'a' }]]);
    expect(answers).toHaveLength(2);
  } finally {
    clock.mockRestore();
  }
});

it('refuses for want of quota only those who had no more time', async () => {
  const turns: ((goes: boolean) => void)[] = [];
  const { sent, batcher } = openBatcher({
    turn: async () => {
      const goes = await new Promise((resolve) => turns.push(resolve));
      if (!goes) throw new QuotaExhausted('GetVideoInfos', 100);
    },
  });
  const hasty = batcher.load(['a'], new Scope({ timeoutMs: 5000 }));
  await nextTask();
  const patient = batcher.load(['b'], new Scope({ timeoutMs: 10_000 }));
  await nextTask();
  turns[0]?.(false);
  expect(await hasty).toEqual([expect.any(QuotaExhausted)]);
  (await waitFor(() => turns[1]))(true);
  expect(await patient).toEqual([{ VideoId: 'b' }]);
  expect(sent).toEqual([['b']]);
});

it('counts the keys that were under way already, for the request and for who watches', async () => {
  const { client, batcher } = openBatcher();
  const watched: number[] = [];
  client.observers.add({ joined: (_operation, keys) => watched.push(keys) });
  const [first, second] = [newScope(), newScope()];
  await Promise.all([batcher.load(['a', 'b', 'c'], first), batcher.load(['b', 'c', 'd'], second)]);
  expect(first.usage.joined).toBe(0);
  expect(second.usage.joined).toBe(2);
  expect(watched).toEqual([2]);
});

it('asks anew after a change for what is on the way, not for what is still in line', async () => {
  const turns: (() => void)[] = [];
  const { sent, batcher } = openBatcher({
    turn: () => new Promise<void>((resolve) => turns.push(resolve)),
  });
  const first = batcher.load(['a'], newScope());
  (await waitFor(() => turns[0]))();
  await waitFor(() => sent[0]);
  batcher.forget('a');
  const second = batcher.load(['a'], newScope());
  batcher.forget('a');
  const third = batcher.load(['a'], newScope());
  (await waitFor(() => turns[1]))();
  await Promise.all([first, second, third]);
  expect(sent).toEqual([['a'], ['a']]);
});
