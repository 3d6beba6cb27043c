import { describe, expect, it } from '@jest/globals';
import { insertSource, insertStream } from './emulator/media.js';
import { addVideo, addVideos, missingId } from './library.js';
import { useWorld } from './support.js';

const world = useWorld({ library: false });

const deleteVideos = (ids: readonly string[]) =>
  world.query(
    `mutation ($ids: [ID!]!) {
      deleteVideos(ids: $ids) { results { id outcome code retryable } deletedIds }
    }`,
    { ids },
  );
const deleteMezzanines = (videoIds: readonly string[], force?: boolean | null) =>
  world.query(
    `mutation ($videoIds: [ID!]!, $force: Boolean) {
      deleteMezzanines(videoIds: $videoIds, force: $force) {
        results { id outcome code message retryable }
      }
    }`,
    { videoIds, ...(force !== undefined && { force }) },
  );

const result = (id: string, outcome: string, code: string | null = null) => ({
  id,
  outcome,
  code,
  retryable: false,
});
const exists = (id: string) => world.emulator.store.media.byId(id) !== undefined;
const hasSource = (id: string) => world.emulator.store.sources.ofMedium(id) !== undefined;

describe('deleteVideos', () => {
  it('answers per id in input order, each once', async () => {
    const [a, b] = addVideos(world, 2) as [string, string];
    const { data, errors } = await deleteVideos([b, missingId, a, b]);
    expect(errors).toBeUndefined();
    expect(data.deleteVideos).toEqual({
      results: [result(b, 'DONE'), result(missingId, 'NOT_FOUND'), result(a, 'DONE')],
      deletedIds: [b, a],
    });
    expect([a, b].map(exists)).toEqual([false, false]);
    expect(world.calls()).toEqual({ DeleteVideo: 1 });
  });

  it('does not fail if none of the videos exists, which VOD answers by a refusal', async () => {
    const { data, errors } = await deleteVideos([missingId, 'gone']);
    expect(errors).toBeUndefined();
    expect(data.deleteVideos).toEqual({
      results: [result(missingId, 'NOT_FOUND'), result('gone', 'NOT_FOUND')],
      deletedIds: [],
    });
  });

  it.each([
    [20, 1],
    [21, 2],
    [45, 3],
  ])('deletes %i videos in %i calls', async (count, calls) => {
    const ids = addVideos(world, count);
    const { data } = await deleteVideos(ids);
    expect(data.deleteVideos.deletedIds).toEqual(ids);
    expect(ids.some(exists)).toBe(false);
    expect(world.calls()).toEqual({ DeleteVideo: calls });
  });

  it('fails the ids of a failed chunk only', async () => {
    const ids = addVideos(world, 21);
    const last = ids[20] as string;
    world.emulator.faults.add('DeleteVideo', {
      kind: 'refuse',
      status: 503,
      code: 'DeleteVideoFailed',
      when: ({ VideoIds }) => VideoIds === last,
    });
    const { data, errors } = await deleteVideos(ids);
    expect(errors).toBeUndefined();
    expect(data.deleteVideos.deletedIds).toEqual(ids.slice(0, 20));
    expect(data.deleteVideos.results[20]).toEqual({
      id: last,
      outcome: 'FAILED',
      code: 'DeleteVideoFailed',
      retryable: true,
    });
    expect(world.calls()).toEqual({ DeleteVideo: 2 });
  });

  it('names the videos that VOD forbids', async () => {
    const [a, b] = addVideos(world, 2) as [string, string];
    world.emulator.faults.add('DeleteVideo', {
      kind: 'rewrite',
      rewrite: (body) => ({ ...body, NonExistVideoIds: undefined, ForbiddenVideoIds: [a] }),
    });
    const { data } = await deleteVideos([a, b]);
    expect(data.deleteVideos).toEqual({
      results: [result(a, 'FORBIDDEN'), result(b, 'DONE')],
      deletedIds: [b],
    });
  });

  it('is sent again when throttled: it was not executed', async () => {
    const id = addVideo(world);
    world.emulator.faults.add(
      'DeleteVideo',
      { kind: 'refuse', status: 503, code: 'Throttling' },
      2,
    );
    const { data } = await deleteVideos([id]);
    expect(data.deleteVideos.deletedIds).toEqual([id]);
    expect(world.calls()).toEqual({ DeleteVideo: 3 });
  });
});

