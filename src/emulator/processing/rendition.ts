import { randomBytes } from 'node:crypto';
import { present } from '../present.js';
import type { NewStream, TranscodeWork } from '../store/records.js';
import { badSource } from './failure.js';
import { type Bench, runFfmpeg } from './ffmpeg.js';
import { probe, probePlaylist } from './probe.js';
import { fitInto, type Size, shownSize, sizeLimits, specificationOf } from './sizes.js';
import { toFigure, toKilobits } from './stream-figures.js';
import type { Tools } from './tools.js';

/** A stream as it was made; which medium's it is, and of which job, others know. */
export interface Rendition {
  /** The file to be played; a playlist has its segments beside it. */
  readonly name: string;
  readonly stream: Omit<
    NewStream,
    'jobId' | 'mediumId' | 'objectKey' | 'createdAt' | 'modifiedAt' | 'templateGroupId'
  >;
}

/** The most that each definition takes, in kbit/s. */
const bitrates = {
  FD: { video: 400, audio: 48 },
  LD: { video: 700, audio: 64 },
  SD: { video: 1500, audio: 96 },
  SQ: { audio: 64 },
  HQ: { audio: 128 },
};

const segmentSeconds = 4;

/** `encoded` is the same definition in another format: then only the container is another. */
export async function makeRendition(
  work: TranscodeWork,
  bench: Bench,
  tools: Tools,
  encoded?: string,
): Promise<Rendition> {
  const { definition, format, templateId } = work;
  const base = `${hex(4)}-${hex(4)}-${definition.toLowerCase()}`;
  const name = `${base}.${format}`;
  const encoding = encodingOf(work, bench);
  const wrap = container(work, base);
  if (encoded === undefined) await runFfmpeg(bench, { output: [...encoding.options, ...wrap] });
  else await runFfmpeg({ ...bench, file: encoded }, { output: ['-c', 'copy', ...wrap] });
  const { workspace, signal } = bench;
  const names = workspace.list();
  if (!names.includes(name)) throw badSource();
  const file = workspace.pathOf(name);
  const { duration } = format === 'm3u8' ? probePlaylist(file) : await probe(file, tools, signal);
  if (!duration) throw badSource();
  const size = names.reduce((sum, each) => sum + workspace.sizeOf(each), 0);
  return {
    name,
    stream: present<Rendition['stream']>({
      format,
      definition,
      templateId,
      type: format === 'mp3' ? 'audio' : 'video',
      codec: encoding.codec,
      specification: specificationOf(encoding.codec, encoding),
      duration: toFigure(duration) ?? 0,
      bitrate: toKilobits((size * 8) / duration) ?? 0,
      fps: encoding.fps,
      size,
      width: encoding.width,
      height: encoding.height,
    }),
  };
}

interface Encoding extends Partial<Size> {
  readonly options: readonly string[];
  readonly codec?: string;
  readonly fps?: number;
}

function encodingOf({ definition }: TranscodeWork, { probed }: Bench): Encoding {
  const { audio } = bitrates[definition];
  if (definition === 'SQ' || definition === 'HQ') {
    return { options: ['-map', '0:a:0', '-c:a', 'libmp3lame', '-b:a', `${audio}k`] };
  }
  const shown = shownSize(probed.videoStreams[0]);
  if (!shown) throw badSource();
  const size = fitInto(shown, sizeLimits[definition]);
  // Some screen recorders claim a thousand frames a second.
  const fps = Math.min(60, Math.max(1, probed.fps ?? 25));
  const { video } = bitrates[definition];
  const options = [
    ...['-map', '0:V:0', '-vf', `scale=${size.width}:${size.height},setsar=1`, '-r', `${fps}`],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '25', '-pix_fmt', 'yuv420p'],
    ...['-maxrate', `${video}k`, '-bufsize', `${video * 2}k`, '-g', '600', '-sc_threshold', '0'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${segmentSeconds})`],
    ...['-map', '0:a:0?', '-c:a', 'aac', '-b:a', `${audio}k`, '-ac', '2'],
  ];
  return { options, codec: 'H264', fps, ...size };
}

function container({ format }: TranscodeWork, base: string): string[] {
  const file = `${base}.${format}`;
  const bare = ['-map_metadata', '-1', '-map_chapters', '-1'];
  if (format === 'mp3') return [...bare, '-f', 'mp3', file];
  if (format === 'mp4') return [...bare, '-movflags', '+faststart', '-f', 'mp4', file];
  const segments = `${base}-%05d.ts`;
  return [
    ...[...bare, '-f', 'hls', '-hls_time', `${segmentSeconds}`, '-hls_playlist_type', 'vod'],
    ...['-start_number', '1', '-hls_segment_filename', segments, file],
  ];
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
