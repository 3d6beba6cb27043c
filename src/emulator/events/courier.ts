import { setTimeout } from 'node:timers/promises';
import type { Log } from '../rpc.js';
import type { PendingEvent } from '../store/records.js';
import type { Store } from '../store.js';
import type { Deliveries } from './deliveries.js';
import { withOrigin } from './event-url.js';
import { post } from './post.js';
import { signCallback } from './signature.js';

/** In the receiver's time, so the service's clock does not move it. */
export interface CallbackTiming {
  /** How long an attempt may take. */
  readonly timeoutMs: number;
  /** How long to wait before the next one. */
  readonly pauseMs: number;
}

const vodTiming: CallbackTiming = { timeoutMs: 5000, pauseMs: 1000 };
const maxAttempts = 3;

/** Media whose events are on their way at the same time. */
const maxParallel = 16;

/** Events that may wait: a receiver that is down for long must not fill the disk. */
const maxWaiting = 10_000;

/** As VOD sent it in 2020; what it sends today is not known. */
const userAgent = 'Apache-HttpClient/4.4.1 (Java/1.8.0_152)';

export interface CourierParts {
  readonly store: Store;
  readonly deliveries: Deliveries;
  readonly log: Log;
  readonly closing: AbortSignal;
  /** What the clocks of the receivers show: they take signatures of a few minutes around it. */
  readonly receiversNow: () => Date;
  readonly timing?: Partial<CallbackTiming> | undefined;
}

/**
 * Brings the events of the outbox to their receivers: those of one medium one after the other, as
 * they happened, those of several media at the same time. An event leaves the outbox when it was
 * taken or given up, so that after a restart it is sent again, from the first attempt.
 */
export class Courier {
  readonly #parts: CourierParts;
  readonly #timing: CallbackTiming;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(parts: CourierParts) {
    this.#parts = parts;
    this.#timing = { ...vodTiming, ...parts.timing };
  }

  start(): void {
    this.#parts.store.afterCommit('outbox', () => this.#collect());
    this.#collect();
  }

  /** Resolves once nothing is under way any more, soon after the service began to close. */
  async ended(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  #collect(): void {
    if (this.#parts.closing.aborted) return;
    try {
      this.#dropOldest();
      this.#sendWaiting();
    } catch (error) {
      this.#parts.log('The outbox could not be read', error);
    }
  }

  #sendWaiting(): void {
    if (this.#underWay.size >= maxParallel) return;
    for (const event of this.#parts.store.outbox.heads(maxParallel)) {
      if (this.#underWay.size >= maxParallel) return;
      const { ownerId } = event;
      if (!this.#underWay.has(ownerId)) this.#underWay.set(ownerId, this.#send(event));
    }
  }

  #dropOldest(): void {
    const dropped = this.#parts.store.outbox.trim(maxWaiting);
    if (dropped > 0) {
      this.#parts.log(`Dropped the ${dropped} oldest events: more than ${maxWaiting} waited`);
    }
  }

  /** After a failure of our own the next commit tries again: at once it would fail forever. */
  async #send(event: PendingEvent): Promise<void> {
    const { closing, log } = this.#parts;
    try {
      await this.#deliver(event);
    } catch (error) {
      this.#underWay.delete(event.ownerId);
      if (!closing.aborted) log(`The delivery of ${nameOf(event)} failed`, error);
      return;
    }
    this.#underWay.delete(event.ownerId);
    this.#collect();
  }

  /** Rejects if the service closes in between: the event stays. So it does in a restored library. */
  async #deliver(event: PendingEvent): Promise<void> {
    const { store, deliveries, log, closing } = this.#parts;
    const { generation } = store;
    const delivery = deliveries.open(event, store.now());
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      if (attempt > 1) await setTimeout(this.#timing.pauseMs, undefined, { signal: closing });
      const answer = await this.#attempt(event);
      closing.throwIfAborted();
      delivery.attempts = [...delivery.attempts, answer];
      if (answer === '200' || store.generation !== generation) break;
    }
    delivery.outcome = delivery.attempts.at(-1) === '200' ? 'delivered' : 'given up';
    if (store.generation === generation) store.outbox.delete(event.sequence);
    if (delivery.outcome === 'given up') {
      log(
        `Gave up ${nameOf(event)} after ${maxAttempts} attempts: ${delivery.attempts.join(', ')}`,
      );
    }
  }

  /** The status, or why there is none. */
  async #attempt({ url, body, authKey }: PendingEvent): Promise<string> {
    const text = withOrigin(JSON.stringify(body), this.#parts.store.origin);
    const headers = {
      'User-Agent': userAgent,
      'Accept-Encoding': 'gzip,deflate',
      ...(authKey !== undefined && this.#signature(url, authKey)),
    };
    const { timeoutMs } = this.#timing;
    try {
      return String(await post(url, text, { headers, timeoutMs, signal: this.#parts.closing }));
    } catch (error) {
      return reasonOf(error);
    }
  }

  #signature(url: string, authKey: string) {
    const timestamp = Math.floor(this.#parts.receiversNow().getTime() / 1000);
    return {
      'X-VOD-TIMESTAMP': String(timestamp),
      'X-VOD-SIGNATURE': signCallback(url, timestamp, authKey),
    };
  }
}

function nameOf({ body, ownerId }: PendingEvent): string {
  return `${body.EventType} of ${ownerId}`;
}

/** The code alone: messages may quote the URL. */
function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code ?? 'no answer';
}
