import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../src/emulator/store/fold.js';
import { containsText } from '../../src/emulator/store/grams.js';
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
