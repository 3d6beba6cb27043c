import type { OperationName } from './operations.js';

/** Interactive calls go before bulk ones. */
export type Lane = 'interactive' | 'bulk';

/** On whose behalf a call is made, and for how long it is worth making. */
export interface CallScope {
  /** Identity for fairness: callers take turns, however much each of them asks for. */
  readonly caller: object;
  readonly lane: Lane;
  /** On the clock of `performance.now()`, in milliseconds; may change while a call waits. */
  readonly deadline: number;
  /**
   * Calls back when nobody waits any more, as the deadline has passed or the client went away; at once
   * if that was before. Answers how to call it off.
   */
  onEnd(listener: () => void): () => void;
  readonly usage: CallUsage;
  /** Of the HTTP request, as in its log lines. */
  readonly requestId?: string;
}

/** What the calls of a scope have cost so far. */
export interface CallUsage {
  /** Calls that were sent, repeated ones once, in which the scope had a part. */
  readonly sent: Map<OperationName, number>;
  /** Look-ups that somebody else had under way already. */
  joined: number;
  /** Look-ups that the cache answered. */
  cacheHits: number;
}

export interface ScopeOptions {
  readonly lane?: Lane;
  readonly timeoutMs: number;
  readonly requestId?: string;
}

/** A scope that ends by itself at its deadline, or by `cancel` before. */
export class Scope implements CallScope {
  readonly caller = this;
  /** May be changed until the first call. */
  lane: Lane;
  deadline: number;
  readonly requestId?: string;
  readonly usage: CallUsage = { sent: new Map(), joined: 0, cacheHits: 0 };
  /** Not an AbortSignal, which costs a request more than all its loaders. */
  readonly #listeners = new Set<() => void>();
  #hasEnded = false;
  #timer: NodeJS.Timeout | undefined;

  constructor({ lane = 'interactive', timeoutMs, requestId }: ScopeOptions) {
    this.lane = lane;
    if (requestId !== undefined) this.requestId = requestId;
    this.deadline = performance.now() + timeoutMs;
  }

  /** The timer starts when somebody listens: most requests are answered from elsewhere. */
  onEnd(listener: () => void): () => void {
    if (this.#hasEnded) {
      listener();
      return () => undefined;
    }
    this.#timer ??= setTimeout(
      () => this.cancel(),
      Math.max(0, this.deadline - performance.now()),
    ).unref();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is still queued is not sent, nor sent again; what others share goes on. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#hasEnded = true;
    this.deadline = Math.min(this.deadline, performance.now());
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }

  /** The work is done: nothing is left to end. */
  finish(): void {
    clearTimeout(this.#timer);
  }
}

export function countSent({ sent }: CallUsage, operation: OperationName): void {
  sent.set(operation, (sent.get(operation) ?? 0) + 1);
}
