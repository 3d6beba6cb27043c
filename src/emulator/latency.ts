import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { Choices } from './catalogue/deterministic.js';
import { readInput } from './control/read-input.js';
import { readDistribution } from './latency-distribution.js';

/** Milliseconds, or the text of a distribution (see `latency-distribution.ts`); `off` is none. */
export type LatencySetting = string | number;

const settingSchema = z.union([z.string(), z.number()], {
  error: 'must be a number of milliseconds or the text of a distribution',
});
const seedSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** How long every call takes before the service looks at it, as on the way through a network. */
export class Latency {
  #setting = 'off';
  #seed = 1;
  #next: () => number = () => 0;

  constructor(setting: LatencySetting = 'off') {
    this.set(setting);
  }

  get setting(): string {
    return this.#setting;
  }

  get seed(): number {
    return this.#seed;
  }

  /** The same setting and seed give the same times in the same order. */
  set(setting: LatencySetting, seed = 1): void {
    const text = String(readInput(settingSchema, setting, 'latency')).trim();
    const choices = new Choices(`latency/${readInput(seedSchema, seed, 'seed')}`);
    const sample = readDistribution(text);
    this.#next = () => sample(() => choices.next());
    this.#setting = text;
    this.#seed = seed;
  }

  /** What the next call takes. */
  nextMs(): number {
    return this.#next();
  }

  /** Lets one call take its time; whether the service is still open then. */
  async pass(closing: AbortSignal): Promise<boolean> {
    const ms = this.nextMs();
    if (ms > 0) await setTimeout(ms, undefined, { signal: closing }).catch(() => {});
    return !closing.aborted;
  }
}
