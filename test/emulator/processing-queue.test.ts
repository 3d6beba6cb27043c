import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultTemplateGroupId } from '../../src/emulator/processing/templates.js';
import { useClips } from './clips.js';
import { createWorld, useProcessing } from './processing-world.js';
import { until } from './receiver.js';
import { call, useEmulator } from './rpc-client.js';

const clips = useClips();
type World = ReturnType<typeof createWorld>;

/** Each stage ends with its work. */
const atOnce = { analysisMs: 0, snapshotMs: 0, transcodeMs: 0 };

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vod-processing-'));
  folders.push(folder);
  return folder;
}

/** Long enough to be met while it is at work. */
const busy = () => clips.video('busy.mp4', '1280x720', 8);

/** A playable medium with nothing left to do. */
async function uploaded(world: World, file = clips.silent('queue.mp4', '64x64', 1)) {
  const id = await world.upload(file, { TemplateGroupId: 'VOD_NO_TRANSCODE' });
  await world.finish();
  return id;
}

const submit = (world: World, VideoId: string, Priority = '6') =>
  world.call('SubmitTranscodeJobs', {
    VideoId,
    Priority,
    TemplateGroupId: defaultTemplateGroupId,
  });

const jobsOf = (world: World, tasks: readonly { TranscodeTaskId: string }[]) =>
  tasks.flatMap(({ TranscodeTaskId }) => world.store.jobs.ofTask(TranscodeTaskId));

/** Folders in which something is being made. */
const atWork = ({ store }: World) =>
  readdirSync(path.join(store.dataFolder, 'incoming'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  ).length;

/** Files of objects, and whatever else lies there. */
const files = (world: World) => readdirSync(path.join(world.store.dataFolder, 'objects'));

/** Ids of the machine's processes that were told this text. */
function processesWith(text: string): string[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });
}

describe('the queue', () => {
  it.each([1, 2])('is worked at by %i at a time', async (workers) => {
    const world = await useProcessing({ processing: { ...atOnce, workers } });
    const id = await uploaded(world, clips.video());
    submit(world, id);
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, atWork(world));
    }, 2);
    await world.finish();
    clearInterval(watch);
    expect(most).toBe(workers);
  });

  it('takes the highest priority first, among equals the oldest', async () => {
    let seconds = Date.UTC(2026, 7, 1) / 1000;
    const now = () => {
      seconds += 1;
      return new Date(seconds * 1000);
    };
    const world = await useProcessing({ now, processing: atOnce });
    const id = await uploaded(world, clips.audio('queue.mp3', 1));
    const tasks = ['6', '1', '10', '6'].map((priority) => submit(world, id, priority));
    await world.finish();
    const started = jobsOf(world, tasks)
      .sort((one, other) => (one.startedAt ?? '').localeCompare(other.startedAt ?? ''))
      .map(({ taskId }) => tasks.findIndex((task) => task.TranscodeTaskId === taskId));
    expect(started).toEqual([2, 2, 0, 0, 3, 3, 1, 1]);
  });

  it('does not let a new upload wait for what is being transcoded', async () => {
    const world = await useProcessing();
    const slow = await uploaded(world, busy());
    submit(world, slow);
    await until(() => atWork(world) > 0);
    const id = await world.upload(clips.silent());
    await until(() => {
      world.clock.move(1000);
      return world.status(id) === 'Transcoding';
    });
    expect(
      world.store.transcodeTasks.find({ mediumId: slow, limit: 1, offset: 0 })[0],
    ).not.toHaveProperty('completedAt');
  });

  it('tells how far a job has come', async () => {
    const world = await useProcessing();
    const id = await uploaded(world, busy());
    const task = submit(world, id);
    const [first] = task.TranscodeJobs.TranscodeJob;
    const job = () =>
      world.call('GetTranscodeTask', { JobIds: first?.JobId ?? '' }).TranscodeJobInfoList?.[0];
    const seen: number[] = [];
    while (atWork(world) < 2) {
      seen.push(job()?.TranscodeProgress ?? -1);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    // Done, but not before its time has come.
    expect(job()).toMatchObject({ TranscodeJobStatus: 'Transcoding' });
    expect(seen.some((percent) => percent > 0 && percent < 100)).toBe(true);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    world.clock.move(2000);
    expect(job()).toMatchObject({ TranscodeJobStatus: 'TranscodeSuccess', TranscodeProgress: 100 });
    const { TranscodeTaskId } = task;
    const { TranscodeTask } = world.call('GetTranscodeTask', { TranscodeTaskId });
    expect(TranscodeTask?.TaskStatus).toBe('Partial');
    expect(world.call('GetPlayInfo', { VideoId: id }).PlayInfoList?.PlayInfo).toHaveLength(2);
  });
});

