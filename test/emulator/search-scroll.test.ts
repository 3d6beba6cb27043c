import { beforeAll, describe, expect, it } from '@jest/globals';
import type { NewMedium } from '../../src/emulator/store/records.js';
import { createMediaStore, id, insertVideo } from './media.js';

type Texts = Record<string, string>;
let { store, clock, call, refusal } = createMediaStore();

/** Total and the numbers behind the ids of the page. */
function found(parameters: Texts, caller = call): number[] {
  const { Total, MediaList = [] } = caller('SearchMedia', parameters);
  return [Total, ...MediaList.map(({ MediaId }) => Number.parseInt(MediaId, 16))];
}

describe('SearchMedia beyond 5,000 matches', () => {
  const records = 5_130;
  const time = (minute: number) =>
    `${new Date(Date.UTC(2025, 0, 1) + minute * 60_000).toISOString().slice(0, 19)}Z`;
  beforeAll(() => {
    ({ store, clock, call, refusal } = createMediaStore());
    store.transaction(() => {
      // Ten videos a minute: many are equal by their sort key.
      for (let number = 1; number <= records; number++) {
        const createdAt = time(Math.floor(number / 10));
        insertVideo(store, { id: id(number), createdAt, modifiedAt: createdAt });
      }
    });
  });

  it('ends at the wall without a token', () => {
    expect(found({ PageNo: '500', PageSize: '10' }).slice(0, 2)).toEqual([records, 140]);
    expect(refusal('SearchMedia', { PageNo: '501', PageSize: '10' })).toEqual([
      400,
      'InvalidParameter',
      'The specified parameter PageNo is not valid: only ScrollToken leads beyond 5000 records.',
    ]);
  });

  /** The ids of all pages, each asked for with the token of the last. */
  function traverse(
    SortBy: string,
    betweenPages: (page: number, ids: readonly number[]) => void,
  ): number[] {
    const ids: number[] = [];
    for (let page = 1, token = ''; ; page++) {
      const sent = { SortBy, PageNo: String(page), PageSize: '100', ScrollToken: token };
      const { MediaList = [], ScrollToken = '' } = call('SearchMedia', sent);
      if (MediaList.length === 0) return ids;
      expect(ScrollToken).toMatch(/^[0-9a-f]{32}$/);
      expect(ScrollToken).not.toBe(token);
      ids.push(...MediaList.map(({ MediaId }) => Number.parseInt(MediaId, 16)));
      token = ScrollToken;
      betweenPages(page, ids);
    }
  }

  it.each(['CreationTime:Desc', 'CreationTime:Asc', 'ModificationTime:Asc'])(
    'visits each exactly once by token, whatever is added and deleted meanwhile (%s)',
    (SortBy) => {
      let added = 100_000;
      const newIds = new Set<number>();
      const gone: Pick<NewMedium, 'id' | 'createdAt'>[] = [];
      const visited = traverse(SortBy, (page, ids) => {
        newIds.add(++added);
        const createdAt = time((page * 37) % 500);
        insertVideo(store, { id: id(added), createdAt, modifiedAt: createdAt });
        const seen = store.media.byId(id(ids[page * 7] ?? 0));
        if (seen) gone.push(seen);
        if (seen) store.media.delete(seen.id);
      });
      expect(gone.length).toBeGreaterThan(40);
      expect(new Set(visited).size).toBe(visited.length);
      expect(visited.filter((number) => !newIds.has(number))).toHaveLength(records);

      for (const number of newIds) store.media.delete(id(number));
      for (const { id: oldId, createdAt } of gone) {
        if (newIds.has(Number.parseInt(oldId, 16))) continue;
        insertVideo(store, { id: oldId, createdAt, modifiedAt: createdAt });
      }
    },
  );

  describe('by token', () => {
    const from = (page: number, parameters: Texts = {}) =>
      call('SearchMedia', { PageNo: String(page), PageSize: '20', ...parameters }).ScrollToken ??
      '';
    const jump = (page: number, ScrollToken: string, PageSize = '20') => ({
      PageNo: String(page),
      PageSize,
      ScrollToken,
    });

    it('reaches a hundred records ahead', () => {
      const plain = (page: string) => found({ PageNo: page, PageSize: '20' });
      expect(found(jump(5, from(1)))).toEqual(plain('5'));
      expect(found(jump(6, from(2)))).toEqual(plain('6'));
      expect(refusal('SearchMedia', jump(6, from(1)))[1]).toBe('InvalidParameter');
      const next = from(1, { PageSize: '100' });
      expect(found(jump(2, next, '100'))).toEqual(found({ PageNo: '2', PageSize: '100' }));
      expect(refusal('SearchMedia', jump(3, next, '100'))[1]).toBe('InvalidParameter');
    });

    it('does not lead back, nor to the page it came with', () => {
      expect(refusal('SearchMedia', jump(2, from(3)))[1]).toBe('InvalidParameter');
      expect(refusal('SearchMedia', jump(3, from(3)))[1]).toBe('InvalidParameter');
    });

    it('may be asked for the same page again', () => {
      const token = from(1);
      expect(found(jump(2, token))).toEqual(found(jump(2, token)));
    });

    const expired = [
      400,
      'InvalidScrollToken.Expired',
      'The ScrollToken is expired，please refresh it.',
    ];

    it.each<Texts>([
      { Match: "Status='Normal'" },
      { SearchType: 'audio' },
      { SortBy: 'CreationTime:Asc' },
    ])('is good for the same search only, not for %j', (other) => {
      expect(refusal('SearchMedia', { ...jump(2, from(1)), ...other })).toEqual(expired);
    });

    it('goes on for ten minutes', () => {
      const token = from(1);
      clock.now = new Date(clock.now.getTime() + 599_000);
      expect(found(jump(2, token))).toHaveLength(21);
      clock.now = new Date(clock.now.getTime() + 1_000);
      expect(refusal('SearchMedia', jump(2, token))).toEqual(expired);
    });
  });
});
