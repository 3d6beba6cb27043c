import { afterEach } from '@jest/globals';
import { objectArrived } from '../../src/emulator/arrivals.js';
import { ObjectFiles } from '../../src/emulator/object-files.js';
import type { Parameters } from '../../src/emulator/operation.js';
import type { Store } from '../../src/emulator/store.js';
import { createMediaStore } from './media.js';

const stores: Store[] = [];
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

/** A store that takes files, in memory; closed after the test. */
export function useUploads(maxBytes = 10_000_000) {
  const library = createMediaStore();
  const { store } = library;
  stores.push(store);
  const files = new ObjectFiles(store, maxBytes);
  files.sweep();
  /** As the object endpoint does it; the answer says whether anybody expected the file. */
  const arrive = async (objectKey: string, content: Uint8Array | string, owner = 'x') => {
    const { path, size, md5, crc64 } = await files.receive(once(content));
    const file = { file: files.keep(path), contentType: 'video/mp4', size, md5, crc64 };
    const upload = store.uploads.byKey(objectKey) ?? { objectKey, kind: 'video', ownerId: owner };
    return store.transaction(() => objectArrived(store, upload, file));
  };
  const callback = { CallbackType: 'HTTP', CallbackURL: 'http://127.0.0.1:9/events' };
  library.call('SetMessageCallback', { ...callback, EventTypeList: 'ALL' });
  return { ...library, files, arrive, events: () => takeEvents(store) };
}

/** Events that happened since the last call, of those that this file's subjects cause. */
function takeEvents(store: Store): object[] {
  const pending = store.outbox.pending();
  for (const { sequence } of pending) store.outbox.delete(sequence);
  return pending.map(({ body }) => body);
}

async function* once(content: Uint8Array | string) {
  yield Buffer.from(content);
}

/** UploadAddress and UploadAuth, decoded as a client does. */
export function decoded({
  UploadAddress,
  UploadAuth,
}: {
  UploadAddress: string;
  UploadAuth: string;
}) {
  const read = (text: string) => JSON.parse(Buffer.from(text, 'base64').toString()) as Parameters;
  return { address: read(UploadAddress), auth: read(UploadAuth) };
}
