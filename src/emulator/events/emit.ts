import { systemAppId } from '../account.js';
import { present } from '../present.js';
import type { MessageCallback, NewPendingEvent } from '../store/records.js';
import type { Store } from '../store.js';
import { toWireTime } from '../wire-time.js';
import type { EventType, VodEvent } from './bodies.js';
import { enables } from './event-types.js';
import { readUserData } from './user-data.js';

/** An event as those who cause it describe it: its time and Extend are added here. */
export type EmittedEvent = WithoutAdded<VodEvent>;

type WithoutAdded<Event> = Event extends VodEvent ? Omit<Event, 'EventTime' | 'Extend'> : never;

/**
 * Says, within the transaction that did it, what happened to a medium, image or attached medium;
 * that one is deleted afterwards, because it tells where its events go. `jobUserData` is what was
 * given to the job that the event is about, and goes before what was given at the upload.
 *
 * Nothing is kept if nobody asked for events of this type, or for any.
 */
export function emitEvent(
  store: Store,
  ownerId: string,
  event: EmittedEvent,
  jobUserData?: string,
): void {
  const owner = findOwner(store, ownerId);
  const callback = store.callbacks.byAppId(owner?.appId ?? systemAppId);
  if (!callback || !enables(callback.eventTypes, event.EventType)) return;
  const ofJob = readUserData(jobUserData);
  const ofUpload = readUserData(owner?.userData);
  store.outbox.add(
    present<NewPendingEvent>({
      ownerId,
      url: ofJob.callbackUrl ?? ofUpload.callbackUrl ?? callback.url,
      authKey: keyOf(callback),
      body: present<VodEvent>({
        EventTime: eventTime(event.EventType, store.now()),
        ...event,
        Extend: ofJob.extend ?? ofUpload.extend,
      }),
    }),
  );
  store.touch('outbox');
}

function findOwner(store: Store, id: string) {
  return store.media.byId(id) ?? store.images.byId(id) ?? store.attachedMedia.byId(id);
}

function keyOf({ authSwitch, authKey }: MessageCallback): string | undefined {
  return authSwitch === 'on' ? authKey : undefined;
}

/** Of images, VOD tells milliseconds behind a colon, which no parser of ISO times takes. */
function eventTime(type: EventType, at: Date): string {
  if (type !== 'ImageUploadComplete') return toWireTime(at);
  return `${at.toISOString().slice(0, 19)}:${at.toISOString().slice(20, 23)}Z`;
}
