import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault } from '../src/emulator/faults.js';
import type { OperationName } from '../src/vod/operations.js';
import { insertSource, insertStream } from './emulator/media.js';
import { addImage, addVideo, addVideos } from './library.js';
import { useWorld } from './support.js';
import { createWorld, type World } from './world.js';

const world = useWorld({ library: false });

/** Ways in which the answer of a call that was executed, or may have been, gets lost. */
const losses: [name: string, executed: boolean, fault: Fault][] = [
  ['reset before it was executed', false, { kind: 'reset' }],
  ['reset after it was executed', true, { kind: 'reset-after' }],
  ['cut in the middle', true, { kind: 'truncate' }],
  ['a page of a proxy', false, { kind: 'html', status: 502 }],
  ['empty', false, { kind: 'empty', status: 503 }],
  ['JSON without a code', false, { kind: 'status', status: 500 }],
  ['not JSON', true, { kind: 'rewrite', rewrite: () => '{"RequestId":' }],
  ['JSON of another kind', true, { kind: 'rewrite', rewrite: () => 'null' }],
];

const always = 10;
const done = { outcome: 'DONE', code: null, retryable: false };
const unconfirmed = { outcome: 'UNCONFIRMED', code: 'UPSTREAM_UNAVAILABLE', retryable: true };

describe.each(losses)('an answer that is %s', (_name, executed, fault) => {
  /** What a read afterwards shows is done; what it does not show may still arrive. */
  const settled = executed ? done : unconfirmed;

  const lose = (operation: OperationName, times = always) =>
    world.emulator.faults.add(operation, fault, times);

  it('is asked for again by updateVideo, and then settled by a read', async () => {
    const id = addVideo(world);
    lose('UpdateVideoInfo');
    const { data, errors } = await world.query(
      'mutation ($id: ID!) { updateVideo(input: { id: $id, title: "x" }) { video { id } } }',
      { id },
    );
    expect(data).toEqual({ updateVideo: executed ? { video: { id } } : null });
    expect(errors ?? []).toHaveLength(executed ? 0 : 1);
    const error = {
      message: expect.stringMatching(/ The change may or may not have happened\.$/),
      extensions: {
        code: 'UPSTREAM_UNAVAILABLE',
        outcome: 'UNCONFIRMED',
        retryable: true,
        vod: { operation: 'UpdateVideoInfo' },
      },
    };
    if (!executed) expect(errors?.[0]).toMatchObject(error);
    expect(world.calls()).toEqual({ UpdateVideoInfo: 3, GetVideoInfos: executed ? 2 : 1 });
  });

  it('is got by updateVideos at the second attempt', async () => {
    const ids = addVideos(world, 2);
    lose('UpdateVideoInfos', 1);
    const { data, errors } = await world.query(
      'mutation ($input: [UpdateVideoInput!]!) { updateVideos(input: $input) { results { outcome } videos { title } } }',
      { input: ids.map((id) => ({ id, title: 'twice' })) },
    );
    expect(errors).toBeUndefined();
    expect(data.updateVideos).toEqual({
      results: [{ outcome: 'DONE' }, { outcome: 'DONE' }],
      videos: [{ title: 'twice' }, { title: 'twice' }],
    });
    expect(world.calls()).toEqual({ UpdateVideoInfos: 2, GetVideoInfos: 1 });
  });

  it('leaves the items of updateImages to a read after three attempts', async () => {
    const id = addImage(world);
    lose('UpdateImageInfos');
    const { data } = await world.query(
      'mutation ($id: ID!) { updateImages(input: [{ id: $id, title: "x" }]) { results { outcome code retryable } } }',
      { id },
    );
    expect(data.updateImages.results).toEqual([settled]);
    expect(world.calls()).toEqual({ UpdateImageInfos: 3, GetImageInfos: 1 });
  });

  it('is not asked for again by a deletion, whose items a read settles', async () => {
    const [video, source] = addVideos(world, 2) as [string, string];
    insertSource(world.emulator.store, source);
    lose('DeleteVideo');
    lose('DeleteMezzanines');
    const { data, errors } = await world.query(
      `mutation ($video: ID!, $source: ID!) {
        deleteVideos(ids: [$video]) { results { outcome code retryable } deletedIds }
        deleteMezzanines(videoIds: [$source]) { results { outcome code retryable } }
      }`,
      { video, source },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      deleteVideos: { results: [settled], deletedIds: executed ? [video] : [] },
      deleteMezzanines: { results: [settled] },
    });
    expect(world.calls()).toEqual({
      DeleteVideo: 1,
      GetVideoInfos: 1,
      DeleteMezzanines: 1,
      BatchGetMediaInfos: 1,
    });
  });

  it('is not asked for again by deleteStreams and deleteImages', async () => {
    const video = addVideo(world);
    const jobId = insertStream(world.emulator.store, video);
    const image = addImage(world);
    lose('DeleteStream');
    lose('DeleteImage');
    const { data } = await world.query(
      `mutation ($video: ID!, $jobId: ID!, $image: ID!) {
        deleteStreams(videoId: $video, jobIds: [$jobId]) { results { outcome code retryable } }
        deleteImages(input: { ids: [$image] }) { results { outcome code retryable } }
      }`,
      { video, jobId, image },
    );
    expect(data.deleteStreams.results).toEqual([settled]);
    expect(data.deleteImages.results).toEqual([settled]);
    expect(world.calls()).toEqual({
      GetPlayInfo: 2,
      DeleteStream: 1,
      GetImageInfo: 1,
      DeleteImage: 1,
      GetImageInfos: 1,
    });
  });
});

