import type { OperationName } from './operations.js';
import type { CallScope } from './scope.js';

/** One sending of a call. */
export interface Attempt {
  readonly operation: OperationName;
  /** 1 for the first. */
  readonly number: number;
  /** Ids in the call, if it is one of a batch. */
  readonly keys: number | undefined;
  /** Everybody who waits for the answer now: others join while it is under way. */
  readonly scopes: () => readonly CallScope[];
}

export type CallOutcome = { readonly requestId: string | undefined; readonly problem?: unknown };

/** How a cache served a look-up: `stale` is given at once and asked for anew behind the scenes. */
export type CacheOutcome = 'hit' | 'stale' | 'miss';

/** The quota leaves no room before the deadline, or the circuit is open. */
export type UnsentReason = 'quota' | 'circuit';

/** Whoever watches the calls: metrics, logs, traces. */
export interface CallObserver {
  /** An attempt starts; what it answers is called when it is over. */
  attempt?(attempt: Attempt): (outcome: CallOutcome) => void;
  /** A call had its turn, after so long. */
  waited?(operation: OperationName, waitedMs: number): void;
  /** A call was given up before anything was sent. */
  unsent?(operation: OperationName, reason: UnsentReason): void;
  /** So many keys were under way already. */
  joined?(operation: OperationName, keys: number): void;
  /** So many keys were looked for in the cache. */
  cached?(operation: OperationName, outcome: CacheOutcome, keys: number): void;
}

/** All who watch a client, as one. */
export class CallObservers implements Required<CallObserver> {
  readonly #all = new Set<CallObserver>();

  /** Answers how to stop watching. */
  add(observer: CallObserver): () => void {
    this.#all.add(observer);
    return () => this.#all.delete(observer);
  }

  attempt(attempt: Attempt): (outcome: CallOutcome) => void {
    const ends = [...this.#all].map((observer) => observer.attempt?.(attempt));
    return (outcome) => {
      for (const end of ends) end?.(outcome);
    };
  }

  waited(operation: OperationName, waitedMs: number): void {
    for (const observer of this.#all) observer.waited?.(operation, waitedMs);
  }

  unsent(operation: OperationName, reason: UnsentReason): void {
    for (const observer of this.#all) observer.unsent?.(operation, reason);
  }

  joined(operation: OperationName, keys: number): void {
    for (const observer of this.#all) observer.joined?.(operation, keys);
  }

  cached(operation: OperationName, outcome: CacheOutcome, keys: number): void {
    for (const observer of this.#all) observer.cached?.(operation, outcome, keys);
  }
}
