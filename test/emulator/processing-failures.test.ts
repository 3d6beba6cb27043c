import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { safeInput } from '../../src/emulator/processing/input.js';
import { findTools } from '../../src/emulator/processing/tools.js';
import { useClips } from './clips.js';
import { useProcessing } from './processing-world.js';

const clips = useClips();

const badContent = {
  ErrorCode: 'InvalidParameter.ResourceContentBad',
  ErrorMessage: 'The resource operated InputFile is bad',
};

function write(name: string, content: string | Buffer): string {
  const file = path.join(clips.folder, name);
  writeFileSync(file, content);
  return file;
}

/** Of what is received or made nothing is left but objects. */
function leftOver(dataFolder: string): string[] {
  return readdirSync(path.join(dataFolder, 'incoming'));
}

describe('a source that is broken', () => {
  const broken: readonly [string, () => string][] = [
    ['text', () => write('text.mp4', 'This is not a video.\n'.repeat(100))],
    ['empty', () => write('empty.mp4', '')],
    ['noise', () => write('noise.mp4', randomBytes(200_000))],
    ['subtitles', () => write('words.mp4', '1\n00:00:00,000 --> 00:00:02,000\nFog\n')],
    [
      'a picture',
      () => clips.make('still.png', ['-f', 'lavfi', '-i', 'testsrc2=s=64x64', '-frames:v', '1']),
    ],
    [
      'cut off',
      () => {
        // The index stands at the end, so half of the file has none.
        const file = write('half.mp4', readFileSync(clips.video()));
        truncateSync(file, 100_000);
        return file;
      },
    ],
  ];

  it.each(broken)('ends in TranscodeFail, told by every event: %s', async (name, make) => {
    const world = await useProcessing();
    const receiver = await world.receive();
    const file = make();
    const renamed = write(`${name.replace(' ', '-')}-broken.mp4`, readFileSync(file));
    const id = await world.upload(renamed);
    await world.pass(1000);
    expect(world.status(id)).toBe('Transcoding');
    await world.pass(2000);
    expect(world.status(id)).toBe('TranscodeFail');
    await receiver.arrived(9);
    const events = receiver.received.slice(2).map(({ event }) => event);
    const [analysis, snapshots, ...streams] = events;
    expect(analysis).toMatchObject({
      EventType: 'VideoAnalysisComplete',
      Status: 'fail',
      ...badContent,
    });
    expect(snapshots).toMatchObject({
      EventType: 'SnapshotComplete',
      Status: 'fail',
      ...badContent,
    });
    const task = streams.pop();
    for (const stream of streams) {
      expect(stream).toMatchObject({
        EventType: 'StreamTranscodeComplete',
        Status: 'fail',
        ...badContent,
      });
    }
    expect(task).toMatchObject({ EventType: 'TranscodeComplete', Status: 'fail' });
    expect(task?.StreamInfos).toMatchObject(Array(4).fill(badContent));

    const { TranscodeTaskList } = world.call('ListTranscodeTask', { VideoId: id });
    expect(TranscodeTaskList).toMatchObject([{ Trigger: 'Auto', TaskStatus: 'CompleteAllFail' }]);
    expect(leftOver(world.store.dataFolder)).toEqual([]);
    expect(world.store.jobs.waiting('else', 1)).toEqual([]);
  });

  it('is looked into without ffprobe with the same result', async () => {
    const world = await useProcessing({ ffmpeg: 'none' });
    for (const [, make] of broken.filter(([name]) => /text|noise|off/.test(name))) {
      const name = path.basename(make());
      const id = await world.upload(write(`${name}-none.mp4`, readFileSync(make())));
      await world.finish();
      expect([name, world.status(id)]).toEqual([name, 'TranscodeFail']);
    }
  });

  it('is not published without transcoding either', async () => {
    const world = await useProcessing();
    const TemplateGroupId = 'VOD_NO_TRANSCODE';
    const id = await world.upload(write('plain.mp4', 'This is not a video.'), { TemplateGroupId });
    await world.finish();
    expect(world.status(id)).toBe('UploadSucc');
  });
});

