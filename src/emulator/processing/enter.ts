import type { Store } from '../store.js';
import { enterAnalysis } from './enter-analysis.js';
import { enterPictures } from './enter-pictures.js';
import { enterStream } from './enter-stream.js';
import type { Finished } from './finished.js';

/** Within a transaction: what a job made becomes part of its medium, and what follows is enqueued. */
export function enter(store: Store, finished: Finished, canTranscode: boolean): void {
  const { kind } = finished.job.work;
  if (kind === 'analysis') enterAnalysis(store, finished, canTranscode);
  else if (kind === 'covers' || kind === 'snapshots') enterPictures(store, finished);
  else enterStream(store, finished);
}
