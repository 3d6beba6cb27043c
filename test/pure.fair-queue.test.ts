import { describe, expect, it } from '@jest/globals';
import { LaneQueue } from '../src/vod/fair-queue.js';
import type { Lane } from '../src/vod/scope.js';

const [a, b, c] = [{}, {}, {}];

/** A queue with these items, each of a caller and lane. */
function queueOf(...items: [caller: object, item: string, lane?: Lane][]) {
  const queue = new LaneQueue<string>();
  for (const [caller, item, lane = 'interactive'] of items) queue.add({ caller, lane }, item);
  return queue;
}

function takeAll(queue: LaneQueue<string>): (string | undefined)[] {
  return Array.from({ length: queue.size }, () => queue.take());
}

describe('a line', () => {
  it('serves callers in turn, and the items of each in their order', () => {
    const queue = queueOf([a, 'a1'], [a, 'a2'], [a, 'a3'], [b, 'b1'], [c, 'c1'], [c, 'c2']);
    expect(takeAll(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
    expect(queue.take()).toBeUndefined();
  });

  it('serves who comes late after one item of each who was there', () => {
    const queue = queueOf([a, 'a1'], [a, 'a2'], [a, 'a3']);
    expect(queue.take()).toBe('a1');
    queue.add({ caller: b, lane: 'interactive' }, 'b1');
    expect(takeAll(queue)).toEqual(['a2', 'b1', 'a3']);
  });

  it('serves nobody in the bulk lane while somebody is in the other', () => {
    const queue = queueOf([a, 'a1', 'bulk'], [b, 'b1'], [a, 'a2', 'bulk'], [b, 'b2']);
    expect([queue.ahead('interactive'), queue.ahead('bulk')]).toEqual([2, 4]);
    expect(takeAll(queue)).toEqual(['b1', 'b2', 'a1', 'a2']);
  });

  it('drops the last of who has the most, of the bulk lane first', () => {
    const queue = queueOf([a, 'a1'], [b, 'b1'], [b, 'b2'], [c, 'c1', 'bulk']);
    expect([queue.drop(), queue.drop(), queue.size]).toEqual(['c1', 'b2', 2]);
  });

  it('lets an item leave before its turn, once', () => {
    const queue = queueOf([a, 'a1'], [a, 'a2']);
    const place = { caller: a, lane: 'interactive' } as const;
    expect([queue.remove(place, 'a1'), queue.remove(place, 'a1')]).toEqual([true, false]);
    expect(takeAll(queue)).toEqual(['a2']);
  });
});
