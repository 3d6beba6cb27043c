import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { OperatorError } from '../../operator-error.js';

/** What is there to look into media with, and to make others of them. */
export interface Tools {
  /** Absent: nothing can be transcoded, no pictures can be taken. */
  readonly ffmpeg?: string;
  /** Absent: mediainfo.js, which needs no installation, looks into media. */
  readonly ffprobe?: string;
}

/** Somebody named an ffmpeg that is not there. */
class NoFfmpeg extends OperatorError {
  override readonly name = 'NoFfmpeg';
  constructor(setting: string) {
    super(
      `There is no ffmpeg that can be run at ${setting}: mend VOD_EMULATOR_FFMPEG, or do without it by \`none\`.`,
    );
  }
}

/** `setting` is a path, `auto` for the machine's ffmpeg if it has one, or `none` to do without. */
export function findTools(setting = 'auto'): Tools {
  if (setting === 'none') return {};
  const ffmpeg = setting === 'auto' ? onPath('ffmpeg') : path.resolve(setting);
  if (ffmpeg === undefined) return {};
  if (!isExecutable(ffmpeg)) throw new NoFfmpeg(setting);
  const beside = path.join(path.dirname(ffmpeg), `ffprobe${path.extname(ffmpeg)}`);
  return { ffmpeg, ...(isExecutable(beside) && { ffprobe: beside }) };
}

/** Its program, to be run by Node.js in a process of its own: a file that it stumbles over ends there. */
export function mediaInfoProgram(): string {
  const manifest = createRequire(import.meta.url).resolve('mediainfo.js/package.json');
  return path.join(path.dirname(manifest), 'dist', 'esm', 'cli.js');
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name];
  return folders
    .flatMap((folder) => names.map((each) => path.join(folder, each)))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