describe('a lost chunk', () => {
  it('that cannot be read back leaves the other chunks of a deletion as they are', async () => {
    const ids = addVideos(world, 45);
    world.emulator.faults.add('DeleteVideo', {
      kind: 'reset-after',
      when: ({ VideoIds }) => VideoIds?.includes(ids[25] as string) === true,
    });
    world.emulator.faults.add('GetVideoInfos', { kind: 'refuse', status: 403, code: 'Forbidden' });
    const { data } = await world.query(
      'mutation ($ids: [ID!]!) { deleteVideos(ids: $ids) { results { id outcome message } deletedIds } }',
      { ids },
    );
    expect(data.deleteVideos.results).toEqual(
      ids.map((id, index) => ({
        id,
        ...(index >= 20 && index < 40
          ? {
              outcome: 'UNCONFIRMED',
              message: 'The answer was lost: it may or may not have happened.',
            }
          : { outcome: 'DONE', message: null }),
      })),
    );
    expect(data.deleteVideos.deletedIds).toEqual([...ids.slice(0, 20), ...ids.slice(40)]);
    expect(ids.map((id) => world.emulator.store.media.byId(id))).toEqual(ids.map(() => undefined));
    expect(world.calls()).toEqual({ DeleteVideo: 3, GetVideoInfos: 1 });
  });
});

describe('an answer that does not come in time', () => {
  let slow: World;
  beforeAll(async () => {
    slow = await createWorld({ library: false, readTimeoutMs: 500 });
  });
  afterAll(() => slow.close());

  it.each<[string, boolean, Fault]>([
    ['never', false, { kind: 'hang' }],
    ['too late', true, { kind: 'delay', ms: 20_000 }],
  ])('(%s) leaves it to a read: updates were repeated, deletes were not', async (...row) => {
    const [, executed, fault] = row;
    const [a, b] = addVideos(slow, 2) as [string, string];
    slow.emulator.faults.add('UpdateVideoInfo', fault, always);
    slow.emulator.faults.add('DeleteVideo', fault, always);
    const { data, errors = [] } = await slow.query(
      `mutation ($a: ID!, $b: ID!) {
        updateVideo(input: { id: $a, title: "x" }) { video { id } }
        deleteVideos(ids: [$b]) { results { outcome code retryable } }
      }`,
      { a, b },
    );
    const outcome = executed ? done : { ...unconfirmed, code: 'UPSTREAM_TIMEOUT' };
    expect(data).toEqual({
      updateVideo: executed ? { video: { id: a } } : null,
      deleteVideos: { results: [outcome] },
    });
    expect(errors.map(({ extensions }) => extensions)).toEqual(
      executed
        ? []
        : [
            {
              code: 'UPSTREAM_TIMEOUT',
              outcome: 'UNCONFIRMED',
              retryable: true,
              vod: { operation: 'UpdateVideoInfo' },
            },
          ],
    );
    expect(slow.calls()).toEqual({
      UpdateVideoInfo: 3,
      DeleteVideo: 1,
      GetVideoInfos: executed ? 3 : 2,
    });
    slow.emulator.faults.clear();
    slow.emulator.calls.clear();
  });
});
