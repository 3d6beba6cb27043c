import type { NewMedium } from '../store/records.js';
import type { Store } from '../store.js';
import { checkUrl } from '../texts.js';
import { keyOfUrl } from '../urls.js';

/** One of our own URLs, a snapshot's for instance, is kept as its key: its signature would run out. */
export function readCover(
  name: string,
  url: string,
  store: Store,
): Pick<NewMedium, 'coverKey' | 'coverUrl'> {
  const key = keyOfUrl(checkUrl(name, url));
  return key !== undefined && store.objects.byKey(key) ? { coverKey: key } : { coverUrl: url };
}
