import { setImmediate } from 'node:timers/promises';
import { categories } from './catalogue/categories.js';
import { type Entry, generateEntries } from './catalogue/entries.js';
import { namedEntries } from './catalogue/named-entries.js';
import { placeAttachedMedia, placeImages } from './catalogue/place-images.js';
import { placeMedium } from './catalogue/place-medium.js';
import { type CatalogueSize, shippedSize, sizeOfCatalogue } from './catalogue/size.js';
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
    placeCategories(store);
    for (const entry of generateEntries(library, size)) placeMedium(store, entry);
    for (const entry of namedEntries(library)) placeMedium(store, entry);
    placeImages(store, library, size.images);
    placeAttachedMedia(store, library);
  });
}

/** So many are added between two looks at what else there is to do. */
const mediaAtATime = 200;

/** Adds so many generated videos and audios that are not there yet; calls are answered meanwhile. */
export async function addMedia(store: Store, count: number, closing: AbortSignal): Promise<void> {
  store.transaction(() => placeCategories(store));
  const library = readLibrary();
  let left = count;
  // Some of a catalogue may be there already: a larger one has more that is new.
  while (left > 0) {
    const size = sizeOfCatalogue(store.media.count() + left);
    // No images are added: videos make up for them.
    const entries = generateEntries(library, { ...size, videos: size.videos + size.images });
    for await (const batch of inBatches(entries, mediaAtATime)) {
      if (left === 0 || closing.aborted) return;
      left -= store.transaction(() => placeNew(store, batch, left));
    }
  }
}

/** Enters those that are not there, at most so many; answers how many they were. */
function placeNew(store: Store, entries: readonly Entry[], limit: number): number {
  let placed = 0;
  for (const entry of entries) {
    const { id, referenceId } = entry.medium;
    const isKnown = store.media.byId(id) ?? (referenceId && store.media.byReferenceId(referenceId));
    if (isKnown || placed === limit) continue;
    placeMedium(store, entry);
    placed += 1;
  }
  return placed;
}

async function* inBatches<Item>(items: Iterable<Item>, size: number): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
    await setImmediate();
  }
  yield batch;
}

function placeCategories(store: Store): void {
  for (const category of categories) {
    if (!store.categories.byId(category.id)) store.categories.insert(category);
  }
}