describe('what is made anew', () => {
  it('takes the place of the older stream of its definition and format', async () => {
    const world = await useProcessing();
    const id = await world.upload(clips.silent());
    await world.finish();
    const receiver = await world.receive();
    const task = submit(world, id);
    await world.finish();
    const { TranscodeTask } = world.call('GetTranscodeTask', {
      TranscodeTaskId: task.TranscodeTaskId,
    });
    expect(TranscodeTask).toMatchObject({ TaskStatus: 'CompleteAllSucc', Trigger: 'Manual' });
    expect(TranscodeTask?.TranscodeJobInfoList[0]).toMatchObject({
      TranscodeJobStatus: 'TranscodeSuccess',
      TranscodeProgress: 100,
      CompleteTime: expect.any(String),
      OutputFile: {
        Format: 'mp4',
        Width: '320',
        Height: '240',
        Fps: '25',
        Duration: expect.stringMatching(/^\d\.\d{4}$/),
        Filesize: expect.any(Number),
        WatermarkIdList: [],
      },
    });
    const streams = (ResultType: string) =>
      world.call('GetPlayInfo', { VideoId: id, ResultType }).PlayInfoList?.PlayInfo ?? [];
    expect(streams('Multiple')).toHaveLength(8);
    expect(streams('Single').map(({ JobId }) => JobId)).toEqual(
      task.TranscodeJobs.TranscodeJob.map(({ JobId }) => JobId),
    );
    await receiver.arrived(5);
    expect(receiver.types().filter((type) => type === 'TranscodeComplete')).toHaveLength(1);
  });

  it("is announced where the job's own UserData says", async () => {
    const world = await useProcessing();
    const id = await uploaded(world);
    const [common, own] = [await world.receive(), await world.receive()];
    const callback = { CallbackType: 'HTTP', CallbackURL: common.url, EventTypeList: 'ALL' };
    world.call('SetMessageCallback', callback);
    const UserData = JSON.stringify({
      MessageCallback: { CallbackURL: own.url },
      Extend: { order: 7 },
    });
    const TemplateGroupId = defaultTemplateGroupId;
    world.call('SubmitTranscodeJobs', { VideoId: id, TemplateGroupId, UserData });
    world.call('SubmitSnapshotJob', { VideoId: id, UserData });
    await world.finish();
    await own.arrived(6);
    expect(new Set(own.types())).toEqual(
      new Set(['SnapshotComplete', 'StreamTranscodeComplete', 'TranscodeComplete']),
    );
    expect(own.received.every(({ event }) => event.Extend === '{"order":7}')).toBe(true);
    expect(common.types()).toEqual([]);
  });
});

describe('a medium that is deleted', () => {
  it('stops its work, and nothing of it comes back', async () => {
    const world = await useProcessing();
    const before = files(world);
    const id = await world.upload(busy());
    await world.pass(1000);
    await until(() => atWork(world) > 1);
    world.call('DeleteVideo', { VideoIds: id });
    await world.finish();
    await until(() => atWork(world) === 0 && files(world).length === before.length);
    expect(world.refusal('GetVideoInfo', { VideoId: id })[1]).toBe('InvalidVideo.NotFound');
    expect(world.store.jobs.waiting('transcoding', 1)).toEqual([]);
    expect(world.store.objects.dataBytes()).toBe(0);
  });

  it('takes along what was made and waits for its time', async () => {
    const world = await useProcessing();
    const id = await world.upload(clips.silent());
    await world.pass(1000);
    await world.processing.idle();
    expect(atWork(world)).toBe(5);
    world.call('DeleteVideo', { VideoIds: id });
    await until(() => atWork(world) === 0);
    world.clock.move(10_000);
    expect(world.store.objects.dataBytes()).toBe(0);
  });

  it('loses only its source to DeleteMezzanines: what waited then fails', async () => {
    const world = await useProcessing();
    const id = await uploaded(world);
    const task = submit(world, id);
    world.call('DeleteMezzanines', { VideoIds: id, Force: 'true' });
    await world.finish();
    const [job] = jobsOf(world, [task]);
    expect(job).toMatchObject({ state: 'failed', errorCode: 'InvalidFile.NotFound' });
  });
});

