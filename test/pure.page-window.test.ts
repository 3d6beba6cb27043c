import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { windowOf } from '../src/datasources/page-window.js';
import { maxPagedRecords, maxPageSize } from '../src/vod/operations.js';

/** The indexes of the records that the pages hold, less those to skip. */
function covered(start: number, count: number): number[] {
  const { pages, skip } = windowOf(start, count);
  const indexes = pages.flatMap(({ number, size }) =>
    Array.from({ length: size }, (_, offset) => (number - 1) * size + offset),
  );
  return indexes.slice(skip, skip + count);
}

const stretch = fc
  .integer({ min: 1, max: maxPageSize })
  .chain((count) =>
    fc.record({ count: fc.constant(count), start: fc.nat({ max: maxPagedRecords - count }) }),
  );

describe('windowOf', () => {
  it('covers exactly the stretch, in order', () => {
    fc.assert(
      fc.property(stretch, ({ start, count }) => {
        expect(covered(start, count)).toEqual(
          Array.from({ length: count }, (_, offset) => start + offset),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('takes at most two pages, neighbours of one size, none of them past the wall', () => {
    fc.assert(
      fc.property(stretch, ({ start, count }) => {
        const { pages } = windowOf(start, count);
        expect([1, 2]).toContain(pages.length);
        expect(new Set(pages.map(({ size }) => size)).size).toBe(1);
        for (const [index, { number, size }] of pages.entries()) {
          expect(number).toBe((pages[0]?.number ?? 0) + index);
          expect(number).toBeGreaterThanOrEqual(1);
          expect(size).toBeLessThanOrEqual(maxPageSize);
          expect(number * size).toBeLessThanOrEqual(maxPagedRecords);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('holds for every stretch near the wall', () => {
    for (let count = 1; count <= maxPageSize; count += 1) {
      for (let start = maxPagedRecords - 2 * maxPageSize; start + count <= 5000; start += 1) {
        const { pages, skip } = windowOf(start, count);
        const [first, last] = [pages[0], pages.at(-1)];
        if (first === undefined || last === undefined) throw new Error('no page');
        const begin = (first.number - 1) * first.size;
        const end = last.number * last.size;
        if (begin + skip !== start || end < start + count || end > 5000 || pages.length > 2) {
          throw new Error(`start ${start}, count ${count}: ${JSON.stringify({ pages, skip })}`);
        }
      }
    }
  });

  it.each([
    { start: 0, count: 20, pages: [{ number: 1, size: 20 }], skip: 0 },
    { start: 40, count: 20, pages: [{ number: 3, size: 20 }], skip: 0 },
    { start: 7, count: 1, pages: [{ number: 8, size: 1 }], skip: 0 },
    { start: 1, count: 3, pages: [{ number: 1, size: 4 }], skip: 1 },
    { start: 4900, count: 100, pages: [{ number: 50, size: 100 }], skip: 0 },
    {
      start: 50,
      count: 100,
      pages: [
        { number: 1, size: 100 },
        { number: 2, size: 100 },
      ],
      skip: 50,
    },
  ])('reads $count from $start with $pages', ({ start, count, ...expected }) => {
    expect(windowOf(start, count)).toEqual(expected);
  });
});
