import { describe, expect, it } from '@jest/globals';
import { addVideo, addVideos, missingId } from './library.js';
import { useWorld } from './support.js';

const world = useWorld({ library: false });

const updateVideos = (
  input: object[],
  selection = 'results { id outcome code message retryable } videos { id }',
) =>
  world.query(
    `mutation ($input: [UpdateVideoInput!]!) { updateVideos(input: $input) { ${selection} } }`,
    { input },
  );

const done = (id: string) => ({
  id,
  outcome: 'DONE',
  code: null,
  message: null,
  retryable: false,
});
const missing = (id: string) => ({
  ...done(id),
  outcome: 'NOT_FOUND',
  message: 'It does not exist.',
});
const titled = (ids: readonly string[], title = 'New') => ids.map((id) => ({ id, title }));

/** Refuses the bulk call that names the id. */
const refuseChunkOf = (id: string, status: number, code: string, times = 1) =>
  world.emulator.faults.add(
    'UpdateVideoInfos',
    {
      kind: 'refuse',
      status,
      code,
      when: ({ UpdateContent }) => UpdateContent?.includes(id) === true,
    },
    times,
  );

const rewriteAnswer = (fields: object) =>
  world.emulator.faults.add('UpdateVideoInfos', {
    kind: 'rewrite',
    rewrite: (body) => ({ ...body, ...fields }),
  });

