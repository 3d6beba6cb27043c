import { LRUCache } from 'lru-cache';
import {
  type CacheAnswer,
  type CachedValue,
  type CacheKey,
  type EntityCache,
  keyText,
} from './entity-cache.js';

interface Kept {
  readonly cached: CachedValue;
  readonly version: string;
}

/** Versions of the entities that were changed last; a look-up is not on the way for longer. */
const maxVersions = 100_000;

/** About what an entry takes beside its value's text. */
const overheadBytes = 200;

/** The cache of one process, bounded in bytes: what was not asked for longest goes first. */
export class MemoryCache implements EntityCache {
  readonly #values: LRUCache<string, Kept>;
  readonly #versions = new LRUCache<string, string>({ max: maxVersions });
  #changes = 0;

  constructor(maxBytes: number) {
    this.#values = new LRUCache({ maxSize: maxBytes, sizeCalculation: bytesOf });
  }

  async read(keys: readonly CacheKey[]): Promise<CacheAnswer[]> {
    return keys.map((key) => {
      const version = this.#versionOf(key);
      const kept = this.#values.get(keyText(key));
      const isGood = kept?.version === version && kept.cached.endsAt > Date.now();
      return { cached: isGood ? kept.cached : undefined, version };
    });
  }

  write(key: CacheKey, cached: CachedValue, version: string): void {
    if (version !== this.#versionOf(key) || cached.endsAt <= Date.now()) return;
    this.#values.set(keyText(key), { cached, version });
  }

  /** No two changes give the same version, even if an old one was forgotten. */
  async invalidate(entities: readonly string[]): Promise<void> {
    this.#changes += 1;
    for (const entity of entities) this.#versions.set(entity, String(this.#changes));
  }

  onChange(): void {
    // There is no other process.
  }

  async close(): Promise<void> {
    this.#values.clear();
  }

  #versionOf({ entity }: CacheKey): string {
    return this.#versions.get(entity) ?? '';
  }
}

function bytesOf({ cached }: Kept, key: string): number {
  return overheadBytes + key.length + (JSON.stringify(cached.value)?.length ?? 0) * 2;
}
