import { expect, it } from '@jest/globals';
import { toUtf8 } from '../src/utf8.js';

it('encodes text after text, none of which changes those before it', () => {
  const texts = ['', 'plain', '港口 — "dawn"', '🎬'.repeat(50_000), 'é'.repeat(100_000), 'x'];
  const many = Array.from({ length: 40 }, (_, turn) => texts.map((text) => `${turn}${text}`));
  const encoded = many.flat().map((text) => [text, toUtf8(text)] as const);
  for (const [text, bytes] of encoded) expect(bytes.equals(Buffer.from(text))).toBe(true);
});
