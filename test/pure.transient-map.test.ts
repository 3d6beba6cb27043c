import { expect, it } from '@jest/globals';
import { TransientMap } from '../src/vod/transient-map.js';

it('holds what a Map holds, however many entries have come and gone', () => {
  const map = new TransientMap<string, number>();
  const expected = new Map<string, number>();
  for (let step = 0; step < 5000; step += 1) {
    const key = `key${step % 700}`;
    if (step % 3 === 0) {
      map.delete(key);
      expected.delete(key);
    } else {
      map.set(key, step);
      expected.set(key, step);
    }
    expect(map.get(key)).toBe(expected.get(key));
    expect(map.size).toBe(expected.size);
  }
  expect([...map.values()]).toEqual([...expected.values()]);
});
