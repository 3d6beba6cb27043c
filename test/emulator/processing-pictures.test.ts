import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { useClips } from './clips.js';
import { useProcessing } from './processing-world.js';

const clips = useClips();

/** The mean colour of a picture: three bytes. */
function colourOf(file: string): number[] {
  const scale = ['-vf', 'scale=1:1:flags=area', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'];
  return [...execFileSync('ffmpeg', ['-v', 'error', '-i', file, ...scale])];
}

function sizeOf(file: string): string {
  const args = ['-v', 'error', '-show_entries', 'stream=width,height', '-of', 'csv=p=0:s=x', file];
  return execFileSync('ffprobe', args, { encoding: 'utf8' }).trim();
}

/** A second of red, one of green, one of blue. */
const colours = () => {
  const second = (color: string) => ['-f', 'lavfi', '-i', `color=${color}:s=160x90:r=10:d=1`];
  return clips.make('colours.mp4', [
    ...['red', 'lime', 'blue'].flatMap(second),
    ...['-filter_complex', '[0][1][2]concat=n=3', '-pix_fmt', 'yuv420p', '-g', '10'],
  ]);
};

async function useColours() {
  const world = await useProcessing();
  const id = await world.upload(colours(), { TemplateGroupId: 'VOD_NO_TRANSCODE' });
  await world.finish();
  const take = async (parameters: Record<string, string>, SnapshotType = 'NormalSnapshot') => {
    world.call('SubmitSnapshotJob', { VideoId: id, ...parameters });
    await world.finish();
    const { MediaSnapshot } = world.call('ListSnapshots', { VideoId: id, SnapshotType });
    return MediaSnapshot.Snapshots.Snapshot.map(({ Url }) =>
      world.fileOf(decodeURIComponent(new URL(Url).pathname.slice('/cdn/'.length))),
    );
  };
  const dominant = (files: readonly string[]) =>
    files.map((file) => {
      const colour = colourOf(file);
      return ['red', 'green', 'blue'][colour.indexOf(Math.max(...colour))];
    });
  return { world, id, take, dominant };
}

describe('covers', () => {
  it('are key frames of the whole video, of which the middle one becomes the cover', async () => {
    const { world, id, dominant } = await useColours();
    const covers = world.store.snapshots.ofUpload(id);
    const files = covers.map(({ objectKey }) => world.fileOf(objectKey));
    expect(dominant(files)).toEqual(['red', 'green', 'blue']);
    expect(world.store.media.byId(id)?.coverKey).toBe(covers[1]?.objectKey);
    expect(files.map(sizeOf)).toEqual(Array(3).fill('160x90'));
  });

  it('are eight at the most', async () => {
    const world = await useProcessing();
    const id = await world.upload(clips.silent('eight.mp4', '64x64', 6), {
      TemplateGroupId: 'VOD_NO_TRANSCODE',
    });
    await world.finish();
    const covers = world.store.snapshots.ofUpload(id);
    expect(covers).toHaveLength(8);
    expect(world.store.media.byId(id)?.coverKey).toBe(covers[3]?.objectKey);
  });
});

describe('a snapshot job', () => {
  it('takes the first frame unless told otherwise', async () => {
    const { take, dominant } = await useColours();
    expect(dominant(await take({}))).toEqual(['red']);
  });

  it('takes frames at intervals, as far as the video goes', async () => {
    const { take, dominant } = await useColours();
    expect(dominant(await take({ Count: '9', SpecifiedOffsetTime: '500' }))).toEqual([
      'red',
      'green',
      'blue',
    ]);
  });

  it('spreads frames evenly', async () => {
    const { take, dominant } = await useColours();
    expect(dominant(await take({ Count: '6', Interval: '0' }))).toEqual([
      ...['red', 'red', 'green', 'green', 'blue', 'blue'],
    ]);
  });

  it('takes frames at given times, in their size', async () => {
    const { world, take, dominant } = await useColours();
    const SpecifiedOffsetTimes = '[2500,500,2999,99000]';
    const files = await take({ SpecifiedOffsetTimes, Width: '80' });
    expect(dominant(files)).toEqual(['blue', 'red', ...(files.length > 2 ? ['blue'] : [])]);
    expect(files.map(sizeOf)).toEqual(files.map(() => '80x46'));
    expect(
      dominant(await take({ SpecifiedOffsetTimes: '[1500]', Width: '64', Height: '64' })),
    ).toEqual(['green']);
    expect(world.store.jobs.waiting('else', 1)).toEqual([]);
  });

  it('lays pictures out on sprites, and keeps them or not', async () => {
    const { world, id, take, dominant } = await useColours();
    const sprite = (config: object) => ({
      Count: '3',
      SpriteSnapshotConfig: JSON.stringify({
        ...{ CellWidth: 32, CellHeight: 18, Columns: 2, Lines: 1, Padding: 2, Margin: 4 },
        ...config,
      }),
    });
    const sprites = await take(sprite({ KeepCellPic: 'delete' }), 'SpriteSnapshot');
    expect(sprites.map(sizeOf)).toEqual(['74x26', '74x26']);
    const type = { VideoId: id, SnapshotType: 'SpriteOriginSnapshot' };
    expect(world.refusal('ListSnapshots', type)[1]).toBe('NoSuchResource');
    expect(dominant(await take(sprite({}), 'SpriteOriginSnapshot'))).toEqual([
      'red',
      'green',
      'blue',
    ]);
  });

  it('shows in ListSnapshots alone, and is announced', async () => {
    const { world, id, take } = await useColours();
    const receiver = await world.receive();
    const shown = () =>
      world
        .call('GetVideoInfo', { VideoId: id })
        .Video.Snapshots?.Snapshot.map((url) => url.split('?')[0]);
    const covers = shown();
    await take({ Count: '2' });
    expect(covers).toHaveLength(3);
    expect(shown()).toEqual(covers);
    const [received] = await receiver.arrived(1);
    expect(received?.event).toEqual({
      EventTime: expect.any(String),
      EventType: 'SnapshotComplete',
      VideoId: id,
      Status: 'success',
      SubType: 'SpecifiedTime',
      SnapshotInfos: [
        {
          Status: 'success',
          SnapshotType: 'NormalSnapshot',
          SnapshotCount: 2,
          SnapshotFormat: expect.stringContaining('{SnapshotCount}.jpg'),
          SnapshotRegular: expect.stringContaining('{SnapshotCount}.jpg'),
          JobId: expect.any(String),
        },
      ],
    });
    const info = world.call('ListSnapshots', { VideoId: id, SnapshotType: 'NormalSnapshot' });
    const { Regular, Snapshots } = info.MediaSnapshot;
    expect(Regular.replace('{SnapshotCount}', '00002')).toBe(
      Snapshots.Snapshot[1]?.Url.split('?')[0],
    );
  });

  it('fails where nothing is to be seen', async () => {
    const world = await useProcessing();
    const receiver = await world.receive();
    const id = await world.upload(clips.audio(), { TemplateGroupId: 'VOD_NO_TRANSCODE' });
    await world.finish();
    world.call('SubmitSnapshotJob', { VideoId: id });
    await world.finish();
    await receiver.arrived(4);
    expect(receiver.received[3]?.event).toMatchObject({
      EventType: 'SnapshotComplete',
      Status: 'fail',
      ErrorCode: 'InvalidParameter.ResourceContentBad',
    });
  });

  it('works on the shipped library', async () => {
    const world = await useProcessing({ library: true });
    const [VideoId = ''] = world.store.media.find({ limit: 1 }).map(({ id }) => id);
    world.call('SubmitSnapshotJob', { VideoId, SpecifiedOffsetTimes: '[1000]' });
    await world.finish();
    const list = world.call('ListSnapshots', { VideoId, SnapshotType: 'NormalSnapshot' });
    expect(list.MediaSnapshot.Total).toBe(1);
  });
});