describe('a playlist as a source', () => {
  const playlist = (target: string) =>
    ['#EXTM3U', '#EXT-X-TARGETDURATION:5', '#EXTINF:5,', target, '#EXT-X-ENDLIST', ''].join('\n');

  it.each([
    ['a file of the machine', 'file:///etc/passwd'],
    ['its neighbour', 'neighbour.ts'],
    ['the network', 'http://127.0.0.1:9/secret.ts'],
    ['a concatenation', 'concat:/etc/passwd|/etc/hosts'],
  ])('leads nowhere: %s', async (name, target) => {
    clips.make('neighbour.ts', ['-i', clips.video(), '-c', 'copy']);
    const world = await useProcessing();
    for (const extension of ['m3u8', 'mp4']) {
      const id = await world.upload(write(`${name}.${extension}`, playlist(target)));
      await world.finish();
      expect(world.status(id)).toBe('TranscodeFail');
      expect(world.store.streams.ofMedium(id)).toEqual([]);
      expect(world.store.snapshots.ofUpload(id)).toEqual([]);
    }
  });

  it('is closed to ffmpeg by the options that every source is opened with', () => {
    clips.make('neighbour.ts', ['-i', clips.video(), '-c', 'copy']);
    const file = write('closed.mp4', playlist('neighbour.ts'));
    const open = (options: readonly string[]) =>
      spawnSync('ffmpeg', ['-v', 'error', ...options, '-i', file, '-f', 'null', '-']);
    expect(open([]).status).toBe(0);
    expect(open(safeInput).status).not.toBe(0);
    expect(open(safeInput).stderr.toString()).toContain('not on whitelist');
  });

  it('is not followed by a list of files to join', async () => {
    const world = await useProcessing();
    const list = `ffconcat version 1.0\nfile ${clips.video()}\n`;
    const id = await world.upload(write('list.mp4', list));
    await world.finish();
    expect(world.status(id)).toBe('TranscodeFail');
  });

  it('plays as it is if it is not to be transcoded', async () => {
    const world = await useProcessing();
    const TemplateGroupId = 'VOD_NO_TRANSCODE';
    const file = write('vod.m3u8', playlist('http://elsewhere.example.test/1.ts'));
    const id = await world.upload(file, { TemplateGroupId });
    await world.finish();
    expect(world.status(id)).toBe('Normal');
    const { PlayInfoList } = world.call('GetPlayInfo', { VideoId: id });
    expect(PlayInfoList?.PlayInfo).toMatchObject([{ Format: 'm3u8', Duration: '5.0000' }]);
  });
});

describe('what is made', () => {
  it('counts against the disk budget, and fails alone when that is spent', async () => {
    const source = readFileSync(clips.video()).length;
    const world = await useProcessing({ maxDataBytes: source + 30_000 });
    const id = await world.upload(clips.video());
    await world.finish();
    const { TranscodeTaskList } = world.call('ListTranscodeTask', { VideoId: id });
    const { TranscodeTaskId = '' } = TranscodeTaskList[0] ?? {};
    const { TranscodeTask } = world.call('GetTranscodeTask', { TranscodeTaskId });
    expect(TranscodeTask?.TranscodeJobInfoList[0]).toMatchObject({
      TranscodeJobStatus: 'TranscodeFail',
      ErrorCode: 'StorageFull',
      ErrorMessage: expect.stringContaining(`may take ${source + 30_000} bytes`),
    });
    expect(world.status(id)).toBe('TranscodeFail');
    expect(world.store.objects.dataBytes()).toBeLessThanOrEqual(source + 30_000);
    expect(leftOver(world.store.dataFolder)).toEqual([]);
    // There is room again: nothing stayed reserved.
    world.call('DeleteVideo', { VideoIds: id });
    const again = await world.upload(clips.silent('small.mp4', '64x64', 1));
    await world.finish();
    expect(world.status(again)).toBe('Normal');
  });

  it('says so if this ffmpeg lacks an encoder', async () => {
    const { ffmpeg = '' } = findTools();
    const poorer = write(
      'ffmpeg',
      `#!/bin/sh\nexec ${ffmpeg} $(echo "$@" | sed s/libx264/nox264/)\n`,
    );
    chmodSync(poorer, 0o755);
    const world = await useProcessing({ ffmpeg: poorer });
    const id = await world.upload(clips.silent());
    await world.finish();
    expect(world.status(id)).toBe('TranscodeFail');
    const { TranscodeTaskList } = world.call('ListTranscodeTask', { VideoId: id });
    const [job] = world.store.jobs.ofTask(TranscodeTaskList[0]?.TranscodeTaskId ?? '');
    expect(job).toMatchObject({
      errorCode: 'UnsupportedOperation',
      errorMessage: "This machine's ffmpeg has no encoder nox264.",
    });
  });

  it('is given up if it takes too long', async () => {
    const world = await useProcessing({ processing: { timeLimitMs: 1 } });
    const id = await world.upload(clips.video());
    await world.finish();
    expect(world.status(id)).toBe('TranscodeFail');
    const [job] = world.store.jobs.ofTask(
      world.call('ListTranscodeTask', { VideoId: id }).TranscodeTaskList[0]?.TranscodeTaskId ?? '',
    );
    expect(job).toMatchObject({
      errorCode: 'InternalError',
      errorMessage: 'It took more than 0.001 seconds.',
    });
  });
});
