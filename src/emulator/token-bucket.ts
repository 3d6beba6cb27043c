/** unverified: how many calls may come at once, in seconds' worth of the quota. */
const burstSeconds = 1;

/** Lets so many through per second on average; what was not used can be used at once, up to a burst. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #capacity: number;
  #tokens: number;
  #at: number;

  constructor(perSecond: number, nowMs: number) {
    this.#perSecond = perSecond;
    // Less than one token could never be taken.
    this.#capacity = Math.max(1, perSecond * burstSeconds);
    this.#tokens = this.#capacity;
    this.#at = nowMs;
  }

  /** Whether there was a token left. Time that runs back gives nothing and takes nothing. */
  take(nowMs: number): boolean {
    const earned = (Math.max(0, nowMs - this.#at) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#capacity, this.#tokens + earned);
    this.#at = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