describe('a source that is replaced', () => {
  it('has the older one given up and the new one processed', async () => {
    const world = await useProcessing();
    const id = await world.upload(busy());
    await world.pass(1000);
    await until(() => atWork(world) > 1);
    const refreshed = world.call('RefreshUploadVideo', { VideoId: id });
    await world.arrive(refreshed, clips.silent());
    expect(world.status(id)).toBe('UploadSucc');
    await world.finish();
    expect(world.store.media.byId(id)).toMatchObject({ status: 'Normal', duration: 1 });
    expect(world.store.streams.ofMedium(id).map(({ width }) => width)).toEqual(Array(4).fill(320));
    const { TranscodeTaskList } = world.call('ListTranscodeTask', { VideoId: id });
    expect(TranscodeTaskList.map(({ TaskStatus }) => TaskStatus)).toEqual(['CompleteAllSucc']);
  });

  it('has its covers replaced, and with them the cover that was one of them', async () => {
    const world = await useProcessing();
    const id = await world.upload(clips.video());
    await world.finish();
    const first = world.store.media.byId(id)?.coverKey ?? '';
    await world.arrive(world.call('RefreshUploadVideo', { VideoId: id }), clips.silent());
    await world.finish();
    const { Snapshots, CoverURL } = world.call('GetVideoInfo', { VideoId: id }).Video;
    expect(Snapshots?.Snapshot).toHaveLength(3);
    expect(CoverURL).toBeDefined();
    expect(CoverURL).not.toContain(first);
    expect(world.store.findObject(first)).toBeUndefined();
  });
});

describe('a service that ends in the middle', () => {
  it('does again after its start what was not entered', async () => {
    // Patterns of ffmpeg have these in them.
    const dataFolder = path.join(newFolder(), '100 %d, |[x]');
    const at = new Date('2026-08-01T12:00:00Z');
    const first = await useProcessing({ dataFolder });
    const id = await first.upload(clips.video());
    await first.pass(1000);
    await until(() => atWork(first) > 1);
    await first.emulator.close();

    const second = createWorld(
      await useEmulator({ dataFolder, now: () => new Date(at.getTime() + 1000) }),
    );
    expect(second.status(id)).toBe('Transcoding');
    await second.finish();
    expect(second.status(id)).toBe('Normal');
    expect(second.store.streams.ofMedium(id)).toHaveLength(4);
    expect(second.store.snapshots.ofUpload(id)).toHaveLength(5);
    const { TranscodeTaskList } = second.call('ListTranscodeTask', { VideoId: id });
    expect(TranscodeTaskList.map(({ TaskStatus }) => TaskStatus)).toEqual(['CompleteAllSucc']);
  });

  it('kills what it had running', async () => {
    const world = await useProcessing();
    await world.upload(busy());
    await world.pass(1000);
    await until(() => atWork(world) > 1);
    const { dataFolder } = world.store;
    expect(processesWith(dataFolder)).not.toEqual([]);
    await world.emulator.close();
    expect(processesWith(dataFolder)).toEqual([]);
  });
});

describe('a library that is replaced', () => {
  it('has the work of the older one given up', async () => {
    const world = await useProcessing();
    await world.upload(busy());
    await world.pass(1000);
    await until(() => atWork(world) > 1);
    world.emulator.library.reset('empty');
    await until(() => atWork(world) === 0);
    await world.finish();
    expect(files(world)).toEqual([]);
  });

  it('goes on with what was to be done when it was saved', async () => {
    const world = await useProcessing();
    const id = await world.upload(clips.silent());
    await world.pass(1000);
    expect(world.status(id)).toBe('Transcoding');
    world.emulator.library.takeSnapshot('before');
    await world.finish();
    expect(world.status(id)).toBe('Normal');
    world.emulator.library.restore('before');
    expect(world.status(id)).toBe('Transcoding');
    await world.finish();
    expect(world.status(id)).toBe('Normal');
    expect(world.store.streams.ofMedium(id)).toHaveLength(4);
  });
});

describe("the machine's clock", () => {
  it('is all that a call over the network needs to see a video become playable', async () => {
    const processing = { analysisMs: 100, snapshotMs: 0, transcodeMs: 100 };
    const emulator = await useEmulator({ processing });
    const world = createWorld(emulator);
    const created = world.call('CreateUploadVideo', { FileName: 'a.mp4', Title: 'a' });
    await world.arrive(created, clips.silent());
    const seen = new Set<string>();
    while (!seen.has('Normal')) {
      const { body } = await call(emulator.origin, {
        Action: 'GetVideoInfo',
        VideoId: created.VideoId,
      });
      seen.add((JSON.parse(body) as { Video: { Status: string } }).Video.Status);
    }
    expect([...seen]).toEqual(['UploadSucc', 'Transcoding', 'Normal']);
  });

  it('enters results without anybody asking', async () => {
    const world = createWorld(
      await useEmulator({ processing: { analysisMs: 50, snapshotMs: 0, transcodeMs: 50 } }),
    );
    const id = await world.upload(clips.silent());
    await until(() => world.store.media.byId(id)?.status === 'Normal');
  });
});
