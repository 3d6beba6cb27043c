import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { SharedReads } from '../src/datasources/reads.js';
import { VodDatasource } from '../src/datasources/vod.js';
import type { VodClient } from '../src/vod/client.js';
import { VodUnreachable } from '../src/vod/errors.js';
import { CallObservers } from '../src/vod/observers.js';
import { Scope } from '../src/vod/scope.js';
import { waitFor } from './wait-for.js';

const selection = { fields: new Set(['title', 'size']), files: false };

/** A datasource of one request whose calls are answered when the test says so. */
function openRequest() {
  const asked: { ids: string[]; answer(title: string): void; fail(): void }[] = [];
  const client = {
    observers: new CallObservers(),
    callPrepared: (_name: string, prepare: () => { request: { VideoIds: string } } | undefined) => {
      const ids = prepare()?.request.VideoIds.split(',') ?? [];
      return new Promise((resolve, reject) => {
        asked.push({
          ids,
          answer: (Title) => resolve({ VideoList: ids.map((VideoId) => ({ VideoId, Title })) }),
          fail: () => reject(new VodUnreachable('GetVideoInfos', 'timeout')),
        });
      });
    },
  } as unknown as VodClient;
  const reads = new SharedReads(client, 0);
  const scope = new Scope({ timeoutMs: 10_000 });
  return { asked, reads, scope, videos: new VodDatasource(reads, scope).videos };
}

it('shares within a request what is on the way, whatever others forget meanwhile', async () => {
  const { asked, reads, scope, videos } = openRequest();
  const list = videos.byIds('Video', ['a', 'b'], selection);
  await waitFor(() => asked[0]);
  await reads.forget(['a']);
  const one = videos.byId('Video', 'a', selection);
  const mixed = videos.byIds('Video', ['c', 'a', 'c'], selection);
  await waitFor(() => asked[1]);
  expect(asked.map(({ ids }) => ids)).toEqual([['a', 'b'], ['c']]);
  asked[1]?.answer('second');
  asked[0]?.answer('first');

  const titles = (await list).map((video) => (video as { title: string }).title);
  expect(titles).toEqual(['first', 'first']);
  expect(await one).toHaveProperty('title', 'first');
  const mixedTitles = (await mixed).map((video) => (video as { title: string }).title);
  expect(mixedTitles).toEqual(['second', 'first', 'second']);
  expect(asked).toHaveLength(2);
  scope.finish();
});

it('asks anew within a request for what has failed', async () => {
  const { asked, scope, videos } = openRequest();
  const failed = videos.byIds('Video', ['a'], selection);
  await waitFor(() => asked[0]);
  asked[0]?.fail();
  expect(await failed).toEqual([expect.any(VodUnreachable)]);
  const again = videos.byId('Video', 'a', selection);
  await waitFor(() => asked[1]);
  asked[1]?.answer('there');
  expect(await again).toHaveProperty('title', 'there');
  scope.finish();
});

it('does not ask for what VOD cannot be asked for', async () => {
  const { asked, scope, videos } = openRequest();
  const media = await videos.byIds('Video', ['a,b', ''], selection);
  expect(media).toEqual([null, null]);
  expect(asked).toEqual([]);
  scope.finish();
});
