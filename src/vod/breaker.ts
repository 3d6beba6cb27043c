/** So many unusable answers one after the other open the circuit. */
const failuresToOpen = 8;

/** It stays open for this long; each probe that fails doubles it. */
const firstPauseMs = 1000;
const longestPauseMs = 30_000;

type State =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly until: number; readonly pauseMs: number }
  | { readonly kind: 'probing'; readonly pauseMs: number };

/**
 * Spares a service that does not answer. While the circuit is open nothing is sent; after a pause one
 * call goes as a probe, and its outcome closes the circuit or opens it for longer. A refusal in VOD's
 * own words is an answer: only silence and rubbish count.
 */
export class Breaker {
  #state: State = { kind: 'closed', failures: 0 };

  constructor(readonly now: () => number = () => performance.now()) {}

  get state(): State['kind'] {
    return this.#state.kind;
  }

  /** Milliseconds until a call may be sent; 0 lets this one go. */
  pauseMs(): number {
    if (this.#state.kind === 'closed') return 0;
    if (this.#state.kind === 'probing') return this.#state.pauseMs;
    const left = this.#state.until - this.now();
    if (left > 0) return left;
    this.#state = { kind: 'probing', pauseMs: this.#state.pauseMs };
    return 0;
  }

  succeeded(): void {
    this.#state = { kind: 'closed', failures: 0 };
  }

  failed(): void {
    const state = this.#state;
    if (state.kind === 'open') return;
    if (state.kind === 'probing') {
      this.#open(Math.min(longestPauseMs, state.pauseMs * 2));
      return;
    }
    const failures = state.failures + 1;
    if (failures >= failuresToOpen) this.#open(firstPauseMs);
    else this.#state = { kind: 'closed', failures };
  }

  /** A call ended too early to tell anything; a probe is made once more. */
  toldNothing(): void {
    if (this.#state.kind === 'probing') this.#open(this.#state.pauseMs);
  }

  #open(pauseMs: number): void {
    this.#state = { kind: 'open', until: this.now() + pauseMs, pauseMs };
  }
}
