import { describe, expect, it } from '@jest/globals';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { insertSource } from './emulator/media.js';
import { addVideo, addVideos, missingId } from './library.js';
import { useWorld } from './support.js';

const world = useWorld();
const [landscape, portrait, square] = shippedIds.videos;
const { audio, deletedSourceVideo } = shippedIds;

const mezzanine = (videoId: string, selection: string, options = '') =>
  world.query(`query ($id: ID!) { mezzanine(videoId: $id${options}) { ${selection} } }`, {
    id: videoId,
  });
const ofVideos = (ids: readonly string[], selection: string) =>
  world.query(`query ($ids: [ID!]!) { videos(ids: $ids) { mezzanine { ${selection} } } }`, { ids });

const parametersOf = (operation: string) =>
  world.emulator.calls.of(operation).map(({ parameters }) => parameters);

/** Changes each entry of the next answer of the batch. */
const rewriteBatch = (rewrite: (entry: { MediaId: string; MezzanineInfo?: object }) => object) =>
  world.emulator.faults.add('BatchGetMediaInfos', {
    kind: 'rewrite',
    rewrite: (body) => {
      const answer = body as { MediaInfos: { MediaId: string; MezzanineInfo?: object }[] };
      return { ...answer, MediaInfos: answer.MediaInfos.map(rewrite) };
    },
  });

describe('mezzanine', () => {
  it('answers one source by the single operation, numbers as numbers', async () => {
    const { data, errors } = await mezzanine(
      landscape,
      'videoId fileName fileUrl outputType status size duration bitrate fps width height createdAt crc64 fileMd5 storageClass',
    );
    expect(errors).toBeUndefined();
    expect(data.mezzanine).toMatchObject({
      videoId: landscape,
      fileUrl: expect.stringContaining('auth_key='),
      outputType: 'CDN',
      status: 'NORMAL',
      size: expect.any(Number),
      duration: 12,
      bitrate: expect.any(Number),
      fps: 25,
      width: 1280,
      height: 720,
      storageClass: 'STANDARD',
    });
    expect(parametersOf('GetMezzanineInfo')).toEqual([{ VideoId: landscape }]);
    expect(world.calls()).toEqual({ GetMezzanineInfo: 1 });
  });

  it.each([
    ['videoStreams { codecName width avgFps }', 'video'],
    ['audioStreams { codecName sampleRate channels }', 'audio'],
    ['audioStreams { index } ... on Mezzanine { videoStreams { index } }', 'video,audio'],
  ])('asks for the stream lists of %j only', async (selection, AdditionType) => {
    const { data, errors } = await mezzanine(landscape, selection);
    expect(errors).toBeUndefined();
    const [list] = Object.values(data.mezzanine) as object[][];
    for (const value of Object.values(list?.[0] ?? {})) expect(value).not.toBeNull();
    expect(parametersOf('GetMezzanineInfo')).toEqual([{ VideoId: landscape, AdditionType }]);
  });

  it('passes the options on', async () => {
    const { data } = await mezzanine(
      landscape,
      'fileUrl outputType',
      ', authTimeout: 60, outputType: OSS',
    );
    expect(data.mezzanine).toEqual({
      fileUrl: expect.stringContaining('OSSAccessKeyId='),
      outputType: 'OSS',
    });
    expect(parametersOf('GetMezzanineInfo')).toEqual([
      { VideoId: landscape, AuthTimeout: '60', OutputType: 'oss' },
    ]);
  });

  it('refuses a validity out of range before any call', async () => {
    const { data, errors } = await mezzanine(
      landscape,
      'size',
      ', authTimeout: 2592001, outputType: OSS',
    );
    expect(data).toEqual({ mezzanine: null });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(world.calls()).toEqual({});
  });

  it.each([
    ['a video that does not exist', missingId, 1],
    ['a video whose source was deleted', deletedSourceVideo, 1],
    ['an id that cannot be', 'a,b', 0],
  ])('is null without an error for %s', async (_name, id, calls) => {
    expect(await mezzanine(id, 'size')).toEqual({ data: { mezzanine: null } });
    expect(world.calls().GetMezzanineInfo ?? 0).toBe(calls);
  });

  it('is null for a source that VOD calls deleted', async () => {
    world.emulator.faults.add('GetMezzanineInfo', {
      kind: 'rewrite',
      rewrite: (body) => ({ ...body, Mezzanine: { VideoId: landscape, Status: 'Deleted' } }),
    });
    expect(await mezzanine(landscape, 'size status')).toEqual({ data: { mezzanine: null } });
  });

  it('knows its medium: an audio if the source has no pictures', async () => {
    const media = 'media { __typename id title } video { __typename id }';
    const { data, errors } = await world.query(
      `query ($audio: ID!, $video: ID!) {
        a: mezzanine(videoId: $audio) { ${media} }
        v: mezzanine(videoId: $video) { ${media} }
        reached: audio(id: $audio) { mezzanine { ${media} } }
      }`,
      { audio, video: landscape },
    );
    expect(errors).toBeUndefined();
    expect(data.a).toMatchObject({
      media: { __typename: 'Audio', id: audio },
      video: { __typename: 'Video', id: audio },
    });
    expect(data.v.media).toMatchObject({ __typename: 'Video', id: landscape });
    expect(data.reached.mezzanine.media).toEqual(data.a.media);
  });
});

