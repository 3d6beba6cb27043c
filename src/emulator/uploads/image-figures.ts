import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { imageSize } from 'image-size';

/** What VOD takes as an image; of HEIC the brands that its files may begin with. */
const types = ['png', 'jpg', 'gif', 'webp', 'heic', 'heix', 'hevc', 'hevx', 'mif1', 'msf1'];

/** The figures stand in the head of a file, but a JPEG may have other things in front of them. */
const headBytes = [64 * 1024, 16 * 1024 * 1024];

/** In pixels. */
interface ImageFigures {
  readonly width: number;
  readonly height: number;
}

/** `undefined` for a file that is no image. */
export function measureImage(file: string): ImageFigures | undefined {
  for (const bytes of headBytes) {
    const figures = readFigures(readHead(file, bytes));
    if (figures) return figures;
  }
  return undefined;
}

function readFigures(head: Uint8Array): ImageFigures | undefined {
  try {
    const { type = '', images = [], ...first } = imageSize(head);
    if (!types.includes(type)) return undefined;
    // A HEIC lists its tiles beside the whole.
    const { width, height } = [first, ...images].reduce((one, other) =>
      other.width * other.height > one.width * one.height ? other : one,
    );
    return width > 0 && height > 0 ? { width, height } : undefined;
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
