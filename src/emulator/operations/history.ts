import type { Store } from '../store.js';
import { toWireTime } from '../wire-time.js';

const historyMs = 365 * 86_400_000;

/** Of jobs and tasks that are older VOD tells nothing: its history is one year long. */
export function historyStart(store: Store): string {
  return toWireTime(new Date(store.now().getTime() - historyMs));
}
