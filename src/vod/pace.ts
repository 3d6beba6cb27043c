/**
 * VOD counts calls by the second, and its seconds are not ours: within so many milliseconds no more
 * calls go than a second allows.
 */
const secondMs = 1010;

/** How far a pause may be made up for: so much of a second's calls may go at once. */
const burstShare = 0.2;

/** What is kept of the rate each time VOD throttles, and how much of it comes back in a second. */
const keptShare = 0.7;
const recoveredShare = 0.02;

/** Throttled answers to calls that were on the way together count once. */
const sameThrottleMs = 500;

/** Weight of the newest latency in the average, and what it is taken for before one was measured. */
const newest = 0.1;
const assumedLatencyMs = 50;

/** A call that takes so many times the usual latency, and at least so long, holds no place any more. */
const overdueTimes = 4;
const minOverdueMs = 250;

/** Calls in flight, overdue ones too: there are connections for so many. */
const maxInFlight = 200;

/**
 * How fast the calls of one operation may go: by a token bucket, never more in a second than the
 * quota, and never more in flight than the rate needs at the measured latency. More in flight would
 * not be faster, and batches would leave before they are full.
 */
export class Pace {
  readonly #fullRate: number;
  readonly #burst: number;
  /** When the last calls were sent, as many as fit into a window; the oldest is at `#next`. */
  readonly #sent: Float64Array;
  readonly #windowMs: number;
  #next = 0;
  #rate: number;
  #tokens: number;
  #at: number;
  #latencyMs = assumedLatencyMs;
  #throttledAt = Number.NEGATIVE_INFINITY;
  #inFlight = 0;
  /** When the calls in flight started, the oldest first. */
  readonly #startedAt: number[] = [];

  /** `quota` in calls per second; `now` in milliseconds. */
  constructor(
    quota: number,
    readonly now: () => number = () => performance.now(),
  ) {
    const size = Math.max(1, Math.floor(quota));
    this.#sent = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
    this.#windowMs = (secondMs * size) / quota;
    this.#fullRate = (quota * 1000) / secondMs;
    this.#burst = Math.max(1, quota * burstShare);
    this.#rate = this.#fullRate;
    this.#tokens = this.#burst;
    this.#at = now();
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Calls that may go at once, not counting those in flight. */
  get tokens(): number {
    this.#refill();
    return this.#tokens;
  }

  /**
   * As many calls are on the way as the rate needs: the next may go when one comes back. Those that are
   * overdue do not count: a few that hang must not hold up all others.
   */
  get isFull(): boolean {
    const since = this.now() - this.#overdueMs;
    const overdue = this.#startedAt.filter((startedAt) => startedAt <= since).length;
    const places = Math.ceil((this.#rate * this.#latencyMs) / 1000) + 1;
    return this.#inFlight - overdue >= places || this.#inFlight >= maxInFlight;
  }

  /** How long a call that goes now is likely to take, in milliseconds. */
  get answerMs(): number {
    return this.#latencyMs * 2;
  }

  /** When to look whether the oldest call on the way has become overdue, in milliseconds. */
  get overdueInMs(): number {
    const since = this.now() - this.#overdueMs;
    const next = this.#startedAt.find((startedAt) => startedAt > since) ?? this.now();
    return next - since;
  }

  get #overdueMs(): number {
    return Math.max(minOverdueMs, this.#latencyMs * overdueTimes);
  }

  /** Whether a call may go now. */
  get mayTake(): boolean {
    return !this.isFull && this.waitMs(1) <= 0;
  }

  /** Takes the right to send one call, if there is one now. */
  take(): boolean {
    if (!this.mayTake) return false;
    this.#tokens -= 1;
    this.#sent[this.#next] = this.#at;
    this.#next = (this.#next + 1) % this.#sent.length;
    this.#inFlight += 1;
    return true;
  }

  /** Call when the call starts, and the answer when it is over. */
  begin(): () => void {
    const startedAt = this.now();
    this.#startedAt.push(startedAt);
    return () => {
      this.#inFlight -= 1;
      this.#startedAt.splice(this.#startedAt.indexOf(startedAt), 1);
      this.#latencyMs += (this.now() - startedAt - this.#latencyMs) * newest;
    };
  }

  slowDown(): void {
    const now = this.now();
    if (now - this.#throttledAt < sameThrottleMs) return;
    this.#throttledAt = now;
    this.#refill();
    this.#rate = Math.max(this.#rate * keptShare, this.#fullRate * 0.05);
    this.#tokens = Math.min(this.#tokens, 0);
  }

  /** How long the `position`-th call from now waits for its turn, in milliseconds. */
  waitMs(position: number): number {
    this.#refill();
    const forToken = ((position - this.#tokens) / this.#rate) * 1000;
    const forWindow = (this.#sent[this.#next] ?? 0) + this.#windowMs - this.#at;
    return Math.max(0, forToken, forWindow);
  }

  #refill(): void {
    const now = this.now();
    const seconds = (now - this.#at) / 1000;
    this.#at = now;
    this.#rate = Math.min(this.#fullRate, this.#rate + this.#fullRate * recoveredShare * seconds);
    this.#tokens = Math.min(this.#burst, this.#tokens + this.#rate * seconds);
  }
}
