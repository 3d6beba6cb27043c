import type { KeyedReads } from '../datasources/reads.js';
import type { CacheOutcome } from '../vod/observers.js';
import { type CallScope, Scope } from '../vod/scope.js';
import type { CachedValue, EntityCache } from './entity-cache.js';
import { firstEndOf } from './signed-url.js';

/** How long values of one kind are good, in milliseconds; 0 keeps none. */
export interface CacheLife {
  /** Given without asking VOD. */
  readonly freshMs: number;
  /** Given on, while VOD is asked anew behind the scenes. */
  readonly staleMs: number;
  /** That something does not exist. */
  readonly missingMs: number;
  /** How long the CDN's URLs are good after the time that stands in them. */
  readonly cdnValidityMs: number;
}

/** A signed URL is not given out when it has less than this to live. */
const urlMarginMs = 60_000;

/** For asking anew behind the scenes. */
const refreshTimeoutMs = 10_000;

/**
 * Look-ups behind a cache. Fresh values cost nothing; stale ones are given at once and asked for anew,
 * once however many ask; after a change whoever asks gets what VOD says after it.
 */
export class CachedReads<Value> implements KeyedReads<Value> {
  readonly #reads: KeyedReads<Value>;
  readonly #cache: EntityCache;
  readonly #lookup: string;
  readonly #life: CacheLife;
  readonly #observe: (outcome: CacheOutcome, keys: number) => void;
  readonly #refreshing = new Set<string>();

  constructor(
    reads: KeyedReads<Value>,
    cache: EntityCache,
    lookup: string,
    life: CacheLife,
    observe: (outcome: CacheOutcome, keys: number) => void,
  ) {
    this.#reads = reads;
    this.#cache = cache;
    this.#lookup = lookup;
    this.#life = life;
    this.#observe = observe;
  }

  async load(keys: readonly string[], scope: CallScope): Promise<(Value | null | Error)[]> {
    if (keys.length === 0) return [];
    const answers = await this.#cache.read(keys.map((key) => this.#keyOf(key)));
    const missing: string[] = [];
    const versions: string[] = [];
    let stale = 0;
    for (const [index, key] of keys.entries()) {
      const { cached, version = '' } = answers[index] ?? {};
      if (cached === undefined) {
        missing.push(key);
        versions.push(version);
      } else if (this.#isStale(cached)) {
        stale += 1;
        this.#refresh(key, version);
      }
    }
    this.#observe('miss', missing.length);
    this.#observe('stale', stale);
    this.#observe('hit', keys.length - missing.length - stale);
    scope.usage.cacheHits += keys.length - missing.length;
    const loaded = missing.length > 0 ? await this.#ask(missing, versions, scope) : [];
    return answers.map(({ cached }) =>
      cached === undefined ? (loaded.shift() ?? null) : (cached.value as Value | null),
    );
  }

  forget(key: string): void {
    this.#reads.forget(key);
  }

  async #ask(keys: readonly string[], versions: readonly string[], scope: CallScope) {
    const readAt = Date.now();
    const values = await this.#reads.load(keys, scope);
    for (const [index, key] of keys.entries()) {
      const value = values[index] ?? null;
      if (value instanceof Error) continue;
      const endsAt = this.#endOf(value, readAt);
      this.#cache.write(this.#keyOf(key), { value, readAt, endsAt }, versions[index] ?? '');
    }
    return values;
  }

  #refresh(key: string, version: string): void {
    if (this.#refreshing.has(key)) return;
    this.#refreshing.add(key);
    const scope = new Scope({ lane: 'bulk', timeoutMs: refreshTimeoutMs });
    void this.#ask([key], [version], scope).finally(() => {
      scope.finish();
      this.#refreshing.delete(key);
    });
  }

  #isStale({ value, readAt }: CachedValue): boolean {
    return value !== null && Date.now() > readAt + this.#life.freshMs;
  }

  #endOf(value: Value | null, readAt: number): number {
    if (value === null) return readAt + this.#life.missingMs;
    const { freshMs, staleMs, cdnValidityMs } = this.#life;
    return Math.min(readAt + freshMs + staleMs, firstEndOf(value, cdnValidityMs) - urlMarginMs);
  }

  #keyOf(entity: string) {
    return { entity, lookup: this.#lookup };
  }
}
