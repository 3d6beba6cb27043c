import { isOriginal } from '../store/streams.js';
import type { Store } from '../store.js';
import { toWireTime } from '../wire-time.js';
import { enqueueJob } from './enqueue.js';

/**
 * Within a transaction, after the object of its source was stored: the medium is `UploadSucc` now,
 * and waits for its analysis. What follows is decided by its template group; without one it is
 * analysed and left at that, as RegisterMedia wants it. What was still to be made of an older source
 * is given up; it is no stream any more, and its pictures go.
 */
export function beginProcessing(store: Store, mediumId: string): void {
  store.jobs.abandon(mediumId);
  for (const { jobId } of store.streams.ofMedium(mediumId).filter(isOriginal)) {
    store.streams.delete(jobId);
  }
  for (const { objectKey } of store.snapshots.ofUpload(mediumId)) store.snapshots.delete(objectKey);
  const now = store.now();
  store.media.update(mediumId, { status: 'UploadSucc', modifiedAt: toWireTime(now) });
  enqueueJob(store, { mediumId, work: { kind: 'analysis' }, enqueuedAt: now.getTime() });
}
