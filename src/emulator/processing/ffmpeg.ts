import { safeInput } from './input.js';
import type { Probed } from './probe.js';
import { runTool } from './run-tool.js';
import type { Workspace } from './workspace.js';

/** What a job makes its files of, where, and within which limits. */
export interface Bench {
  readonly ffmpeg: string;
  /** Path of the source. */
  readonly file: string;
  readonly probed: Probed;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly timeLimitMs: number;
  /** In percent. */
  readonly onProgress: (percent: number) => void;
}

export interface FfmpegOptions {
  /** How the source is read. */
  readonly input?: readonly string[];
  readonly output: readonly string[];
}

/**
 * Runs ffmpeg on the source, in the workspace: names of the files to be made stand for themselves, and
 * nothing in the folder's name is taken for a pattern. It is killed when they take too much room.
 */
export async function runFfmpeg(bench: Bench, { input = [], output }: FfmpegOptions) {
  const { ffmpeg, file, workspace, timeLimitMs } = bench;
  const fullness = new AbortController();
  const onOutput = (text: string) => {
    try {
      workspace.checkRoom();
    } catch (error) {
      fullness.abort(error);
    }
    reportProgress(text, bench);
  };
  const quiet = ['-hide_banner', '-nostdin', '-v', 'error', '-y', '-progress', 'pipe:1'];
  const source = [...safeInput, ...input, '-i', `file:${file}`];
  const signal = AbortSignal.any([bench.signal, fullness.signal]);
  try {
    const { folder } = workspace;
    const args = [...quiet, ...source, ...output];
    await runTool(ffmpeg, args, { signal, timeLimitMs, folder, onOutput });
  } catch (error) {
    throw fullness.signal.aborted ? fullness.signal.reason : error;
  }
  workspace.checkRoom();
}

function reportProgress(text: string, { probed: { duration }, onProgress }: Bench): void {
  const microseconds = Number(/out_time_us=(\d+)/.exec(text)?.[1]);
  if (duration && microseconds > 0) onProgress((microseconds / 1e6 / duration) * 100);
}
