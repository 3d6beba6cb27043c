/** Counts what is under way, so that a stop can let it end. */
export class UnderWay {
  #count = 0;
  #onIdle: (() => void) | undefined;

  /** Answers what to call at the end. */
  begin(): () => void {
    this.#count += 1;
    return () => {
      this.#count -= 1;
      if (this.#count === 0) this.#onIdle?.();
    };
  }

  /** Resolves once nothing is under way, after `timeoutMs` at the latest. */
  async idle(timeoutMs: number): Promise<void> {
    if (this.#count === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
