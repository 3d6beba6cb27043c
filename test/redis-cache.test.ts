import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addVideo } from './library.js';
import { describeWithRedis, useRedis } from './redis.js';
import { waitFor } from './wait-for.js';
import { createWorld, type World } from './world.js';

const query = 'query ($id: ID!) { video(id: $id) { title } }';
const titleOf = async (world: World, id: string) =>
  (await world.query(query, { id })).data.video?.title;
const rename = (world: World, id: string, to: string) =>
  world.query(
    'mutation ($id: ID!, $to: String!) { updateVideo(input: { id: $id, title: $to }) { video { title } } }',
    { id, to },
  );

describeWithRedis('two servers with one cache in Redis', () => {
  const redis = useRedis();
  let one: World;
  let other: World;
  beforeAll(async () => {
    const cache = { mediaMs: 60_000, staleMs: 0, missingMs: 60_000, redisUrl: redis.url };
    one = await createWorld({ library: false, cache });
    other = await createWorld({ emulator: one.emulator, cache });
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  it('ask VOD once for what both want', async () => {
    const id = addVideo(one, { title: 'shared' });
    one.emulator.calls.clear();
    expect(await titleOf(one, id)).toBe('shared');
    await waitFor(async () => {
      one.emulator.calls.clear();
      await titleOf(other, id);
      return one.emulator.calls.all().length === 0 || undefined;
    });
  });

  it('see a change of the other at once', async () => {
    const id = addVideo(one, { title: 'first' });
    for (let round = 0; round < 10; round += 1) {
      const [writer, reader] = round % 2 === 0 ? [one, other] : [other, one];
      await titleOf(reader, id);
      await rename(writer, id, `title ${round}`);
      expect(await titleOf(reader, id)).toBe(`title ${round}`);
      expect(await titleOf(writer, id)).toBe(`title ${round}`);
    }
  });

  it('keep nothing that was on the way during a change of the other', async () => {
    const id = addVideo(one, { title: 'before' });
    one.emulator.calls.clear();
    one.emulator.faults.add('GetVideoInfos', { kind: 'delay', ms: 300 });
    const early = titleOf(one, id);
    await waitFor(() => one.emulator.calls.of('GetVideoInfos')[0]);
    await rename(other, id, 'after');
    expect(await early).toBe('before');
    expect(await titleOf(one, id)).toBe('after');
    expect(await titleOf(other, id)).toBe('after');
  });

  it('never give out a title older than the last that was confirmed', async () => {
    const id = addVideo(one, { title: '0' });
    let confirmed = 0;
    let over = false;
    const edits = async () => {
      for (let number = 1; number <= 40; number += 1) {
        await rename(number % 2 === 0 ? one : other, id, String(number));
        confirmed = number;
      }
      over = true;
    };
    const older: [title: number, confirmed: number][] = [];
    const reads = async (world: World) => {
      while (!over) {
        const before = confirmed;
        const title = Number(await titleOf(world, id));
        if (title < before) older.push([title, before]);
      }
    };
    await Promise.all([edits(), reads(one), reads(other)]);
    expect(older).toEqual([]);
  });

  it('do without it when it is gone', async () => {
    const id = addVideo(one, { title: 'alone' });
    await redis.kill();
    expect(await titleOf(one, id)).toBe('alone');
    await rename(one, id, 'still alone');
    expect(await titleOf(other, id)).toBe('still alone');
  });
});
