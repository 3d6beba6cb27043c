import type { WireStreamInfo } from '../../vod/operations.js';
import { badSource } from './failure.js';
import { readFfprobe } from './ffprobe.js';
import { safeInput } from './input.js';
import { readMediaInfo } from './mediainfo.js';
import { readPlaylist } from './playlist.js';
import { runTool, ToolFailed, ToolTooSlow } from './run-tool.js';
import { mediaInfoProgram, type Tools } from './tools.js';

/** What a media file is: seconds and kbit/s, and its streams as GetMezzanineInfo tells them. */
export interface Probed {
  readonly duration?: number;
  readonly bitrate?: number;
  readonly fps?: number;
  readonly width?: number;
  readonly height?: number;
  readonly videoStreams: WireStreamInfo[];
  readonly audioStreams: WireStreamInfo[];
}

/** Looking into a file takes moments; one that it takes longer for is made for that. */
const timeLimitMs = 60_000;

/** Throws the failure of a bad source if the file is not a video or audio. */
export async function probe(file: string, tools: Tools, signal: AbortSignal): Promise<Probed> {
  const probed = await look(file, tools, signal);
  if (probed.videoStreams.length + probed.audioStreams.length === 0) throw badSource();
  return probed;
}

/** Of a playlist that was uploaded only the length is known: what it names is not opened. */
export function probePlaylist(file: string): Probed {
  const playlist = readPlaylist(file);
  if (!playlist) throw badSource();
  return { duration: playlist.duration, videoStreams: [], audioStreams: [] };
}

async function look(file: string, { ffprobe }: Tools, signal: AbortSignal): Promise<Probed> {
  try {
    if (ffprobe === undefined) {
      const args = [mediaInfoProgram(), '--format', 'JSON', file];
      return readMediaInfo(await runTool(process.execPath, args, { signal, timeLimitMs }));
    }
    const args = ['-v', 'error', ...safeInput, '-show_format', '-show_streams', '-of', 'json'];
    return readFfprobe(await runTool(ffprobe, [...args, `file:${file}`], { signal, timeLimitMs }));
  } catch (error) {
    const isBad = error instanceof ToolFailed || error instanceof ToolTooSlow;
    throw isBad ? badSource(error) : error;
  }
}