describe('deleteMezzanines', () => {
  function addSource(transcodeMode: 'FastTranscode' | 'NoTranscode' = 'FastTranscode'): string {
    const id = addVideo(world, { transcodeMode });
    insertSource(world.emulator.store, id);
    if (transcodeMode === 'NoTranscode') {
      insertStream(world.emulator.store, id, { jobId: `${id}02`, definition: 'OD' });
    }
    return id;
  }

  it('answers per id in input order, each once', async () => {
    const [a, b] = [addSource(), addSource()];
    const { data, errors } = await deleteMezzanines([b, missingId, a, b]);
    expect(errors).toBeUndefined();
    expect(data.deleteMezzanines.results).toMatchObject([
      result(b, 'DONE'),
      result(missingId, 'NOT_FOUND'),
      result(a, 'DONE'),
    ]);
    expect([a, b].map(hasSource)).toEqual([false, false]);
    expect([a, b].map(exists)).toEqual([true, true]);
    expect(world.calls()).toEqual({ DeleteMezzanines: 1 });
  });

  it.each([undefined, null, false])(
    'keeps a source that is what plays with force %j',
    async (force) => {
      const [plain, playing] = [addSource(), addSource('NoTranscode')];
      const { data } = await deleteMezzanines([playing, plain], force);
      expect(data.deleteMezzanines.results).toMatchObject([
        { ...result(playing, 'NOT_REMOVABLE'), message: expect.stringContaining('`force`') },
        { ...result(plain, 'DONE'), message: null },
      ]);
      expect([plain, playing].map(hasSource)).toEqual([false, true]);
    },
  );

  it('deletes a source that is what plays with force', async () => {
    const id = addSource('NoTranscode');
    const { data } = await deleteMezzanines([id], true);
    expect(data.deleteMezzanines.results).toMatchObject([result(id, 'DONE')]);
    expect(hasSource(id)).toBe(false);
  });

  it.each([
    [21, 2],
    [45, 3],
  ])('deletes %i sources in %i calls', async (count, calls) => {
    const ids = Array.from({ length: count }, () => addSource());
    const { data } = await deleteMezzanines(ids);
    expect(data.deleteMezzanines.results).toMatchObject(ids.map((id) => result(id, 'DONE')));
    expect(world.calls()).toEqual({ DeleteMezzanines: calls });
  });

  it('takes a refusal as not found for all of a chunk', async () => {
    world.emulator.faults.add('DeleteMezzanines', {
      kind: 'refuse',
      status: 404,
      code: 'InvalidVideo.NotFound',
    });
    const { data, errors } = await deleteMezzanines([missingId]);
    expect(errors).toBeUndefined();
    expect(data.deleteMezzanines.results).toMatchObject([result(missingId, 'NOT_FOUND')]);
  });

  it('takes absent lists for empty', async () => {
    const id = addSource();
    world.emulator.faults.add('DeleteMezzanines', {
      kind: 'rewrite',
      rewrite: (body) => ({ RequestId: (body as { RequestId: string }).RequestId }),
    });
    const { data } = await deleteMezzanines([id]);
    expect(data.deleteMezzanines.results).toMatchObject([result(id, 'DONE')]);
  });

  it('is seen by a read after it in the same operation', async () => {
    const id = addSource();
    const source = 'videos { mezzanine { fileName } }';
    const { data, errors } = await world.query(
      `mutation ($id: ID!, $input: [UpdateVideoInput!]!) {
        before: updateVideos(input: $input) { ${source} }
        deleteMezzanines(videoIds: [$id]) { results { outcome } }
        after: updateVideos(input: $input) { ${source} }
      }`,
      { id, input: [{ id, title: 'x' }] },
    );
    expect(errors).toBeUndefined();
    expect(data.before).toEqual({ videos: [{ mezzanine: { fileName: 'harbour.mp4' } }] });
    expect(data.after).toEqual({ videos: [{ mezzanine: null }] });
  });
});
