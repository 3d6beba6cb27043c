import { describe, expect, it } from '@jest/globals';
import { outcomeOf } from '../bench/memory/outcome.js';

const load = { minutes: 10, requestsPerSecond: 80 };

/** A sample each five seconds of a heap that garbage makes a saw, with teeth of `heights` in turn. */
function saw(heights: readonly number[], leakMiB: number) {
  let tooth = 0;
  let garbage = 0;
  return Array.from({ length: 120 }, (_, index) => {
    const minute = index / 12;
    garbage += 15;
    if (garbage > (heights[tooth % heights.length] ?? 0)) {
      garbage = 0;
      tooth += 1;
    }
    const heapMiB = 70 + garbage + leakMiB * minute;
    return { minute, requests: index * 400, rssMiB: heapMiB + 100, heapMiB };
  });
}

describe('the growth of a heap', () => {
  it.each([
    ['even teeth', [60]],
    ['uneven teeth', [30, 170, 45, 60]],
    ['high teeth at the end', [...Array(16).fill(45), 170, 170]],
  ])('is none with %s', (_, heights) => {
    const { figures, missed } = outcomeOf({ samples: saw(heights, 0), failures: [] }, load);
    expect(figures).toMatchObject({ growth: { heapMiB: expect.closeTo(0, 0) } });
    expect(missed).toEqual([]);
  });

  it.each([[[60]], [[30, 170, 45, 60]]])('is seen with teeth of %j', (heights) => {
    const { missed } = outcomeOf({ samples: saw(heights, 2), failures: [] }, load);
    expect(missed).toEqual(['the heap grows by 2 MiB a minute']);
  });

  it('is not all: requests that failed are told too', () => {
    const { missed } = outcomeOf({ samples: saw([60], 0), failures: ['reset', 'hung'] }, load);
    expect(missed).toEqual(['2 requests failed, first: reset']);
  });
});
