import path from 'node:path';
import type { Medium, NewStream, Source } from '../store/records.js';
import { JobFailure } from './failure.js';

/** Formats that players take as they are, as VOD lists them. */
const playableFormats = ['mp4', 'flv', 'm3u8', 'mp3', 'webm'];

export function isPlayable(format: string): boolean {
  return playableFormats.includes(format);
}

export function formatOf({ fileName }: Source): string {
  return path.extname(fileName).slice(1).toLowerCase();
}

/** The source itself as a stream. */
export function originalStream(
  medium: Pick<Medium, 'id' | 'type' | 'templateGroupId'>,
  source: Source,
  jobId: string,
  createdAt: string,
): NewStream {
  const { objectKey, duration = 0, bitrate = 0, fps, width, height, size = 0 } = source;
  if (objectKey === undefined) throw sourceGone();
  return {
    jobId,
    mediumId: medium.id,
    objectKey,
    format: formatOf(source),
    definition: 'OD',
    type: medium.type,
    specification: 'Original',
    duration,
    bitrate,
    size,
    ...(fps !== undefined && { fps }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    createdAt,
    modifiedAt: createdAt,
  };
}

/** VOD names it after the medium, with `02` behind (seen, not documented). */
export function originalJobId(mediumId: string): string {
  return `${mediumId}02`;
}

export function sourceGone(): JobFailure {
  return new JobFailure('InvalidFile.NotFound', 'The file does not exist.');
}

export function notPlayable(): JobFailure {
  const message =
    'There is no ffmpeg to transcode with, and a source of this format cannot be played as it is.';
  return new JobFailure('UnsupportedOperation', message);
}
