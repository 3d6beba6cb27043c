import type { PendingEvent } from '../store/records.js';
import type { EventType } from './bodies.js';

/** One event on its way to a receiver. Holds no query of a URL and no key. */
export interface Delivery {
  readonly eventType: EventType;
  /** Id of the medium, image or attached medium. */
  readonly ownerId: string;
  /** Without user, password and query. */
  readonly target: string;
  /** When the first attempt was made. */
  readonly at: Date;
  /** How each attempt so far ended: the status of the answer, or why there was none. */
  readonly attempts: readonly string[];
  readonly outcome: 'under way' | 'delivered' | 'given up';
}

export type OpenDelivery = { -readonly [Key in keyof Delivery]: Delivery[Key] };

/** The last deliveries, oldest first. */
export class Deliveries {
  #deliveries: Delivery[] = [];

  constructor(readonly limit = 1000) {}

  all(): readonly Delivery[] {
    return [...this.#deliveries];
  }

  clear(): void {
    this.#deliveries = [];
  }

  /** Shows from its first attempt on; the courier enters how it goes. */
  open({ body, ownerId, url }: PendingEvent, at: Date): OpenDelivery {
    const { origin, pathname } = new URL(url);
    const delivery: OpenDelivery = {
      eventType: body.EventType,
      ownerId,
      target: `${origin}${pathname}`,
      at,
      attempts: [],
      outcome: 'under way',
    };
    this.#deliveries.push(delivery);
    if (this.#deliveries.length > this.limit) this.#deliveries.shift();
    return delivery;
  }
}
