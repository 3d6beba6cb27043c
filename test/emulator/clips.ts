import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';

/** Small media out of ffmpeg's own generators, made once for the tests of a file. */
export function useClips() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vod-clips-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const made = new Map<string, string>();
  const make = (name: string, options: readonly string[]) => {
    const file = path.join(folder, name);
    if (!made.has(name)) execFileSync('ffmpeg', ['-v', 'error', '-y', ...options, file]);
    made.set(name, file);
    return file;
  };
  const picture = (size: string, seconds: number) => [
    ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=25:d=${seconds}`],
  ];
  const tone = (seconds: number) => ['-f', 'lavfi', '-i', `sine=d=${seconds}`];
  const encoded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '10'];
  return {
    folder,
    make,
    /** With a key frame every 10 frames. */
    video: (name = 'video.mp4', size = '320x240', seconds = 2) =>
      make(name, [...picture(size, seconds), ...tone(seconds), ...encoded, '-shortest']),
    silent: (name = 'silent.mp4', size = '320x240', seconds = 1) =>
      make(name, [...picture(size, seconds), ...encoded]),
    audio: (name = 'audio.mp3', seconds = 2) => make(name, tone(seconds)),
  };
}
