import { describe, expect, it } from '@jest/globals';
import { findTools } from '../../src/emulator/processing/tools.js';
import { startEmulator } from '../../src/emulator/server.js';
import { useClips } from './clips.js';
import { useProcessing } from './processing-world.js';

const clips = useClips();

const useNone = () => useProcessing({ ffmpeg: 'none' });

describe('without ffmpeg', () => {
  it('the source becomes the stream that is played', async () => {
    const world = await useNone();
    const receiver = await world.receive();
    const id = await world.upload(clips.video());
    const statuses = [world.status(id)];
    for (const ms of [1000, 2000]) {
      await world.pass(ms);
      statuses.push(world.status(id));
    }
    expect(statuses).toEqual(['UploadSucc', 'Transcoding', 'Normal']);
    const { PlayInfoList } = world.call('GetPlayInfo', { VideoId: id });
    expect(PlayInfoList?.PlayInfo).toMatchObject([
      {
        Definition: 'OD',
        Specification: 'Original',
        Format: 'mp4',
        StreamType: 'video',
        Width: 320,
        Height: 240,
        Fps: '25',
        Duration: '2.0000',
      },
    ]);
    const file = await fetch(PlayInfoList?.PlayInfo?.[0]?.PlayURL ?? '');
    expect(file.status).toBe(200);
    await file.arrayBuffer();
    await receiver.arrived(5);
    expect(receiver.types().slice(2)).toEqual([
      'VideoAnalysisComplete',
      'StreamTranscodeComplete',
      'TranscodeComplete',
    ]);
    expect(world.call('GetVideoInfo', { VideoId: id }).Video).not.toHaveProperty('CoverURL');
  });

  it('sources are described as ffprobe would', async () => {
    const described = async (ffmpeg: string) => {
      const world = await useProcessing({ ffmpeg });
      const id = await world.upload(clips.video(), { TemplateGroupId: 'VOD_NO_TRANSCODE' });
      await world.finish();
      const parameters = { VideoId: id, AdditionType: 'video,audio' };
      return world.call('GetMezzanineInfo', parameters).Mezzanine;
    };
    const [without, withProbe] = [await described('none'), await described('auto')];
    const told = ['Duration', 'Fps', 'Width', 'Height', 'Size', 'Bitrate'] as const;
    for (const name of told) expect([name, without[name]]).toEqual([name, withProbe[name]]);
    const [video] = without.VideoStreamList ?? [];
    const { CodecLongName, CodecTag, Timebase, StartTime, HasBFrames, ...known } =
      withProbe.VideoStreamList?.[0] ?? {};
    expect({ ...known, ...video }).toEqual({
      ...known,
      Bitrate: expect.any(String),
      Profile: expect.any(String),
    });
    expect(without.AudioStreamList?.[0]).toMatchObject({
      Index: '1',
      CodecName: 'aac',
      SampleRate: '44100',
      Channels: '1',
      ChannelLayout: 'mono',
    });
  });

  it('an audio is known as one, and a turned video as turned', async () => {
    const world = await useNone();
    const group = { TemplateGroupId: 'VOD_NO_TRANSCODE' };
    const audio = await world.upload(clips.make('only.mp4', ['-i', clips.audio()]), group);
    const turned = clips.make('sideways.mp4', [
      ...['-i', clips.video(), '-c', 'copy', '-metadata:s:v:0', 'rotate=90'],
    ]);
    const video = await world.upload(turned, group);
    await world.finish();
    expect(world.store.media.byId(audio)).toMatchObject({ type: 'audio', status: 'Normal' });
    const streams = world.store.sources.ofMedium(video)?.videoStreams;
    expect(streams?.[0]?.Rotate).toBe('270');
  });

  it('a source that no player takes as it is fails, and says why', async () => {
    const world = await useNone();
    const receiver = await world.receive();
    const id = await world.upload(clips.make('video.mkv', ['-i', clips.video()]));
    await world.finish();
    expect(world.status(id)).toBe('TranscodeFail');
    await receiver.arrived(4);
    expect(receiver.received[3]?.event).toMatchObject({
      EventType: 'StreamTranscodeComplete',
      Status: 'fail',
      Definition: 'OD',
      Format: 'mkv',
      ErrorCode: 'UnsupportedOperation',
      ErrorMessage: expect.stringContaining('no ffmpeg'),
    });
  });

  it('jobs that somebody submits fail, and say why', async () => {
    const world = await useNone();
    const id = await world.upload(clips.video());
    await world.finish();
    const { TemplateGroupId = '' } = world.call('GetVideoInfo', { VideoId: id }).Video;
    const task = world.call('SubmitTranscodeJobs', { VideoId: id, TemplateGroupId });
    world.call('SubmitSnapshotJob', { VideoId: id });
    await world.finish();
    const { TranscodeTaskId } = task;
    const { TranscodeTask } = world.call('GetTranscodeTask', { TranscodeTaskId });
    expect(TranscodeTask?.TaskStatus).toBe('CompleteAllFail');
    expect(TranscodeTask?.TranscodeJobInfoList[0]).toMatchObject({
      ErrorCode: 'UnsupportedOperation',
      ErrorMessage: expect.stringContaining('no ffmpeg'),
    });
    expect(world.status(id)).toBe('Normal');
    expect(world.refusal('ListSnapshots', { VideoId: id, SnapshotType: 'NormalSnapshot' })[1]).toBe(
      'NoSuchResource',
    );
  });
});

describe('the setting of ffmpeg', () => {
  it('finds that of the machine and its ffprobe, or does without', () => {
    expect(findTools()).toEqual({
      ffmpeg: expect.stringMatching(/ffmpeg$/),
      ffprobe: expect.stringMatching(/ffprobe$/),
    });
    expect(findTools('none')).toEqual({});
    expect(findTools(findTools().ffmpeg)).toEqual(findTools());
  });

  it('is refused at the start if it leads to nothing', async () => {
    const options = { port: 0, dataFolder: ':memory:', library: false };
    for (const ffmpeg of ['/nowhere/ffmpeg', '/tmp', 'package.json']) {
      await expect(startEmulator({ ...options, ffmpeg })).rejects.toThrow('VOD_EMULATOR_FFMPEG');
    }
  });
});
