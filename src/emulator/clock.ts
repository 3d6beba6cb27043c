/** The service's time. It runs with the machine's unless somebody moves it ahead or back. */
export class Clock {
  readonly #source: () => Date;
  readonly #listeners: (() => void)[] = [];
  #offsetMs = 0;

  constructor(source: () => Date = () => new Date()) {
    this.#source = source;
  }

  readonly now = (): Date => new Date(this.#source().getTime() + this.#offsetMs);

  /** Whatever waits for a time looks again. */
  move(ms: number): void {
    this.#offsetMs += ms;
    for (const listener of this.#listeners) listener();
  }

  /** How far it is from the time it started with. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  onMove(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
