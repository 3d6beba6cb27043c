import DataLoader from 'dataloader';

/** The loaders of one request, so that a mutation can make all of them forget. */
export class LoaderSet {
  readonly #loaders: { clearAll(): unknown }[] = [];

  /**
   * A DataLoader over `batch`, which answers a value or an Error for each of at most `maxBatchSize`
   * keys, in order. A batch that rejects fails its own keys only, and a key that failed is forgotten,
   * so that a later look-up in the same request asks again.
   *
   * The batches of one tick settle together: what a query selects below their objects is then asked
   * for in one tick too, instead of in as many as there were batches.
   */
  create<Key, Value>(
    batch: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
    options: { maxBatchSize?: number; cacheKey?: (key: Key) => string } = {},
  ): DataLoader<Key, Value, unknown> {
    const { maxBatchSize = Number.POSITIVE_INFINITY, cacheKey } = options;
    const loader = new DataLoader<Key, Value, unknown>(
      async (keys) => {
        const answers = await Promise.all(
          chunksOf(keys, maxBatchSize).map((chunk) =>
            batch(chunk).catch((reason: unknown) => chunk.map(() => asError(reason))),
          ),
        );
        const values = answers.flat();
        for (const [position, key] of keys.entries()) {
          if (values[position] instanceof Error) loader.clear(key);
        }
        return values;
      },
      cacheKey === undefined ? {} : { cacheKeyFn: cacheKey },
    );
    this.#loaders.push(loader);
    return loader;
  }

  /** Called after each mutation: a read behind it sees its effect. */
  forget(): void {
    for (const loader of this.#loaders) loader.clearAll();
  }
}

/** Awaits each key by itself: one that fails does not fail the others. */
export async function settleEach<Key, Value>(
  keys: readonly Key[],
  load: (key: Key) => Promise<Value>,
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
