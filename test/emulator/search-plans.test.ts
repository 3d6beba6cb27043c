import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { typicalSearches } from '../../bench/typical-searches.js';
import { searchMedia } from '../../src/emulator/operations/search.js';
import { Database, type SqlValue } from '../../src/emulator/store/database.js';
import { migrate } from '../../src/emulator/store/schema.js';
import { Store } from '../../src/emulator/store.js';
import { origin } from './media.js';

/** Remembers what it was asked. */
class Listener extends Database {
  readonly heard: [sql: string, values: readonly SqlValue[]][] = [];

  override all<Row extends object>(sql: string, values: readonly SqlValue[] = []): Row[] {
    this.heard.push([sql, values]);
    return super.all<Row>(sql, values);
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'vod-plans-'));
const database = new Listener(path.join(folder, 'vod.sqlite'));
migrate(database);
const store = new Store(database, { folder, now: () => new Date() });
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** How SQLite gets at media for a search: as it does for a large library, having counted neither. */
function waysToMedia(parameters: Record<string, string>): string[] {
  database.heard.length = 0;
  searchMedia(parameters, { store, origin });
  const plans = [...database.heard].flatMap(([sql, values]) =>
    database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values),
  );
  const ways = plans.map(({ detail }) => detail);
  return ways.filter((way) => /^(SCAN|SEARCH) media( |$)/.test(way));
}

describe('a typical search', () => {
  it.each(typicalSearches.filter(([, { SearchType }]) => SearchType !== 'image'))(
    'for %s reads indexes, and rows by number or id',
    (_, parameters) => {
      const { Action, ...business } = parameters;
      const ways = waysToMedia(business);
      expect(ways.length).toBeGreaterThanOrEqual(3);
      const direct =
        / USING (COVERING INDEX media_|INTEGER PRIMARY KEY|INDEX sqlite_autoindex_media)/;
      expect(ways.filter((way) => !direct.test(way))).toEqual([]);
    },
  );

  it('for ids goes by them alone', () => {
    const Match = "VideoId in ('a','b') and Status in ('Normal')";
    const ways = waysToMedia({ Match }).filter((way) => !way.includes('PRIMARY KEY'));
    expect(ways).toHaveLength(2);
    for (const way of ways) expect(way).toContain('sqlite_autoindex_media_1 (id=?)');
  });
});
