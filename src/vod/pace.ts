/** In any second, so many calls of the quota come at once at the most: the bucket's size. */
const burstShare = 0.02;

/** How much of the rate is kept each time VOD throttles, and how fast it comes back, per second. */
const keptShare = 0.7;
const recoveredShare = 0.02;

/** Throttled answers to calls that were on the way together count once. */
const sameThrottleMs = 500;

/** Weight of the newest latency in the average. */
const newest = 0.1;

/**
 * How fast the calls of one operation may go. A token bucket whose rate and size add up to the quota,
 * so that no second sees more calls than it; and a limit on calls in flight, about as many as the
 * rate needs at the measured latency: more would not be faster, only worse filled.
 */
export class Pace {
  readonly #burst: number;
  readonly #fullRate: number;
  #rate: number;
  #tokens: number;
  #at: number;
  #latencyMs = 50;
  #throttledAt = Number.NEGATIVE_INFINITY;
  #inFlight = 0;

  /** `quota` in calls per second; `now` in milliseconds. */
  constructor(
    quota: number,
    readonly now: () => number = () => performance.now(),
  ) {
    this.#burst = Math.max(1, quota * burstShare);
    this.#fullRate = quota - Math.min(this.#burst, quota / 10);
    this.#rate = this.#fullRate;
    this.#tokens = this.#burst;
    this.#at = now();
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get tokens(): number {
    this.#refill();
    return this.#tokens;
  }

  /** As many calls are on the way as the rate needs: the next may go when one comes back. */
  get isFull(): boolean {
    return this.#inFlight >= Math.ceil((this.#rate * this.#latencyMs) / 1000) + 1;
  }

  /** Takes the right to send one call, if there is one now. */
  take(): boolean {
    this.#refill();
    if (this.#tokens < 1 || this.isFull) return false;
    this.#tokens -= 1;
    this.#inFlight += 1;
    return true;
  }

  /** Call when the call starts, and the answer when it is over. */
  begin(): () => void {
    const startedAt = this.now();
    return () => {
      this.#inFlight -= 1;
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

  /** How long the `position`-th call from now waits for its token, in milliseconds. */
  waitMs(position: number): number {
    return Math.max(0, ((position - this.tokens) / this.#rate) * 1000);
  }

  #refill(): void {
    const now = this.now();
    const seconds = (now - this.#at) / 1000;
    this.#at = now;
    this.#rate = Math.min(this.#fullRate, this.#rate + this.#fullRate * recoveredShare * seconds);
    this.#tokens = Math.min(this.#burst, this.#tokens + this.#rate * seconds);
  }
}
