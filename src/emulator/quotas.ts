import { z } from 'zod';
import { readInput } from './control/read-input.js';
import { documentation, isServed } from './documentation.js';
import { gatewayRefusal } from './gateway-errors.js';
import { TokenBucket } from './token-bucket.js';
import type { ServedOperation } from './wire/served.js';

/** `published`: the vendor's figures; otherwise calls per second of the operations that have a limit. */
export type QuotaSetting = 'off' | 'published' | Partial<Readonly<Record<ServedOperation, number>>>;

/** unverified: what operations get for which no figure is published. */
const unpublishedQps = 10;

const operations = Object.keys(documentation) as ServedOperation[];

const qpsRule = 'must be calls per second, from 0.001 to 1000000';

const perOperation = z.partialRecord(
  z.string().refine(isServed, { error: 'is no operation that this service answers' }),
  z.number(qpsRule).min(0.001, qpsRule).max(1_000_000, qpsRule),
);

/**
 * Flow control as VOD's: so many calls per second of an operation, for all keys together, because
 * they belong to one account. Off until it is set.
 */
export class Quotas {
  readonly #elapsedMs: () => number;
  #setting: QuotaSetting = 'off';
  #buckets: ReadonlyMap<ServedOperation, TokenBucket> = new Map();

  constructor(elapsedMs: () => number, setting: QuotaSetting = 'off') {
    this.#elapsedMs = elapsedMs;
    this.set(setting);
  }

  get setting(): QuotaSetting {
    return this.#setting;
  }

  /** All buckets are full again. */
  set(setting: QuotaSetting): void {
    this.#setting = readSetting(setting);
    const now = this.#elapsedMs();
    const limits = Object.entries(this.limits()) as [ServedOperation, number][];
    this.#buckets = new Map(limits.map(([name, qps]) => [name, new TokenBucket(qps, now)]));
  }

  /** Calls per second, of the operations that have a limit now. */
  limits(): Partial<Record<ServedOperation, number>> {
    if (this.#setting === 'off') return {};
    if (this.#setting !== 'published') return { ...this.#setting };
    return Object.fromEntries(
      operations.map((name) => [name, documentation[name].qps ?? unpublishedQps]),
    );
  }

  /** Counts one call; throws the refusal of one too many. */
  count(operation: ServedOperation): void {
    const bucket = this.#buckets.get(operation);
    if (bucket?.take(this.#elapsedMs()) === false) throw gatewayRefusal('Throttling.User');
  }
}

function readSetting(setting: unknown): QuotaSetting {
  const isRecord = typeof setting === 'object' && setting !== null;
  if (isRecord) return readInput(perOperation, setting, 'quotas') as QuotaSetting;
  const words = z.enum(['off', 'published'], {
    error: 'must be `off`, `published`, or calls per second by operation',
  });
  return readInput(words, setting, 'quotas');
}
