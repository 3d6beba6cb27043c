import { createHash } from 'node:crypto';

/**
 * Remembers which nonces were used, as fixed-size digests and at most `limit` of them: under a flood
 * the oldest are forgotten first.
 */
export class Nonces {
  readonly #usedUntil = new Map<string, number>();

  constructor(readonly limit = 100_000) {}

  /** Marks the nonce of this key as used until then; false if it is already. */
  use(accessKeyId: string, nonce: string, now: number, until: number): boolean {
    const digest = createHash('sha256').update(`${accessKeyId}\n${nonce}`).digest('base64');
    if ((this.#usedUntil.get(digest) ?? 0) > now) return false;
    this.#usedUntil.delete(digest);
    this.#usedUntil.set(digest, until);
    this.#prune(now);
    return true;
  }

  #prune(now: number): void {
    for (const [digest, until] of this.#usedUntil) {
      if (until > now && this.#usedUntil.size <= this.limit) return;
      this.#usedUntil.delete(digest);
    }
  }
}
