import path from 'node:path';
import { hasEmoji, isUnprintable } from '../texts.js';
import { decodePercent } from '../urls.js';

const maxTitleBytes = 128;

/** The last part of a URL's path; empty if it ends with a slash. */
export function fileNameOf(url: string): string {
  const name = path.posix.basename(new URL(url).pathname);
  return decodePercent(name) ?? name;
}

/** What a medium is called whose upload says nothing: as its file, as far as a title can be that. */
export function titleOf(url: string): string {
  let title = '';
  for (const character of fileNameOf(url)) {
    if (Buffer.byteLength(title + character) > maxTitleBytes) break;
    if (!hasEmoji(character) && !isUnprintable(character)) title += character;
  }
  return title;
}
