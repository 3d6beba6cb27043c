import DataLoader from 'dataloader';
import type { MaybePromise } from '../types/wire-enum.js';
import type { CallScope } from '../vod/scope.js';
import type { KeyedReads, SharedReads } from './reads.js';

/** The loaders of one request: within it everything is asked for once, and changes are seen. */
export class LoaderSet {
  readonly #loaders: { clearAll(): unknown }[] = [];

  constructor(
    readonly reads: SharedReads,
    readonly scope: CallScope,
  ) {}

  /** A DataLoader of ids over shared look-ups. */
  over<Value>(choose: (reads: SharedReads) => KeyedReads<Value>): DataLoader<string, Value | null> {
    const reads = choose(this.reads);
    return this.create((ids: readonly string[]) => reads.load(ids, this.scope));
  }

  /**
   * A DataLoader over `batch`, which answers a value or an Error for each key, in order. A key that
   * failed is forgotten, so that a later look-up in the same request asks again.
   *
   * The keys of one tick settle together, in however many calls they are asked for: what a query
   * selects below their objects is then asked for in one tick too.
   */
  create<Key, Value>(
    batch: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
    options?: DataLoader.Options<Key, Value, unknown>,
  ): DataLoader<Key, Value, unknown> {
    const loader = new DataLoader<Key, Value, unknown>(async (keys) => {
      const values = await batch(keys);
      for (const [position, key] of keys.entries()) {
        if (values[position] instanceof Error) loader.clear(key);
      }
      return values;
    }, options);
    this.track(loader);
    return loader;
  }

  /** Something else that remembers answers. */
  track(memory: { clearAll(): unknown }): void {
    this.#loaders.push(memory);
  }

  /** Called after each mutation with the ids it may have changed: a read behind it sees its effect. */
  async forget(ids: readonly string[]): Promise<void> {
    for (const loader of this.#loaders) loader.clearAll();
    await this.reads.forget(ids);
  }
}

/** Awaits each key by itself: one that fails does not fail the others. */
export async function settleEach<Key, Value>(
  keys: readonly Key[],
  load: (key: Key) => MaybePromise<Value>,
): Promise<(Value | Error)[]> {
  const settled = await Promise.allSettled(keys.map(load));
  return settled.map((result) =>
    result.status === 'fulfilled' ? result.value : asError(result.reason),
  );
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** Cuts a list into pieces of at most `size`. */
export function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size));
  }
  return chunks;
}

export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * A promise that graphql-js will await when it gets to the field: a failure costs that field only.
 * Until then nobody else handles its rejection.
 */
export function deferred<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}
