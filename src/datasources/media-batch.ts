import type DataLoader from 'dataloader';
import type { BatchMediaEntry } from '../vod/operations.js';
import { deferred, type LoaderSet } from './loader.js';

/**
 * BatchGetMediaInfos within a request: the one call that answers basic information, source and
 * streams of up to 20 media at once. Whatever needs one of them shares it, its failure too.
 */
export class MediaBatch {
  readonly #loader: DataLoader<string, BatchMediaEntry | null>;
  readonly #asked = new Map<string, Promise<BatchMediaEntry | null>>();

  constructor(loaders: LoaderSet) {
    this.#loader = loaders.over(({ mediaEntries }) => mediaEntries);
    loaders.track({ clearAll: () => this.#asked.clear() });
  }

  load(id: string): Promise<BatchMediaEntry | null> {
    const known = this.#asked.get(id);
    if (known) return known;
    const entry = deferred(this.#loader.load(id));
    this.#asked.set(id, entry);
    return entry;
  }

  /** Whether the medium was asked for already: asking again costs nothing. */
  has(id: string): boolean {
    return this.#asked.has(id);
  }
}
