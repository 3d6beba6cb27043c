import { describe, expect, it } from '@jest/globals';
import { insertSource, insertStream } from './emulator/media.js';
import { addImage, addVideo, addVideos, missingId } from './library.js';
import { useWorld } from './support.js';
import { waitFor } from './wait-for.js';
import type { World } from './world.js';

const longMs = 60_000;
const cached = {
  mediaMs: longMs,
  imageMs: longMs,
  sourceMs: longMs,
  streamMs: longMs,
  missingMs: longMs,
};

const title = 'query ($id: ID!) { video(id: $id) { title } }';
const titleOf = async (world: World, id: string) =>
  (await world.query(title, { id })).data.video?.title;
const rename = (world: World, id: string, to: string) =>
  world.query(
    'mutation ($id: ID!, $to: String!) { updateVideo(input: { id: $id, title: $to }) { video { title } } }',
    { id, to },
  );

describe('a cached look-up', () => {
  const world = useWorld({ library: false, cache: cached });

  it('costs no call the second time, in any request', async () => {
    const [a, b] = addVideos(world, 2) as [string, string];
    await titleOf(world, a);
    const { data } = await world.query('query ($ids: [ID!]!) { videos(ids: $ids) { id title } }', {
      ids: [b, a, b],
    });
    expect(data.videos.map(({ id }: { id: string }) => id)).toEqual([b, a, b]);
    expect(world.emulator.calls.all().map(({ parameters }) => parameters)).toEqual([
      { VideoIds: a },
      { VideoIds: b },
    ]);
  });

  it('is kept for images, sources and streams too, each variant by itself', async () => {
    const video = addVideo(world);
    insertSource(world.emulator.store, video);
    insertStream(world.emulator.store, video);
    const image = addImage(world);
    const query = `query ($video: ID!, $image: ID!) {
      image(id: $image) { url }
      mezzanine(videoId: $video) { fileUrl }
      oss: mezzanine(videoId: $video, outputType: OSS) { fileUrl }
      video(id: $video) { streams { url } }
    }`;
    const first = await world.query(query, { video, image });
    const calls = world.calls();
    expect(await world.query(query, { video, image })).toEqual(first);
    expect(world.calls()).toEqual(calls);
    expect(calls).toEqual({
      GetImageInfo: 1,
      GetMezzanineInfo: 2,
      GetVideoInfos: 1,
      GetPlayInfo: 1,
    });
  });

  it('is read anew after a change, and shows it at once', async () => {
    const id = addVideo(world, { title: 'before' });
    expect(await titleOf(world, id)).toBe('before');
    const { data } = await rename(world, id, 'after');
    expect(data.updateVideo.video.title).toBe('after');
    expect(await titleOf(world, id)).toBe('after');
    expect(world.calls()).toEqual({ GetVideoInfos: 2, UpdateVideoInfo: 1 });
    await world.query('mutation ($id: ID!) { deleteVideos(ids: [$id]) { deletedIds } }', { id });
    expect(await titleOf(world, id)).toBeUndefined();
  });

  it('that was under way during a change is given to those who asked before, and not kept', async () => {
    const id = addVideo(world, { title: 'before' });
    world.emulator.faults.add('GetVideoInfos', { kind: 'delay', ms: 300 });
    const early = titleOf(world, id);
    await waitFor(() => world.emulator.calls.of('GetVideoInfos')[0]);
    await rename(world, id, 'after');
    expect(await early).toBe('before');
    expect(await titleOf(world, id)).toBe('after');
  });

  it('remembers for a while that there is nothing', async () => {
    for (let times = 0; times < 3; times += 1)
      expect(await titleOf(world, missingId)).toBeUndefined();
    expect(world.calls()).toEqual({ GetVideoInfos: 1 });
  });

  it('forgets a failure', async () => {
    const id = addVideo(world);
    world.emulator.faults.add('GetVideoInfos', { kind: 'refuse', status: 403, code: 'Forbidden' });
    expect((await world.query(title, { id })).errors).toHaveLength(1);
    expect((await world.query(title, { id })).errors).toBeUndefined();
  });
});

describe('a signed URL', () => {
  const world = useWorld({ library: false, cache: cached });

  it('tells its end, and is not given out again in its last minute', async () => {
    const id = addVideo(world);
    insertStream(world.emulator.store, id);
    const streams = async (authTimeout: number) => {
      const { data } = await world.query(
        'query ($id: ID!, $authTimeout: Int) { video(id: $id) { streams(authTimeout: $authTimeout) { url expiresAt } } }',
        { id, authTimeout },
      );
      return data.video.streams[0];
    };
    const short = await streams(59);
    const leftMs = Date.parse(short.expiresAt) - Date.now();
    expect(leftMs).toBeGreaterThan(50_000);
    expect(leftMs).toBeLessThanOrEqual(60_000);
    await streams(59);
    expect(world.calls().GetPlayInfo).toBe(2);
    const long = await streams(7200);
    expect(await streams(7200)).toEqual(long);
    expect(world.calls().GetPlayInfo).toBe(3);
  });
});

describe('a stale value', () => {
  const world = useWorld({ library: false, cache: { mediaMs: 1, staleMs: longMs } });

  it('is given at once and asked for anew, once for all who want it', async () => {
    const id = addVideo(world, { title: 'old' });
    await titleOf(world, id);
    world.emulator.store.media.update(id, { title: 'new' });
    world.emulator.faults.add('GetVideoInfos', { kind: 'delay', ms: 1500 });
    const titles = await Promise.all(Array.from({ length: 10 }, () => titleOf(world, id)));
    expect(new Set(titles)).toEqual(new Set(['old']));
    expect(world.calls()).toEqual({ GetVideoInfos: 2 });
    await waitFor(async () => (await titleOf(world, id)) === 'new' || undefined);
  });
});
