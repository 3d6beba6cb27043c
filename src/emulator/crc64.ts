/** The polynomial of ECMA-182, bits reversed, as OSS uses it; in halves of 32 bits. */
const polynomial = { high: 0xc96c5795, low: 0xd7870f42 };

const high = new Uint32Array(256);
const low = new Uint32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let [h, l] = [0, byte];
  for (let bit = 0; bit < 8; bit += 1) {
    const isOdd = l & 1;
    l = (l >>> 1) | (h << 31);
    h >>>= 1;
    if (isOdd) [h, l] = [h ^ polynomial.high, l ^ polynomial.low];
  }
  high[byte] = h;
  low[byte] = l;
}

/** The checksum that OSS answers as `x-oss-hash-crc64ecma`, over chunks that come one by one. */
export class Crc64 {
  #high = 0xffffffff;
  #low = 0xffffffff;

  update(chunk: Uint8Array): void {
    let [h, l] = [this.#high, this.#low];
    for (const byte of chunk) {
      const index = (l ^ byte) & 0xff;
      l = ((l >>> 8) | (h << 24)) ^ (low[index] ?? 0);
      h = (h >>> 8) ^ (high[index] ?? 0);
    }
    this.#high = h;
    this.#low = l;
  }

  /** An unsigned number of 64 bits in decimal. */
  digest(): string {
    const [h, l] = [~this.#high >>> 0, ~this.#low >>> 0];
    return ((BigInt(h) << 32n) | BigInt(l)).toString();
  }
}
