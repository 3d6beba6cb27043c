import type { Store } from '../store.js';
import { toWireTime } from '../wire-time.js';
import type { VodEvent } from './bodies.js';

/** An event as those who cause it describe it; its time is that of the commit. */
export type EmittedEvent = WithoutTime<VodEvent>;

type WithoutTime<Event> = Event extends VodEvent ? Omit<Event, 'EventTime' | 'Extend'> : never;

/** Says, within the transaction that did it, what happened to a medium, image or attached medium. */
export function emitEvent(store: Store, ownerId: string, event: EmittedEvent): void {
  store.outbox.add(ownerId, { EventTime: toWireTime(store.now()), ...event } as VodEvent);
  store.touch('outbox');
}
