import { describe, expect, it } from '@jest/globals';
import { insertStream } from './emulator/media.js';
import { addVideo, missingId } from './library.js';
import { useWorld } from './support.js';

const world = useWorld({ library: false });

const deleteStreams = (
  videoId: string,
  jobIds: readonly string[],
  selection = 'results { id outcome code retryable }',
) =>
  world.query(
    `mutation ($videoId: ID!, $jobIds: [ID!]!) {
      deleteStreams(videoId: $videoId, jobIds: $jobIds) { ${selection} }
    }`,
    { videoId, jobIds },
  );

const result = (id: string, outcome: string) => ({ id, outcome, code: null, retryable: false });
const streamsLeft = (id: string) =>
  world.emulator.store.streams.ofMedium(id).map(({ jobId }) => jobId);

/** A video with so many streams; the jobs' ids sort as they were made. */
function addStreams(count: number): { videoId: string; jobIds: string[] } {
  const videoId = addVideo(world);
  const jobIds = Array.from({ length: count }, (_, index) =>
    insertStream(world.emulator.store, videoId, {
      jobId: `${videoId.slice(4)}${String(index).padStart(4, '0')}`,
    }),
  );
  return { videoId, jobIds };
}

describe('deleteStreams', () => {
  it('answers per job in input order, each once, and does not send unknown ones', async () => {
    const { videoId, jobIds } = addStreams(3);
    const [a, b, c] = jobIds as [string, string, string];
    const { data, errors } = await deleteStreams(
      videoId,
      [c, 'unknown', a, c],
      'results { id outcome code retryable } video { id streams { jobId } }',
    );
    expect(errors).toBeUndefined();
    expect(data.deleteStreams).toEqual({
      results: [result(c, 'DONE'), result('unknown', 'NOT_FOUND'), result(a, 'DONE')],
      video: { id: videoId, streams: [{ jobId: b }] },
    });
    expect(
      world.emulator.calls.all().map(({ operation, parameters }) => ({ operation, ...parameters })),
    ).toEqual([
      { operation: 'GetPlayInfo', VideoId: videoId, ResultType: 'Multiple' },
      { operation: 'DeleteStream', VideoId: videoId, JobIds: `${c},${a}` },
      { operation: 'GetVideoInfos', VideoIds: videoId },
      { operation: 'GetPlayInfo', VideoId: videoId, ResultType: 'Multiple' },
    ]);
  });

  it('deletes older streams too, and the original by its job', async () => {
    const videoId = addVideo(world, { transcodeMode: 'NoTranscode' });
    const original = insertStream(world.emulator.store, videoId, {
      jobId: `${videoId}02`,
      definition: 'OD',
    });
    const older = insertStream(world.emulator.store, videoId, { jobId: 'older' });
    insertStream(world.emulator.store, videoId, { jobId: 'newer' });
    const { data } = await deleteStreams(videoId, [older, original]);
    expect(data.deleteStreams.results).toEqual([result(older, 'DONE'), result(original, 'DONE')]);
    expect(streamsLeft(videoId)).toEqual(['newer']);
  });

  it('sends no deletion if it knows none of the jobs', async () => {
    const { videoId } = addStreams(1);
    const { jobIds: foreign } = addStreams(1);
    const { data, errors } = await deleteStreams(videoId, foreign);
    expect(errors).toBeUndefined();
    expect(data.deleteStreams.results).toEqual([result(foreign[0] as string, 'NOT_FOUND')]);
    expect(world.calls()).toEqual({ GetPlayInfo: 1 });
  });

  it('is not an error for a video without any stream', async () => {
    const { data, errors } = await deleteStreams(addVideo(world), ['a']);
    expect(errors).toBeUndefined();
    expect(data.deleteStreams.results).toEqual([result('a', 'NOT_FOUND')]);
  });

  it('is NOT_FOUND for a video that does not exist', async () => {
    const { data, errors } = await deleteStreams(missingId, ['a']);
    expect(data).toEqual({ deleteStreams: null });
    expect(errors?.[0]).toMatchObject({
      message: `Video ${missingId} does not exist.`,
      extensions: {
        code: 'NOT_FOUND',
        retryable: false,
        vod: { operation: 'GetPlayInfo', code: 'InvalidVideo.NotFound' },
      },
    });
    expect(world.calls()).toEqual({ GetPlayInfo: 1 });
  });

  it('is FORBIDDEN while the streams of the video cannot be read', async () => {
    const { errors } = await deleteStreams(addVideo(world, { status: 'Blocked' }), ['a']);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('Current Status is Blocked'),
      extensions: { code: 'FORBIDDEN', vod: { code: 'Forbidden.IllegalStatus' } },
    });
  });

  it('deletes 45 streams in three calls, and fails those of a failed call only', async () => {
    const { videoId, jobIds } = addStreams(45);
    world.emulator.faults.add('DeleteStream', {
      kind: 'refuse',
      status: 503,
      code: 'DeleteStreamFailed',
      when: ({ JobIds }) => JobIds?.includes(jobIds[20] as string) === true,
    });
    const { data, errors } = await deleteStreams(videoId, jobIds);
    expect(errors).toBeUndefined();
    expect(data.deleteStreams.results).toEqual(
      jobIds.map((id, index) =>
        index >= 20 && index < 40
          ? { id, outcome: 'FAILED', code: 'DeleteStreamFailed', retryable: true }
          : result(id, 'DONE'),
      ),
    );
    expect(streamsLeft(videoId)).toEqual(jobIds.slice(20, 40));
    expect(world.calls()).toEqual({ GetPlayInfo: 1, DeleteStream: 3 });
  });

  it('takes a stream that vanished in between for not found', async () => {
    const { videoId, jobIds } = addStreams(1);
    world.emulator.faults.add('DeleteStream', {
      kind: 'refuse',
      status: 404,
      code: 'InvalidStream.NotFound',
    });
    const { data, errors } = await deleteStreams(videoId, jobIds);
    expect(errors).toBeUndefined();
    expect(data.deleteStreams.results).toEqual([result(jobIds[0] as string, 'NOT_FOUND')]);
  });

  it('is done, and says so, if reading back fails', async () => {
    const { videoId, jobIds } = addStreams(1);
    world.emulator.faults.add('GetVideoInfos', { kind: 'refuse', status: 403, code: 'Forbidden' });
    const { data, errors } = await deleteStreams(
      videoId,
      jobIds,
      'results { outcome } video { id }',
    );
    expect(data.deleteStreams).toEqual({ results: [{ outcome: 'DONE' }], video: null });
    expect(errors?.[0]).toMatchObject({
      path: ['deleteStreams', 'video'],
      extensions: { code: 'FORBIDDEN', outcome: 'DONE' },
    });
  });

  it.each([
    ['', ['a'], 'videoId: an id must not be empty nor hold'],
    ['a,b', ['a'], 'videoId: an id must not be empty nor hold'],
    ['a', [], 'jobIds: must hold 1 to 500 items; got 0.'],
    ['a', ['b', 'c d'], 'jobIds[1]: an id must not be empty nor hold'],
  ])('refuses the video %j with the jobs %j before anything is sent', async (id, jobs, message) => {
    const { data, errors } = await deleteStreams(id, jobs);
    expect(data).toEqual({ deleteStreams: null });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(world.calls()).toEqual({});
  });
});
