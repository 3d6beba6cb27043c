import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allOf, anyOf, type Condition, compare } from '../../src/emulator/store/condition.js';
import { fold } from '../../src/emulator/store/fold.js';
import { containsText } from '../../src/emulator/store/grams.js';
import type { Medium } from '../../src/emulator/store/records.js';
import { createMediaStore, id, insertVideo } from './media.js';

/** Few characters, so that texts do contain each other; some that FTS5 or SQL would interpret. */
const text = fc.string({
  unit: fc.constantFrom('a', 'B', 'é', '海', '洋', '🎬', ' ', '"', '*', '%', '_', "'", '-'),
  minLength: 1,
  maxLength: 8,
});

describe('the text index', () => {
  it('finds exactly the texts that contain what is looked for', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), text, (titles, wanted) => {
        const { store } = createMediaStore();
        for (const [index, title] of titles.entries()) {
          insertVideo(store, { id: id(index + 1), title });
        }
        const found = store.media.find({
          where: containsText('media', 'title', wanted),
          limit: titles.length,
        });
        const expected = titles.filter((title) => fold(title).includes(fold(wanted)));
        expect(found.map(({ title }) => title).sort()).toEqual(expected.sort());
        store.close();
      }),
      { numRuns: 100 },
    );
  });

  it('answers several questions as it answers each', () => {
    const { store } = createMediaStore();
    const titles = fc.sample(text, { numRuns: 60, seed: 1 });
    for (const [index, title] of titles.entries()) {
      const description = titles[(index * 7) % titles.length] ?? '';
      insertVideo(store, { id: id(index + 1), title, description });
    }
    const ask = (column: string, wanted: string) => containsText('media', column, wanted);
    const meets = (value: string | undefined, wanted: string) =>
      fold(value ?? '').includes(fold(wanted));
    const all = store.media.find({ limit: titles.length });
    fc.assert(
      fc.property(text, text, text, (one, two, three) => {
        const count = (where: Condition, isWanted: (medium: Medium) => boolean) =>
          expect(store.media.count(where)).toBe(all.filter(isWanted).length);
        const either = anyOf([ask('title', one), ask('description', two)]);
        const both = allOf([ask('title', one), ask('description', two)]);
        count(either, (it) => meets(it.title, one) || meets(it.description, two));
        count(both, (it) => meets(it.title, one) && meets(it.description, two));
        count(
          allOf([either, ask('title', three), compare('media.id', '>', id(20))]),
          (it) =>
            (meets(it.title, one) || meets(it.description, two)) &&
            meets(it.title, three) &&
            it.id > id(20),
        );
        count(
          anyOf([both, ask('title', three), compare('media.id', '>', id(50))]),
          (it) =>
            (meets(it.title, one) && meets(it.description, two)) ||
            meets(it.title, three) ||
            it.id > id(50),
        );
      }),
    );
  });

  it('follows changes and deletions', () => {
    const { store } = createMediaStore();
    insertVideo(store, { title: '清晨的港口' });
    const count = (wanted: string) => store.media.count(containsText('media', 'title', wanted));
    expect([count('港口'), count('夜')]).toEqual([1, 0]);
    store.media.update(id(1), { title: '夜市' });
    expect([count('港口'), count('夜')]).toEqual([0, 1]);
    store.media.delete(id(1));
    expect(count('夜')).toBe(0);
  });
});