describe('updateVideos', () => {
  it('answers per item in input order, each once, and reads back what exists', async () => {
    const [a, b, c] = addVideos(world, 3) as [string, string, string];
    const { data, errors } = await updateVideos(titled([c, missingId, a, c, b, a]));
    expect(errors).toBeUndefined();
    expect(data.updateVideos).toEqual({
      results: [done(c), missing(missingId), done(a), done(b)],
      videos: [{ id: c }, { id: a }, { id: b }],
    });
    expect(world.calls()).toEqual({ UpdateVideoInfos: 1, GetVideoInfos: 1 });
  });

  it.each([
    [20, 1],
    [21, 2],
    [45, 3],
  ])('changes %i videos in %i calls and reads them back in as many', async (count, calls) => {
    const ids = addVideos(world, count);
    const { data } = await updateVideos(
      titled(ids, 'Changed'),
      'results { id outcome } videos { title }',
    );
    expect(data.updateVideos.results).toEqual(ids.map((id) => ({ id, outcome: 'DONE' })));
    expect(data.updateVideos.videos).toEqual(ids.map(() => ({ title: 'Changed' })));
    expect(world.calls()).toEqual({ UpdateVideoInfos: calls, GetVideoInfos: calls });
  });

  it('reads nothing back if videos is not selected', async () => {
    await updateVideos(titled(addVideos(world, 3)), 'results { id }');
    expect(world.calls()).toEqual({ UpdateVideoInfos: 1 });
  });

  it('sends an item with userData by its own call', async () => {
    const [plain, special, other] = addVideos(world, 3) as [string, string, string];
    const { data } = await updateVideos(
      [
        { id: special, title: 'S', userData: '{"a":1}' },
        { id: plain, title: 'P' },
        { id: missingId, userData: '{}' },
        { id: other, title: 'O' },
      ],
      'results { id outcome } videos { id title userData }',
    );
    expect(data.updateVideos).toEqual({
      results: [
        { id: special, outcome: 'DONE' },
        { id: plain, outcome: 'DONE' },
        { id: missingId, outcome: 'NOT_FOUND' },
        { id: other, outcome: 'DONE' },
      ],
      videos: [
        { id: special, title: 'S', userData: '{"a":1}' },
        { id: plain, title: 'P', userData: null },
        { id: other, title: 'O', userData: null },
      ],
    });
    expect(world.calls()).toEqual({ UpdateVideoInfos: 1, UpdateVideoInfo: 2, GetVideoInfos: 1 });
  });

  it('fails the items of a failed chunk only', async () => {
    const ids = addVideos(world, 45);
    refuseChunkOf(ids[25] as string, 400, 'InvalidParameter');
    const { data, errors } = await updateVideos(
      titled(ids),
      'results { id outcome code retryable }',
    );
    expect(errors).toBeUndefined();
    expect(data.updateVideos.results).toEqual(
      ids.map((id, index) =>
        index >= 20 && index < 40
          ? { id, outcome: 'FAILED', code: 'InvalidParameter', retryable: false }
          : { id, outcome: 'DONE', code: null, retryable: false },
      ),
    );
  });

  it('tells by code and retryable what the user can do about a failed chunk', async () => {
    const ids = addVideos(world, 61);
    refuseChunkOf(ids[0] as string, 403, 'Forbidden.RAM');
    refuseChunkOf(ids[20] as string, 400, 'Throttling.User', 3);
    refuseChunkOf(ids[40] as string, 503, 'ServiceUnAvailable', 3);
    const { data } = await updateVideos(titled(ids));
    const byChunk = [0, 20, 40, 60].map((index) => data.updateVideos.results[index]);
    expect(byChunk).toMatchObject([
      { outcome: 'FORBIDDEN', code: 'Forbidden.RAM', retryable: false },
      { outcome: 'FAILED', code: 'Throttling.User', retryable: true },
      { outcome: 'FAILED', code: 'ServiceUnAvailable', retryable: true },
      { outcome: 'DONE' },
    ]);
    expect(world.calls()).toEqual({ UpdateVideoInfos: 1 + 3 + 3 + 1, GetVideoInfos: 4 });
  });

  it('fails as a whole only if nothing at all was executed', async () => {
    const ids = addVideos(world, 25);
    world.emulator.faults.add(
      'UpdateVideoInfos',
      { kind: 'refuse', status: 403, code: 'NoPermission' },
      2,
    );
    const { data, errors } = await updateVideos(titled(ids));
    expect(data).toEqual({ updateVideos: null });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['updateVideos'],
        extensions: expect.objectContaining({ code: 'FORBIDDEN', retryable: false }),
      }),
    ]);
    expect(world.calls()).toEqual({ UpdateVideoInfos: 2 });
  });

  it('does not fail as a whole if none of the videos exists', async () => {
    const { data, errors } = await updateVideos(titled([missingId, 'gone']));
    expect(errors).toBeUndefined();
    expect(data.updateVideos).toEqual({
      results: [missing(missingId), missing('gone')],
      videos: [],
    });
  });

  it('takes a refusal as not found for all of a chunk', async () => {
    refuseChunkOf(missingId, 404, 'InvalidVideo.NotFound');
    const { data, errors } = await updateVideos(titled([missingId]));
    expect(errors).toBeUndefined();
    expect(data.updateVideos.results).toEqual([missing(missingId)]);
  });

  it('names the videos that VOD forbids', async () => {
    const [a, b] = addVideos(world, 2) as [string, string];
    rewriteAnswer({ ForbiddenVideoIds: [b] });
    const { data } = await updateVideos(titled([a, b]), 'results { id outcome message }');
    expect(data.updateVideos.results).toEqual([
      { id: a, outcome: 'DONE', message: null },
      { id: b, outcome: 'FORBIDDEN', message: 'There is no permission for it.' },
    ]);
  });

  it.each([
    ['absent', undefined],
    ['null', null],
  ])('takes lists that are %s for empty', async (_name, list) => {
    const id = addVideo(world);
    rewriteAnswer({ NonExistVideoIds: list, ForbiddenVideoIds: list });
    const { data, errors } = await updateVideos(titled([id]));
    expect(errors).toBeUndefined();
    expect(data.updateVideos.results).toEqual([done(id)]);
  });

  it('is done, and says so, if reading back fails', async () => {
    const ids = addVideos(world, 2);
    world.emulator.faults.add('GetVideoInfos', { kind: 'refuse', status: 403, code: 'Forbidden' });
    const { data, errors } = await updateVideos(titled(ids));
    expect(data.updateVideos).toEqual({ results: ids.map(done), videos: null });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['updateVideos', 'videos'],
        extensions: expect.objectContaining({ code: 'FORBIDDEN', outcome: 'DONE' }),
      }),
    ]);
  });
});
