import { LaneQueue } from './fair-queue.js';
import type { CallScope } from './scope.js';
import { TransientMap } from './transient-map.js';
import { type Entry, type Load, type Urgency, urgencyOf } from './waiters.js';

/** Nobody joins a call that has been on the way for longer: it hangs, and another may not. */
const maxJoinMs = 3000;

/** Keys that somebody waits for, each once: in line for a call, or on the way with one. */
export class WantedKeys<Value> {
  readonly #entries = new TransientMap<string, Entry<Value>>();
  readonly #inLine = new LaneQueue<Entry<Value>>();

  get inLine(): number {
    return this.#inLine.size;
  }

  get urgency(): Urgency {
    return urgencyOf(this.#entries.values());
  }

  /**
   * Waits for keys, given once each: their outcomes in order, or `lost` for each if the scope ends
   * before. `joined` are those that were on the way or in line already.
   */
  load(keys: readonly string[], scope: CallScope, lost: () => Error) {
    let joined = 0;
    const outcomes = new Promise<(Value | null | Error)[]>((resolve) => {
      const finish = () => {
        stopWaiting();
        resolve(load.outcomes);
      };
      const load: Load<Value> = {
        scope,
        outcomes: keys.map(() => null),
        left: keys.length,
        finish,
      };
      const entries = keys.map((key, position) => {
        const known = this.#joinable(key);
        if (known) joined += 1;
        const entry = known ?? this.#enter(key, scope);
        entry.waiters.push({ load, position });
        return entry;
      });
      const stopWaiting = scope.onEnd(() => {
        for (const entry of entries) this.#leave(entry, load);
        resolve(keys.map(lost));
      });
    });
    return { outcomes, joined };
  }

  /**
   * What is on the way may have been read before a change: whoever asks from now on asks anew. What is
   * still in line will be read after it.
   */
  forget(key: string): void {
    if (this.#entries.get(key)?.sentAt !== undefined) this.#entries.delete(key);
  }

  /** The first in line, `most` at most: they are on the way now. */
  take(most: number): Entry<Value>[] {
    const sentAt = performance.now();
    const taken: Entry<Value>[] = [];
    while (taken.length < most) {
      const entry = this.#inLine.take();
      if (entry === undefined) break;
      entry.sentAt = sentAt;
      taken.push(entry);
    }
    return taken;
  }

  /** The last in line, `most` at most, but those that are worth it for longer than to the deadline. */
  drop(most: number, deadline: number): Entry<Value>[] {
    const dropped: Entry<Value>[] = [];
    for (const entry of Array.from({ length: most }, () => this.#inLine.drop())) {
      if (entry === undefined) break;
      if (urgencyOf([entry]).deadline <= deadline) dropped.push(entry);
      else this.#inLine.add(entry.first, entry);
    }
    return dropped;
  }

  /** Tells everybody who waits for it. */
  settle(entry: Entry<Value>, outcome: Value | null | Error): void {
    if (this.#entries.get(entry.key) === entry) this.#entries.delete(entry.key);
    for (const { load, position } of entry.waiters) {
      load.outcomes[position] = outcome;
      load.left -= 1;
      if (load.left === 0) load.finish();
    }
  }

  #joinable(key: string): Entry<Value> | undefined {
    const entry = this.#entries.get(key);
    const hangs = entry?.sentAt !== undefined && performance.now() - entry.sentAt > maxJoinMs;
    return hangs ? undefined : entry;
  }

  #enter(key: string, scope: CallScope): Entry<Value> {
    const entry: Entry<Value> = { key, first: scope, sentAt: undefined, waiters: [] };
    this.#entries.set(key, entry);
    this.#inLine.add(scope, entry);
    return entry;
  }

  /** A key that nobody waits for any more is not asked for, unless it is on the way already. */
  #leave(entry: Entry<Value>, load: Load<Value>): void {
    entry.waiters = entry.waiters.filter((waiter) => waiter.load !== load);
    if (entry.waiters.length > 0 || !this.#inLine.remove(entry.first, entry)) return;
    this.settle(entry, null);
  }
}
