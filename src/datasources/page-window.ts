import { maxPagedRecords, maxPageSize } from '../vod/operations.js';

/** One page as VOD numbers them, from 1. */
export interface VodPage {
  readonly number: number;
  readonly size: number;
}

/** Which VOD pages hold a stretch of records, and which of their records belong to it. */
export interface PageWindow {
  readonly pages: readonly VodPage[];
  /** How many records to drop from the front of the pages' records. */
  readonly skip: number;
}

/**
 * Covers the records `start … start + count` (0-based, end exclusive) with at most two VOD pages.
 * VOD pages start at multiples of their size only, so a stretch that does not begin at one needs a
 * page size that has both ends in one page, or two neighbouring pages. No page may end behind
 * `maxPagedRecords`.
 */
export function windowOf(start: number, count: number): PageWindow {
  const end = start + count;
  for (let size = count; size <= maxPageSize; size += 1) {
    const index = Math.floor(start / size);
    const pageEnd = (index + 1) * size;
    if (end <= pageEnd && pageEnd <= maxPagedRecords) {
      return { pages: [{ number: index + 1, size }], skip: start - index * size };
    }
  }
  const size = count;
  const index = Math.floor(start / size);
  if ((index + 2) * size <= maxPagedRecords) {
    return {
      pages: [
        { number: index + 1, size },
        { number: index + 2, size },
      ],
      skip: start - index * size,
    };
  }
  // Near the wall pages of 100 always fit: 5,000 is a multiple of 100.
  const first = Math.floor(start / maxPageSize);
  const last = Math.floor((end - 1) / maxPageSize);
  return {
    pages: Array.from({ length: last - first + 1 }, (_, offset) => ({
      number: first + offset + 1,
      size: maxPageSize,
    })),
    skip: start - first * maxPageSize,
  };
}
