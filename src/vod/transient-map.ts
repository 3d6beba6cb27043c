/** So many deletions at least between two copies. */
const minDeletions = 100;

/**
 * A Map whose entries come and go all the time. V8 links a table that a Map has outgrown to the next one:
 * when one of them has grown old, those that follow, and whatever was in them, stay until a major
 * collection. A copy from time to time ends that chain.
 */
export class TransientMap<Key, Value> {
  #map = new Map<Key, Value>();
  #deletions = 0;

  get size(): number {
    return this.#map.size;
  }

  get(key: Key): Value | undefined {
    return this.#map.get(key);
  }

  set(key: Key, value: Value): void {
    this.#map.set(key, value);
  }

  delete(key: Key): void {
    if (!this.#map.delete(key)) return;
    this.#deletions += 1;
    if (this.#deletions < this.#map.size + minDeletions) return;
    this.#map = new Map(this.#map);
    this.#deletions = 0;
  }

  values(): IterableIterator<Value> {
    return this.#map.values();
  }
}
