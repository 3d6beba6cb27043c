import { describe, expect, it } from '@jest/globals';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { insertStream } from './emulator/media.js';
import { addVideo, addVideos, missingId } from './library.js';
import { useWorld } from './support.js';

const world = useWorld();
const [landscape, portrait] = shippedIds.videos;

const streamsOf = (id: string, selection: string) =>
  world.query(`query ($id: ID!) { video(id: $id) { ${selection} } }`, { id });

interface Named {
  format: string;
  definition: string;
  status: string;
}

describe('streams', () => {
  it('are typed: numbers as numbers, enums, times, booleans', async () => {
    const { data, errors } = await streamsOf(
      landscape,
      'streams(filter: { formats: [MP4], latestOnly: true }) { jobId url format definition type status duration bitrate fps size width height encrypted encryptType createdAt }',
    );
    expect(errors).toBeUndefined();
    expect(data.video.streams.length).toBeGreaterThan(0);
    for (const stream of data.video.streams) {
      expect(stream).toEqual({
        jobId: expect.stringMatching(/^[0-9a-f]{32}$/),
        url: expect.stringContaining('auth_key='),
        format: 'MP4',
        definition: expect.stringMatching(/^[LSH]D$/),
        type: 'VIDEO',
        status: 'NORMAL',
        duration: expect.any(Number),
        bitrate: expect.any(Number),
        fps: 25,
        size: expect.any(Number),
        width: expect.any(Number),
        height: expect.any(Number),
        encrypted: false,
        encryptType: null,
        createdAt: expect.stringMatching(/\.000Z$/),
      });
    }
  });

  it('are filtered by us: however many filters, one call', async () => {
    const { data, errors } = await streamsOf(
      landscape,
      `all: streams { format definition status }
       nothing: streams(filter: {}) { format definition status }
       null: streams(filter: null) { format definition status }
       mp4: streams(filter: { formats: [MP4] }) { format definition status }
       hlsOrSd: streams(filter: { formats: [M3U8], definitions: [SD, HD, _2K] }) { format definition status }
       latest: streams(filter: { latestOnly: true }) { format definition status }
       audio: streams(filter: { types: [AUDIO] }) { format definition status }
       ld: streams(filter: { definitions: [LD] }) { format definition status }
       none: streams(filter: { formats: [] }) { format }`,
    );
    expect(errors).toBeUndefined();
    const all: Named[] = data.video.all;
    expect(all.length).toBeGreaterThan(2);
    expect(data.video).toEqual({
      all,
      nothing: all,
      null: all,
      mp4: all.filter(({ format }) => format === 'MP4'),
      hlsOrSd: all.filter(
        ({ format, definition }) => format === 'M3U8' && ['SD', 'HD', '_2K'].includes(definition),
      ),
      latest: all.filter(({ status }) => status === 'NORMAL'),
      audio: [],
      ld: all.filter(({ definition }) => definition === 'LD'),
      none: [],
    });
    expect(world.calls()).toEqual({ GetVideoInfos: 1, GetPlayInfo: 1 });
  });

  it('share the batch for several videos, filters and all', async () => {
    const { data } = await world.query(
      `query ($ids: [ID!]!) {
        videos(ids: $ids) { streams(filter: { formats: [MP4] }) { format } all: streams { jobId } }
      }`,
      { ids: [landscape, portrait] },
    );
    expect(data.videos).toHaveLength(2);
    expect(new Set(data.videos[0].streams.map(({ format }: Named) => format))).toEqual(
      new Set(['MP4']),
    );
    expect(world.calls()).toEqual({ BatchGetMediaInfos: 1 });
  });

  it('with options are asked for one by one, each variant once', async () => {
    const { data, errors } = await world.query(
      `query ($ids: [ID!]!) {
        videos(ids: $ids) {
          streams(outputType: OSS, authTimeout: 60) { url format }
          again: streams(authTimeout: 60, outputType: OSS, filter: { latestOnly: true }) { url }
        }
      }`,
      { ids: [landscape, portrait] },
    );
    expect(errors).toBeUndefined();
    expect(data.videos[0].streams[0]).toEqual({
      url: expect.stringContaining('OSSAccessKeyId='),
      format: 'MP4',
    });
    expect(world.emulator.calls.of('GetPlayInfo').map(({ parameters }) => parameters)).toEqual(
      [landscape, portrait].map((VideoId) => ({
        VideoId,
        ResultType: 'Multiple',
        AuthTimeout: '60',
        OutputType: 'oss',
      })),
    );
    expect(world.calls()).toEqual({ GetVideoInfos: 1, GetPlayInfo: 2 });
  });

  it.each([
    ['authTimeout: 0', 'authTimeout: must be at least 1 second; got 0.'],
    [
      'authTimeout: 604801, outputType: OSS',
      'authTimeout: must be 1 to 604800 seconds for OSS URLs; got 604801.',
    ],
    [
      'filter: { formats: [UNKNOWN] }',
      'filter.formats: UNKNOWN is answered only; it cannot be asked for.',
    ],
  ])('refuse %s, and nothing but them fails', async (argument, message) => {
    const { data, errors } = await streamsOf(landscape, `id streams(${argument}) { jobId }`);
    expect(data.video).toEqual({ id: landscape, streams: null });
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
    expect(world.calls()).toEqual({ GetVideoInfos: 1 });
  });

  it.each(['UploadSucc', 'Transcoding', 'TranscodeFail', 'Checking', 'Blocked', 'Uploading'])(
    'are none, without an error, while the video is %s',
    async (status) => {
      const ids = addVideos(world, 2, { status });
      for (const id of ids) insertStream(world.emulator.store, id);
      const single = await streamsOf(ids[0] as string, 'streams { jobId }');
      const batch = await world.query(
        'query ($ids: [ID!]!) { videos(ids: $ids) { streams { jobId } } }',
        { ids },
      );
      expect(single).toEqual({ data: { video: { streams: [] } } });
      expect(batch).toEqual({ data: { videos: [{ streams: [] }, { streams: [] }] } });
    },
  );

  it('are none, without an error, for a playable video without any', async () => {
    expect(await streamsOf(addVideo(world), 'streams { jobId }')).toEqual({
      data: { video: { streams: [] } },
    });
  });

  it('are the source itself for a video that is not transcoded', async () => {
    const { data } = await streamsOf(
      shippedIds.noTranscodeVideo,
      'streams { jobId definition specification format }',
    );
    expect(data.video.streams).toEqual([
      {
        jobId: `${shippedIds.noTranscodeVideo}02`,
        definition: 'OD',
        specification: 'Original',
        format: 'MP4',
      },
    ]);
  });

  it('of an audio have no pictures, and know their audio', async () => {
    const { data, errors } = await world.query(
      `query ($id: ID!) {
        audio(id: $id) {
          streams { type width fps media { __typename id title } video { __typename id } }
        }
      }`,
      { id: shippedIds.audio },
    );
    expect(errors).toBeUndefined();
    expect(data.audio.streams.length).toBeGreaterThan(0);
    expect(data.audio.streams[0]).toEqual({
      type: 'AUDIO',
      width: null,
      fps: null,
      media: { __typename: 'Audio', id: shippedIds.audio, title: 'A chord every three seconds' },
      video: { __typename: 'Video', id: shippedIds.audio },
    });
    expect(world.calls()).toEqual({ GetVideoInfos: 1, GetPlayInfo: 1 });
  });

  it('lead back to their video without another call', async () => {
    const { data } = await streamsOf(
      landscape,
      'title streams { video { title } media { __typename ... on Video { title } } }',
    );
    const { title } = data.video;
    for (const stream of data.video.streams) {
      expect(stream).toEqual({ video: { title }, media: { __typename: 'Video', title } });
    }
    expect(world.calls()).toEqual({ GetVideoInfos: 1, GetPlayInfo: 1 });
  });

  it('are all that is lost when reading them fails', async () => {
    world.emulator.faults.add('GetPlayInfo', {
      kind: 'refuse',
      status: 403,
      code: 'Forbidden.AliyunVoDEncryption',
    });
    const { data, errors } = await streamsOf(landscape, 'id streams { jobId }');
    expect(data.video).toEqual({ id: landscape, streams: null });
    expect(errors?.[0]).toMatchObject({
      path: ['video', 'streams'],
      extensions: { code: 'FORBIDDEN', vod: { code: 'Forbidden.AliyunVoDEncryption' } },
    });
  });

  it('are not asked for where the video does not exist', async () => {
    expect(await streamsOf(missingId, 'streams { jobId }')).toEqual({ data: { video: null } });
    expect(world.calls()).toEqual({ GetVideoInfos: 1 });
  });
});
