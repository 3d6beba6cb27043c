import { ControlRefusal } from './control/refusal.js';

/** The times that VOD's formats can express. */
const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(9999, 11, 31, 23, 59, 59);

/** The service's time. It runs with the machine's unless somebody moves it ahead or back. */
export class Clock {
  readonly #source: () => Date;
  readonly #elapsedMs: () => number;
  readonly #listeners: (() => void)[] = [];
  #offsetMs = 0;

  /** A source of its own also decides how long something takes. */
  constructor(source?: () => Date) {
    this.#source = source ?? (() => new Date());
    this.#elapsedMs = source ? () => source().getTime() : () => performance.now();
  }

  readonly now = (): Date => new Date(this.#source().getTime() + this.#offsetMs);

  /** What the clocks of the callers show: they were not moved along. */
  readonly callersNow = (): Date => this.#source();

  /** For measuring spans: moves with the clock, but not when somebody sets the machine's. */
  readonly elapsedMs = (): number => this.#elapsedMs() + this.#offsetMs;

  /** Whatever waits for a time looks again. */
  move(ms: number): void {
    const target = this.now().getTime() + ms;
    if (!(target >= earliest && target <= latest)) {
      throw new ControlRefusal(400, 'the clock shows the years 1970 to 9999 only');
    }
    this.#offsetMs += ms;
    for (const listener of this.#listeners) listener();
  }

  moveTo(time: Date): void {
    this.move(time.getTime() - this.now().getTime());
  }

  /** How far it is from the time it started with. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  onMove(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
