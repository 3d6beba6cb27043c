import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

export interface Playlist {
  /** All segments together, in seconds. */
  readonly duration: number;
}

const mark = '#EXTM3U';

/** `undefined` if the file is not an HLS playlist. What it names is not looked at. */
export function readPlaylist(file: string): Playlist | undefined {
  if (!startsWith(file, mark)) return undefined;
  const durations = readFileSync(file, 'utf8').matchAll(/^#EXTINF:\s*([\d.]+)/gm);
  return { duration: [...durations].reduce((sum, [, seconds]) => sum + Number(seconds), 0) };
}

function startsWith(file: string, text: string): boolean {
  const start = Buffer.alloc(text.length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, start);
  } finally {
    closeSync(handle);
  }
  return start.toString() === text;
}
