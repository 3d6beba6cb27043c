const slabBytes = 256 * 1024;

/** Of UTF-8 for each code unit of a text. */
const maxBytes = 3;

const encoder = new TextEncoder();
let slab = Buffer.allocUnsafeSlow(slabBytes);
let used = 0;

/**
 * The text in UTF-8. Texts share slabs of memory, one behind the other. A string, which is two bytes wide
 * as soon as one title is beyond Latin-1, Node.js would copy together with the head of the answer, and
 * encode into memory of its own.
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
