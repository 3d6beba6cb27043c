import type { CallScope, CallUsage, Lane } from './scope.js';

/** Keys that somebody waits for together. */
export interface Load<Value> {
  readonly scope: CallScope;
  /** In the order of the keys; complete when none is left. */
  readonly outcomes: (Value | null | Error)[];
  left: number;
  readonly finish: () => void;
}

/** A key that waits for a call or is on the way, and who waits for it. */
export interface Entry<Value> {
  readonly key: string;
  /** Who asked first: it waits for their turn. */
  readonly first: CallScope;
  /** When it had its turn, on the clock of `performance.now()`; `undefined` while it waits for one. */
  sentAt: number | undefined;
  waiters: { readonly load: Load<Value>; readonly position: number }[];
}

/** Everybody who waits for one of the keys. */
export function scopesOf<Value>(entries: Iterable<Entry<Value>>): CallScope[] {
  const scopes = new Set<CallScope>();
  for (const { waiters } of entries) for (const { load } of waiters) scopes.add(load.scope);
  return [...scopes];
}

/** As urgent as the most urgent, and worth as long as the most patient of those who wait. */
export type Urgency = Pick<CallScope, 'lane' | 'deadline'>;

export function urgencyOf<Value>(entries: Iterable<Entry<Value>>): Urgency {
  let lane: Lane = 'bulk';
  let deadline = 0;
  for (const { waiters } of entries) {
    for (const { load } of waiters) {
      if (load.scope.lane === 'interactive') lane = 'interactive';
      deadline = Math.max(deadline, load.scope.deadline);
    }
  }
  return { lane, deadline };
}

/**
 * On whose behalf a batch is sent: in line, of those who waited when it got there; once it has its keys,
 * for as long as somebody waits for them, whoever joins on the way included. A class, since V8 keeps
 * the getter of each single object, and all that it refers to, until its next major collection.
 */
export class BatchScope<Value> implements CallScope {
  readonly usage: CallUsage = { sent: new Map(), joined: 0, cacheHits: 0 };
  entries: readonly Entry<Value>[] | undefined;

  constructor(
    readonly caller: object,
    readonly urgency: Urgency,
  ) {}

  get lane(): Lane {
    return this.urgency.lane;
  }

  get deadline(): number {
    return (this.entries ? urgencyOf(this.entries) : this.urgency).deadline;
  }

  /** Nobody ends it: keys that nobody waits for any more are not taken. */
  onEnd(): () => void {
    return () => undefined;
  }
}
