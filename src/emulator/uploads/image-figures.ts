import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { imageSize } from 'image-size';

/** What VOD takes as an image; HEIC and AVIF are told apart inside. */
const types = ['png', 'jpg', 'gif', 'webp', 'heic', 'heif', 'avif'];

/** The figures stand in the head of a file, but a JPEG may have other things in front of them. */
const headBytes = [64 * 1024, 16 * 1024 * 1024];

/** In pixels; `undefined` for a file that is no image. */
export function measureImage(file: string): { width: number; height: number } | undefined {
  for (const bytes of headBytes) {
    const size = readSize(readHead(file, bytes));
    if (size) return size;
  }
  return undefined;
}

function readSize(head: Uint8Array) {
  try {
    const { type = '', width, height } = imageSize(head);
    return types.includes(type) && width > 0 && height > 0 ? { width, height } : undefined;
  } catch {
    return undefined;
  }
}

function readHead(file: string, bytes: number): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(Math.min(bytes, fstatSync(handle).size));
    return head.subarray(0, readSync(handle, head));
  } finally {
    closeSync(handle);
  }
}
