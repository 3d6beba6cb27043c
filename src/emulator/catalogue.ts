import { categories } from './catalogue/categories.js';
import { generateEntries } from './catalogue/entries.js';
import { namedEntries } from './catalogue/named-entries.js';
import { placeAttachedMedia, placeImages } from './catalogue/place-images.js';
import { placeMedium } from './catalogue/place-medium.js';
import { readLibrary } from './library.js';
import type { Store } from './store.js';

/**
 * Fills an empty store with the library this service ships with: its clips, and a generated
 * catalogue that shares their files. The same ids, texts and times whenever and wherever it runs.
 */
export function seedLibrary(store: Store): void {
  store.transaction(() => {
    if (store.media.count() > 0) return;
    const library = readLibrary();
    for (const category of categories) store.categories.insert(category);
    for (const entry of [...generateEntries(library), ...namedEntries(library)]) {
      placeMedium(store, entry);
    }
    placeImages(store, library);
    placeAttachedMedia(store, library);
  });
}
