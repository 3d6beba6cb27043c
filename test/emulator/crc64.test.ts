import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { Crc64 } from '../../src/emulator/crc64.js';
import { libraryFolder, readLibrary } from '../../src/emulator/library.js';

const crcOf = (...chunks: Uint8Array[]) => {
  const crc = new Crc64();
  for (const chunk of chunks) crc.update(chunk);
  return crc.digest();
};

it('is the checksum of the catalogue of CRC algorithms', () => {
  expect(BigInt(crcOf(Buffer.from('123456789'))).toString(16)).toBe('995dc9bbdf1939fa');
  expect(crcOf()).toBe('0');
});

it('is the same however the file is cut', () => {
  for (const { file, crc64 } of readLibrary().images) {
    const bytes = readFileSync(path.join(libraryFolder, file));
    const cut = bytes.length >> 1;
    expect(crcOf(bytes.subarray(0, cut), bytes.subarray(cut))).toBe(crc64);
  }
});
