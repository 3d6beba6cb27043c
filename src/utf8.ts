const slabBytes = 256 * 1024;

/** Of UTF-8 for each code unit of a text. */
const maxBytes = 3;

const encoder = new TextEncoder();
let slab = Buffer.allocUnsafeSlow(slabBytes);
let used = 0;

/**
 * The text in UTF-8. Texts share slabs of memory, one behind the other: with a title beyond Latin-1 in
 * it, an answer of twenty videos takes a fifteenth less than as a string, which Node.js copies
 * together with its head and encodes into memory of its own.
 */
export function toUtf8(text: string): Buffer {
  const most = text.length * maxBytes;
  if (most > slabBytes) return Buffer.from(text);
  if (used + most > slabBytes) {
    slab = Buffer.allocUnsafeSlow(slabBytes);
    used = 0;
  }
  const { written } = encoder.encodeInto(text, slab.subarray(used));
  used += written;
  return slab.subarray(used - written, used);
}
