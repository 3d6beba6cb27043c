import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { withTables } from '../bench/readme.js';
import { typicalSearches } from '../bench/typical-searches.js';

const results = (name: string) =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../bench/results/${name}.json`, import.meta.url)), 'utf8'),
  );

describe('the results of the benches', () => {
  it('are what the README says of a large library', () => {
    const { media, start, searches, traversals } = results('large-library');
    expect(media).toBe(100_000);
    expect(start.libraryMs - start.nodeAloneMs).toBeLessThan(1000);
    const named = (searches as { search: string }[]).map(({ search }) => search);
    expect(named).toEqual(typicalSearches.map(([name]) => name));
    expect(
      Math.max(...searches.map(({ medianMs }: { medianMs: number }) => medianMs)),
    ).toBeLessThan(50);
    for (const traversal of traversals) {
      expect(traversal).toMatchObject({ visitedTwice: 0, missed: 0 });
      expect(traversal.insertedMeanwhile).toBeGreaterThan(100);
    }
  });

  it('are what the README says of kills', () => {
    const { kills, acknowledgedWrites, lostOrHalf } = results('kill');
    expect(kills).toBeGreaterThanOrEqual(200);
    expect(acknowledgedWrites).toBeGreaterThan(1000);
    expect(lostOrHalf).toBe(0);
  });

  it('are what the governor promises', () => {
    const { seconds, table } = results('quota');
    expect(seconds).toBeGreaterThanOrEqual(60);
    expect(table.map((row: Record<string, number>) => row.throttled)).toEqual([0, 0, 0]);
    expect(table.at(-1)['quota used, %']).toBeGreaterThanOrEqual(95);
  });

  it('are what is said of calls', () => {
    const [one, many, hits, sources, hot] = results('calls').table;
    for (const row of [one, many, hits]) expect(row.vodgraph).toBe(1);
    expect(sources.vodgraph).toBeLessThanOrEqual(2);
    expect(hot['vodgraph without its cache']).toBeLessThan(hot['Hive Gateway']);
  });

  it('are what is said of memory', () => {
    const { minutes, failed, growth } = results('memory');
    expect(minutes).toBeGreaterThanOrEqual(10);
    expect(failed).toBe(0);
    expect(growth.heapMiB).toBeLessThan(1);
  });

  it('are the tables of the README', () => {
    const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
    for (const name of ['server', 'quota', 'start', 'memory'])
      expect(readme).toContain(`<!-- bench ${name} -->`);
    expect(withTables(readme)).toBe(readme);
  });
});
