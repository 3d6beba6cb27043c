import type { StoredObject, Upload } from './store/records.js';
import type { Store } from './store.js';

/** A file that was stored under a key where one was expected. */
export type ArrivedFile = Required<
  Pick<StoredObject, 'file' | 'contentType' | 'size' | 'md5' | 'crc64'>
>;

/** Within a transaction: the file becomes what its upload was announced as. */
export function objectArrived(
  store: Store,
  { objectKey, ownerId }: Upload,
  file: ArrivedFile,
): void {
  store.objects.put({ key: objectKey, ownerId, place: 'data', ...file });
}
