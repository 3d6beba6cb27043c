import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { useClips } from './clips.js';
import { useProcessing } from './processing-world.js';

const clips = useClips();

/** What a real player would find: codecs and picture of a file. */
function look(file: string) {
  const args = ['-v', 'error', '-show_streams', '-of', 'json', file];
  const { streams } = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' })) as {
    streams: { codec_name: string; width?: number; height?: number }[];
  };
  return streams.map(({ codec_name, width, height }) => [codec_name, width, height]);
}

describe('an uploaded video', () => {
  it('becomes playable as the clock moves, and announces each step', async () => {
    const world = await useProcessing();
    const receiver = await world.receive();
    const id = await world.upload(clips.video());
    const statuses = [world.status(id)];
    for (const ms of [999, 1, 1999, 1]) {
      await world.pass(ms);
      statuses.push(world.status(id));
    }
    expect(statuses).toEqual(['UploadSucc', 'UploadSucc', 'Transcoding', 'Transcoding', 'Normal']);

    await world.finish();
    await receiver.arrived(9);
    expect(receiver.types()).toEqual([
      'MediaBaseChangeComplete',
      'FileUploadComplete',
      'VideoAnalysisComplete',
      'SnapshotComplete',
      ...Array(4).fill('StreamTranscodeComplete'),
      'TranscodeComplete',
    ]);
    const [, , analysis, snapshots, firstStream, , , , task] = receiver.received.map(
      ({ event }) => event,
    );
    expect(analysis).toEqual({
      EventTime: '2026-08-01T12:00:01Z',
      EventType: 'VideoAnalysisComplete',
      VideoId: id,
      Status: 'success',
      Width: 320,
      Height: 240,
      Duration: 2,
      Bitrate: expect.stringMatching(/^\d+(\.\d+)?$/),
      Fps: '25.0',
      Size: expect.any(Number),
    });
    const covers = `${id}/snapshots/`;
    expect(snapshots).toEqual({
      EventTime: '2026-08-01T12:00:02Z',
      EventType: 'SnapshotComplete',
      VideoId: id,
      Status: 'success',
      CoverUrl: expect.stringContaining(`/cdn/${covers}`),
      SnapshotInfos: [
        {
          Status: 'success',
          SnapshotType: 'CoverSnapshot',
          SnapshotCount: 5,
          SnapshotFormat: expect.stringMatching(/^\w+\/snapshots\/\w+-\{SnapshotCount\}\.jpg$/),
          SnapshotRegular: expect.stringMatching(/^http:.*-\{SnapshotCount\}\.jpg$/),
          JobId: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
      ],
    });
    const { EventTime, EventType, VideoId, ...outcome } = firstStream ?? {};
    expect(outcome).toEqual({
      Status: 'success',
      IsAudio: false,
      JobId: expect.stringMatching(/^[0-9a-f]{32}$/),
      Definition: 'FD',
      Format: 'mp4',
      FileUrl: expect.stringMatching(new RegExp(`/cdn/${id}/[0-9a-f]{8}-[0-9a-f]{8}-fd\\.mp4$`)),
      Bitrate: expect.any(String),
      Fps: '25',
      Duration: expect.any(Number),
      Encrypt: false,
      Width: 320,
      Height: 240,
      Size: expect.any(Number),
      StartTime: '2026-08-01T12:00:01Z',
      FinishTime: '2026-08-01T12:00:03Z',
    });
    expect(task).toMatchObject({ VideoId: id, Status: 'success' });
    expect(task?.StreamInfos).toHaveLength(4);
    expect(task?.StreamInfos).toContainEqual(outcome);
  });

  it('is told by its content once it was analysed', async () => {
    const world = await useProcessing();
    const id = await world.upload(clips.video());
    expect(world.call('GetVideoInfo', { VideoId: id }).Video.Duration).toBeUndefined();
    await world.finish();
    const { Video } = world.call('GetVideoInfo', { VideoId: id });
    expect(Video).toMatchObject({ Duration: 2, Status: 'Normal' });
    // The third of five covers.
    expect(Video.Snapshots?.Snapshot).toHaveLength(5);
    expect(Video.CoverURL?.split('?')[0]).toBe(Video.Snapshots?.Snapshot[2]?.split('?')[0]);
    const parameters = { VideoId: id, AdditionType: 'video,audio' };
    const { Mezzanine } = world.call('GetMezzanineInfo', parameters);
    expect(Mezzanine).toMatchObject({
      Status: 'Normal',
      Duration: '2.0000',
      Fps: '25.0000',
      Width: 320,
      Height: 240,
      VideoStreamList: [{ CodecName: 'h264', Width: '320', NumFrames: '50', Rotate: '0' }],
      AudioStreamList: [{ CodecName: 'aac', Channels: '1', ChannelLayout: 'mono' }],
    });
  });

  it('has each definition as MP4 and as HLS whose segments are delivered', async () => {
    const world = await useProcessing();
    const picture = ['-f', 'lavfi', '-i', 'testsrc=s=1280x720:r=5:d=9'];
    const sound = ['-f', 'lavfi', '-i', 'sine=d=9', '-pix_fmt', 'yuv420p'];
    const id = await world.upload(clips.make('long.mp4', [...picture, ...sound]));
    await world.finish();
    const streams = world.store.streams.ofMedium(id);
    expect(streams.map(({ definition, format }) => `${definition} ${format}`)).toEqual([
      'LD mp4',
      'LD m3u8',
      'SD mp4',
      'SD m3u8',
    ]);
    expect(
      streams.map(({ width, height, specification }) => [width, height, specification]),
    ).toEqual([...Array(2).fill([720, 404, 'H264.SD']), ...Array(2).fill([1280, 720, 'H264.SD'])]);
    for (const stream of streams.filter(({ format }) => format === 'mp4')) {
      expect(look(world.fileOf(stream.objectKey))).toEqual([
        ['h264', stream.width, stream.height],
        ['aac', undefined, undefined],
      ]);
    }
    const hls = streams[3];
    const playlist = readFileSync(world.fileOf(hls?.objectKey ?? ''), 'utf8');
    const segments = playlist.split('\n').filter((line) => line.endsWith('.ts'));
    expect(segments).toHaveLength(3);
    const folder = path.dirname(hls?.objectKey ?? '');
    for (const segment of segments) {
      expect(look(world.fileOf(`${folder}/${segment}`))[0]).toEqual(['h264', 1280, 720]);
    }
    expect(playlist).toContain('#EXT-X-ENDLIST');
    const delivered = await fetch(
      world.call('GetPlayInfo', { VideoId: id }).PlayInfoList?.PlayInfo?.[0]?.PlayURL ?? '',
    );
    expect([delivered.status, (await delivered.arrayBuffer()).byteLength]).toEqual([
      200,
      streams[0]?.size,
    ]);
  });

  it.each([
    [
      'portrait',
      '404x720',
      ['mp4'],
      [
        [358, 640],
        [404, 720],
      ],
    ],
    [
      'odd',
      '641x361',
      ['mkv'],
      [
        [640, 360],
        [640, 360],
      ],
    ],
    [
      'large',
      '1920x1080',
      ['mp4'],
      [
        [720, 404],
        [1280, 720],
      ],
    ],
    [
      'tiny',
      '2x2',
      ['mp4'],
      [
        [2, 2],
        [2, 2],
      ],
    ],
  ])('is not blown up, and has even sides: %s', async (name, size, [extension], expected) => {
    const world = await useProcessing();
    const options = ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=10:d=0.5`, '-pix_fmt', 'yuv444p'];
    const id = await world.upload(clips.make(`${name}.${extension}`, options));
    await world.finish();
    const streams = world.store.streams.ofMedium(id).filter(({ format }) => format === 'mp4');
    expect(streams.map(({ width, height }) => [width, height])).toEqual(expected);
    for (const { objectKey, width, height } of streams) {
      expect(look(world.fileOf(objectKey))).toEqual([['h264', width, height]]);
    }
  });

  it('may have come without its length, as browsers record it', async () => {
    const options = ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'];
    const file = clips.make('recorded.webm', ['-i', clips.video(), ...options, '-live', '1']);
    const world = await useProcessing();
    const id = await world.upload(file);
    await world.finish();
    expect(world.store.sources.ofMedium(id)?.duration).toBeUndefined();
    expect(world.store.media.byId(id)).toMatchObject({ status: 'Normal' });
    expect(world.store.media.byId(id)?.duration).toBeCloseTo(2, 0);
    expect(world.store.streams.ofMedium(id)).toHaveLength(4);
  });

  it('stands upright if it was taken with a turned camera', async () => {
    const world = await useProcessing();
    const turned = clips.make('turned.mp4', [
      ...['-i', clips.video(), '-c', 'copy', '-metadata:s:v:0', 'rotate=90'],
    ]);
    const id = await world.upload(turned);
    await world.finish();
    const [stream] = world.store.streams.ofMedium(id);
    expect([stream?.width, stream?.height]).toEqual([240, 320]);
    expect(look(world.fileOf(stream?.objectKey ?? ''))[0]).toEqual(['h264', 240, 320]);
    const [cover] = world.store.snapshots.ofUpload(id);
    expect(look(world.fileOf(cover?.objectKey ?? ''))).toEqual([['mjpeg', 240, 320]]);
  });

  it('keeps the cover that it was uploaded with', async () => {
    const world = await useProcessing();
    const CoverURL = 'http://covers.example.test/mine.jpg';
    const id = await world.upload(clips.silent(), { CoverURL });
    await world.finish();
    expect(world.call('GetVideoInfo', { VideoId: id }).Video).toMatchObject({ CoverURL });
  });
});

describe('an uploaded audio', () => {
  it('becomes two MP3s, without covers', async () => {
    const world = await useProcessing();
    const receiver = await world.receive();
    const id = await world.upload(clips.audio('tone.wav'));
    await world.finish();
    const streams = world.store.streams.ofMedium(id);
    expect(streams).toMatchObject([
      { definition: 'SQ', format: 'mp3', type: 'audio', specification: 'Audio' },
      { definition: 'HQ', format: 'mp3', type: 'audio', specification: 'Audio' },
    ]);
    expect(look(world.fileOf(streams[1]?.objectKey ?? ''))).toEqual([
      ['mp3', undefined, undefined],
    ]);
    await receiver.arrived(6);
    expect(receiver.types()).not.toContain('SnapshotComplete');
    const analysis = receiver.received[2]?.event;
    expect(analysis).toMatchObject({ Status: 'success', Duration: 2 });
    expect(Object.keys(analysis ?? {})).not.toContain('Width');
    expect(receiver.received[3]?.event).toMatchObject({ IsAudio: true, Definition: 'SQ' });
  });

  it('is known by its content, whatever its name and the picture on its sleeve', async () => {
    const world = await useProcessing();
    const sleeve = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=0.04'];
    const file = clips.make('song.mp4', [
      ...['-i', clips.audio(), ...sleeve, '-map', '0:a', '-map', '1:v', '-c:v', 'mjpeg'],
      ...['-disposition:v', 'attached_pic'],
    ]);
    const id = await world.upload(file);
    await world.finish();
    expect(world.store.media.byId(id)).toMatchObject({ type: 'audio', status: 'Normal' });
    expect(world.store.streams.ofMedium(id).map(({ format }) => format)).toEqual(['mp3', 'mp3']);
  });
});

describe('a video without transcoding', () => {
  const group = { TemplateGroupId: 'VOD_NO_TRANSCODE' };

  it('plays as it was uploaded once it was analysed', async () => {
    const world = await useProcessing();
    const receiver = await world.receive();
    const id = await world.upload(clips.video(), group);
    await world.pass(1000);
    expect(world.status(id)).toBe('Normal');
    await world.finish();
    const { PlayInfoList } = world.call('GetPlayInfo', { VideoId: id });
    expect(PlayInfoList?.PlayInfo).toMatchObject([
      {
        JobId: `${id}02`,
        Definition: 'OD',
        Specification: 'Original',
        Format: 'mp4',
        Width: 320,
        Duration: '2.0000',
      },
    ]);
    await receiver.arrived(4);
    expect(receiver.types().slice(2)).toEqual(['VideoAnalysisComplete', 'SnapshotComplete']);
  });

  it('stays as it arrived if no player takes its format', async () => {
    const world = await useProcessing();
    const id = await world.upload(clips.make('video.mkv', ['-i', clips.video()]), group);
    await world.finish();
    expect(world.status(id)).toBe('UploadSucc');
    expect(world.store.media.byId(id)?.duration).toBeCloseTo(2, 1);
  });
});