describe('mezzanines of several videos', () => {
  const covered =
    'videoId fileName size duration videoStreams { codecName } audioStreams { index }';

  it('cost one call of the batch, null where there is no source', async () => {
    const { data, errors } = await ofVideos([portrait, deletedSourceVideo, square], covered);
    expect(errors).toBeUndefined();
    expect(data.videos).toEqual([
      { mezzanine: expect.objectContaining({ videoId: portrait, duration: expect.any(Number) }) },
      { mezzanine: null },
      { mezzanine: expect.objectContaining({ videoId: square, size: expect.any(Number) }) },
    ]);
    expect(world.calls()).toEqual({ BatchGetMediaInfos: 1 });
  });

  it('are the same, field by field, as those of the single operation', async () => {
    const { data: single } = await mezzanine(portrait, covered);
    const { data: batch } = await ofVideos([portrait, square], covered);
    expect(batch.videos[0].mezzanine).toEqual(single.mezzanine);
  });

  it.each(['outputType', 'preprocessStatus', 'storageClass', 'restoreStatus', 'restoreExpiration'])(
    'are asked for one by one for %s, which the batch does not know',
    async (field) => {
      const { errors } = await ofVideos([landscape, portrait], `size ${field}`);
      expect(errors).toBeUndefined();
      expect(world.calls()).toEqual({ GetVideoInfos: 1, GetMezzanineInfo: 2 });
    },
  );

  it('with options are asked for one by one, beside those without', async () => {
    const { errors } = await world.query(
      `query ($ids: [ID!]!) {
        videos(ids: $ids) { plain: mezzanine { fileUrl } oss: mezzanine(outputType: OSS) { fileUrl } }
      }`,
      { ids: [landscape, portrait] },
    );
    expect(errors).toBeUndefined();
    expect(world.calls()).toEqual({
      BatchGetMediaInfos: 1,
      GetMezzanineInfo: 2,
    });
  });

  it('are asked for one by one where the batch left out a list that is selected', async () => {
    rewriteBatch(({ MezzanineInfo, ...entry }) => {
      const { VideoStreamList: _, ...source } = MezzanineInfo as { VideoStreamList?: object };
      return { ...entry, MezzanineInfo: entry.MediaId === portrait ? source : MezzanineInfo };
    });
    const { data, errors } = await ofVideos(
      [landscape, portrait, square],
      'videoStreams { codecName }',
    );
    expect(errors).toBeUndefined();
    for (const video of data.videos) {
      expect(video.mezzanine.videoStreams).toEqual([{ codecName: 'h264' }]);
    }
    expect(world.calls()).toEqual({ BatchGetMediaInfos: 1, GetMezzanineInfo: 1 });
    expect(parametersOf('GetMezzanineInfo')).toEqual([
      { VideoId: portrait, AdditionType: 'video' },
    ]);
  });

  it('do without a list that is not selected', async () => {
    rewriteBatch(({ MezzanineInfo, ...entry }) => ({
      ...entry,
      MezzanineInfo: { ...MezzanineInfo, VideoStreamList: undefined },
    }));
    await ofVideos([landscape, portrait], 'size audioStreams { index }');
    expect(world.calls()).toEqual({ BatchGetMediaInfos: 1 });
  });

  it('fail by themselves where VOD forbids one', async () => {
    world.emulator.faults.add('BatchGetMediaInfos', {
      kind: 'rewrite',
      rewrite: (body) => {
        const answer = body as { MediaInfos: { MediaId: string }[] };
        const MediaInfos = answer.MediaInfos.filter(({ MediaId }) => MediaId !== portrait);
        return { ...answer, MediaInfos, ForbiddenMediaIds: [portrait] };
      },
    });
    const { data, errors } = await ofVideos([landscape, portrait, square], 'videoId');
    expect(data.videos).toEqual([
      { mezzanine: { videoId: landscape } },
      { mezzanine: null },
      { mezzanine: { videoId: square } },
    ]);
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['videos', 1, 'mezzanine'],
        extensions: {
          code: 'FORBIDDEN',
          retryable: false,
          vod: {
            operation: 'BatchGetMediaInfos',
            code: 'Forbidden',
            requestId: world.emulator.calls.of('BatchGetMediaInfos')[0]?.requestId,
          },
        },
      }),
    ]);
  });

  it('fail for the ids of a failed batch only', async () => {
    const ids = addVideos(world, 25);
    for (const id of ids) insertSource(world.emulator.store, id);
    world.emulator.faults.add('BatchGetMediaInfos', {
      kind: 'refuse',
      status: 403,
      code: 'Forbidden',
      when: ({ MediaIds }) => MediaIds?.includes(ids[0] as string) === true,
    });
    const { data, errors } = await ofVideos(ids, 'videoId');
    expect(data.videos).toEqual(
      ids.map((videoId, index) => ({ mezzanine: index < 20 ? null : { videoId } })),
    );
    expect(errors).toHaveLength(20);
  });

  it('go by the single operation where only one of them is asked for', async () => {
    const id = addVideo(world);
    insertSource(world.emulator.store, id);
    await world.query(
      'query ($id: ID!) { video(id: $id) { mezzanine { size } } again: mezzanine(videoId: $id) { size } }',
      { id },
    );
    expect(world.calls().BatchGetMediaInfos).toBeUndefined();
  });
});
