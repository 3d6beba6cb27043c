import { randomBytes } from 'node:crypto';
import type { SnapshotType, SnapshotWork, SpriteLayout } from '../store/records.js';
import { badSource } from './failure.js';
import { type Bench, runFfmpeg } from './ffmpeg.js';
import { runTool } from './run-tool.js';
import { shownSize } from './sizes.js';

/** Pictures of one kind that a job took, by their names in its workspace. */
export interface PictureSet {
  readonly type: SnapshotType;
  readonly names: readonly string[];
}

/** As many covers VOD offers to choose from. */
const maxCovers = 8;

const jpeg = ['-pix_fmt', 'yuvj420p', '-q:v', '3'];

/** Key frames, spread over the whole source. */
export async function makeCovers(bench: Bench): Promise<PictureSet[]> {
  const step = (bench.probed.duration ?? maxCovers) / maxCovers;
  // One a second on the way out, so that none is doubled or dropped.
  const chosen = `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${step})',setpts=N/TB`;
  const base = newBase();
  await runFfmpeg(bench, {
    input: ['-skip_frame', 'nokey'],
    output: [
      ...['-map', '0:V:0', '-vf', `${chosen},${scaleTo(bench)}`, '-r', '1'],
      ...['-frames:v', `${maxCovers}`, ...jpeg, `${base}-%05d.jpg`],
    ],
  });
  return [{ type: 'CoverSnapshot', names: taken(bench, base) }];
}

export async function makeSnapshots(work: SnapshotWork, bench: Bench): Promise<PictureSet[]> {
  const { workspace } = bench;
  const base = newBase();
  let number = 1;
  for (const time of timesOf(work, bench)) {
    const name = numbered(base, number);
    await runFfmpeg(bench, {
      input: ['-ss', `${time / 1000}`],
      output: [
        ...['-map', '0:V:0', '-vf', scaleTo(bench, work), '-frames:v', '1', '-update', '1'],
        ...[...jpeg, name],
      ],
    });
    // Behind the last frame there is none.
    if (workspace.sizeOf(name) > 0) number += 1;
  }
  const names = taken(bench, base);
  if (!work.sprite) return [{ type: 'NormalSnapshot', names }];
  const sprites = await makeSprites(work.sprite, base, bench);
  const cells: PictureSet = { type: 'SpriteOriginSnapshot', names };
  return [sprites, ...(work.sprite.keepsCells ? [cells] : [])];
}

/** Pictures that were taken already, on as many larger ones as they fill. */
async function makeSprites(layout: SpriteLayout, cells: string, bench: Bench): Promise<PictureSet> {
  const { workspace, ffmpeg, signal, timeLimitMs } = bench;
  const { cellWidth = -2, cellHeight = -2, columns, lines, padding, margin, color } = layout;
  const cell = cellWidth > 0 || cellHeight > 0 ? `scale=${cellWidth}:${cellHeight},` : '';
  const base = newBase();
  const tile = `tile=${columns}x${lines}:padding=${padding}:margin=${margin}:color=${color}`;
  await runTool(
    ffmpeg,
    [
      ...['-hide_banner', '-nostdin', '-v', 'error', '-y', '-f', 'image2', '-framerate', '1'],
      ...['-i', `${cells}-%05d.jpg`],
      ...['-vf', `${cell}setsar=1,${tile}`, ...jpeg],
      `${base}-%05d.jpg`,
    ],
    { signal, timeLimitMs, folder: workspace.folder },
  );
  workspace.checkRoom();
  return { type: 'SpriteSnapshot', names: taken(bench, base) };
}

/** Those within the source: beyond its end there is nothing to be seen. */
function timesOf({ offsets, start, count, interval }: SnapshotWork, { probed }: Bench): number[] {
  const end = (probed.duration ?? Number.POSITIVE_INFINITY) * 1000;
  if (offsets) return offsets.filter((offset) => offset < end);
  const step = interval > 0 ? interval : Math.max(0, end - start) / count;
  const times = Array.from({ length: count }, (_, index) => start + index * step);
  return times.filter((time) => time < end);
}

/** One of the sides follows from the other; without either, as large as the source is shown. */
function scaleTo({ probed }: Bench, wanted: { width?: number; height?: number } = {}): string {
  const shown = shownSize(probed.videoStreams[0]);
  if (!shown) throw badSource();
  if (wanted.width || wanted.height) {
    return `scale=${wanted.width ?? -2}:${wanted.height ?? -2},setsar=1`;
  }
  return `scale=${Math.round(shown.width)}:${Math.round(shown.height)},setsar=1`;
}

function newBase(): string {
  return randomBytes(8).toString('hex');
}

function numbered(base: string, number: number): string {
  return `${base}-${String(number).padStart(5, '0')}.jpg`;
}

function taken({ workspace }: Bench, base: string): string[] {
  const names = workspace.list().filter((name) => name.startsWith(base));
  if (names.length === 0) throw badSource();
  return names;
}
