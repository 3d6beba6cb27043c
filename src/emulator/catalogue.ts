import { categories } from './catalogue/categories.js';
import { generateEntries } from './catalogue/entries.js';
import { namedEntries } from './catalogue/named-entries.js';
import { placeAttachedMedia, placeImages } from './catalogue/place-images.js';
import { placeMedium } from './catalogue/place-medium.js';
import { type CatalogueSize, shippedSize } from './catalogue/size.js';
import { readLibrary } from './library.js';
import type { Store } from './store.js';

/**
 * Fills a store that never held a medium with the library this service ships with: its clips, and a
 * generated catalogue that shares their files. The same ids, texts and times whenever and wherever
 * it runs; a larger catalogue begins with the smaller one. Whole or not at all.
 */
export function seedLibrary(store: Store, size: CatalogueSize = shippedSize): void {
  store.transaction(() => {
    if (!store.media.isUntouched()) return;
    const library = readLibrary();
    for (const category of categories) store.categories.insert(category);
    for (const entry of generateEntries(library, size)) placeMedium(store, entry);
    for (const entry of namedEntries(library)) placeMedium(store, entry);
    placeImages(store, library, size.images);
    placeAttachedMedia(store, library);
  });
}
