import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { DeliveredFile } from '../store.js';

/** Bytes to be delivered, whole or in part. */
export interface Content {
  readonly size: number;
  /** With its quotes. */
  readonly etag: string;
  readonly modifiedAt: Date;
  readonly contentType: string;
  /** Further headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** From `start` to `end`, both included. */
  read(start: number, end: number): Readable | Buffer;
}

/** `undefined` if the file is not where it should be. */
export function fileContent(file: DeliveredFile): Content | undefined {
  const stat = statSync(file.path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return undefined;
  const digest = file.etag ?? file.md5 ?? md5(`${file.key} ${stat.size} ${stat.mtimeMs}`);
  return {
    size: stat.size,
    etag: `"${digest.toUpperCase()}"`,
    modifiedAt: stat.mtime,
    contentType: file.contentType,
    headers: file.headers ? (JSON.parse(file.headers) as Record<string, string>) : {},
    read: (start, end) => createReadStream(file.path, { start, end }),
  };
}

/** A playlist is small, and read whole to be rewritten; anything larger is none. */
const maxPlaylistBytes = 4 * 1024 ** 2;

export function isPlaylist(file: DeliveredFile, { size }: Content): boolean {
  return /\.m3u8$/i.test(file.key) && size <= maxPlaylistBytes;
}

/** The same file with its text changed: length and ETag are those of the new text. */
export function rewritten(
  file: DeliveredFile,
  content: Content,
  rewrite: (text: string) => string,
): Content {
  const bytes = Buffer.from(rewrite(readFileSync(file.path, 'utf8')));
  return {
    ...content,
    size: bytes.length,
    etag: `"${md5(bytes).toUpperCase()}"`,
    read: (start, end) => bytes.subarray(start, end + 1),
  };
}

function md5(content: string | Uint8Array): string {
  return createHash('md5').update(content).digest('hex');
}
