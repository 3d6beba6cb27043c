import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WireStreamInfo } from '../vod/operations.js';

/** The media this service ships with: made by `library/make.mjs`, measured with ffprobe. */
export interface Library {
  clips: Clip[];
  audios: Clip[];
  images: ImageFile[];
  attached: AttachedFile[];
}

export interface LibraryFile {
  /** Relative to `libraryFolder`. */
  file: string;
  size: number;
  md5: string;
  crc64: string;
  contentType: string;
}

export interface Clip {
  name: string;
  kind: 'video' | 'audio';
  source: ClipSource;
  streams: Rendition[];
  covers: LibraryFile[];
  snapshots: LibraryFile[];
  sprites: LibraryFile[];
}

/** Durations in seconds, bitrates in kbit/s. */
interface Figures {
  duration: number;
  bitrate: number;
  fps: number | null;
  width: number | null;
  height: number | null;
}

interface ClipSource extends LibraryFile, Figures {
  videoStreams: WireStreamInfo[];
  audioStreams: WireStreamInfo[];
}

export interface Rendition extends LibraryFile, Figures {
  /** A file alone, or a playlist and its segments, in one folder. */
  files: string[];
  format: 'mp4' | 'm3u8' | 'mp3';
  definition: 'FD' | 'LD' | 'SD' | 'HD' | 'SQ' | 'HQ';
  codec: 'H264' | null;
}

export interface ImageFile extends LibraryFile {
  name: string;
  width: number;
  height: number;
}

export interface AttachedFile extends LibraryFile {
  name: string;
  businessType: 'watermark' | 'subtitle' | 'material';
  title: string;
}

// The same two levels up from `src/emulator` and from `dist/emulator`.
const folder = new URL('../../library/', import.meta.url);

export const libraryFolder = fileURLToPath(new URL('media/', folder));

export function readLibrary(): Library {
  return JSON.parse(readFileSync(new URL('library.json', folder), 'utf8')) as Library;
}
