import { isOriginal } from '../store/streams.js';
import type { Store } from '../store.js';
import { enqueueJob } from './enqueue.js';

/**
 * Within a transaction, after the object of its source was stored: the medium is `UploadSucc` now,
 * and waits for its analysis. What follows is decided by its template group; without one it is
 * analysed and left at that, as RegisterMedia wants it. What was still to be made of an older source
 * is given up.
 */
export function beginProcessing(store: Store, mediumId: string): void {
  store.jobs.abandon(mediumId);
  for (const { jobId } of store.streams.ofMedium(mediumId).filter(isOriginal)) {
    store.streams.delete(jobId);
  }
  store.media.update(mediumId, { status: 'UploadSucc' });
  enqueueJob(store, { mediumId, work: { kind: 'analysis' }, enqueuedAt: store.now().getTime() });
}
