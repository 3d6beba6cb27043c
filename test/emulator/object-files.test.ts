import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ObjectFiles, StorageFull } from '../../src/emulator/object-files.js';
import {
  createMediaStore,
  id,
  insertImage,
  insertSource,
  insertStream,
  insertVideo,
} from './media.js';

const stores: { close(): void }[] = [];
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

function useFiles(maxBytes = 1000) {
  const library = createMediaStore();
  stores.push(library.store);
  const files = new ObjectFiles(library.store, maxBytes);
  files.sweep();
  const folder = (name: string) => path.join(library.store.dataFolder, name);
  return {
    ...library,
    files,
    incoming: () => readdirSync(folder('incoming')),
    isThere: (file: string) => existsSync(folder(file)),
    /** Puts a file under a key, in place of what is there. */
    put: async (key: string, ownerId: string, content = 'content') => {
      const { path: received, size } = await files.receive(chunks(content));
      const file = files.keep(received);
      library.store.transaction(() =>
        library.store.objects.put({
          key,
          ownerId,
          file,
          place: 'data',
          contentType: 'video/mp4',
          size,
        }),
      );
      return file;
    },
  };
}

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

async function* broken() {
  yield Buffer.from('half');
  throw new Error('broken off');
}

describe('a file that arrives', () => {
  it('is written and measured', async () => {
    const { files } = useFiles();
    expect(await files.receive(chunks('1234', '56789'), '.mp4')).toMatchObject({
      path: expect.stringMatching(/\.mp4$/),
      size: 9,
      md5: '25f9e794323b453885f5181f1b624d0b',
      crc64: '11051210869376104954',
    });
  });

  it('leaves nothing when it breaks off', async () => {
    const { files, incoming } = useFiles();
    await expect(files.receive(broken())).rejects.toThrow('broken off');
    expect(incoming()).toEqual([]);
  });
});

describe('the limit of the disk use', () => {
  it('ends a file that grows beyond it, and leaves nothing', async () => {
    const { files, incoming } = useFiles(8);
    await expect(files.receive(chunks('1234', '56789'))).rejects.toThrow(new StorageFull(8));
    expect(incoming()).toEqual([]);
    expect(await files.receive(chunks('12345678'))).toMatchObject({ size: 8 });
  });

  it('refuses a file of known size before it is read', async () => {
    const { files } = useFiles(8);
    let isRead = false;
    const source = (async function* () {
      isRead = true;
      yield Buffer.from('1');
    })();
    await expect(files.receive(source, '', 9)).rejects.toThrow(StorageFull);
    expect(isRead).toBe(false);
  });

  it('counts what is kept and what is reserved', async () => {
    const { files, put } = useFiles(10);
    await put('a', 'owner', '1234');
    const release = files.reserve(6);
    expect(() => files.reserve(1)).toThrow(StorageFull);
    release();
    expect(() => files.reserve(7)).toThrow(StorageFull);
    files.reserve(6)();
  });

  it('lets many small files arrive at once while there is room', async () => {
    const { files } = useFiles(100);
    const sizes = Array.from({ length: 10 }, () => files.receive(chunks('0123456789'), '', 10));
    expect(await Promise.all(sizes)).toHaveLength(10);
  });
});

describe('a file whose object goes away', () => {
  it('goes too when another one is put under its key', async () => {
    const { put, isThere } = useFiles();
    const [first, second] = [await put('sv/a.mp4', id(1)), await put('sv/a.mp4', id(1))];
    await setImmediate();
    expect([isThere(first), isThere(second)]).toEqual([false, true]);
  });

  it('goes with its video, its stream, its source or its image', async () => {
    const { store, call, put, isThere } = useFiles();
    insertVideo(store);
    insertSource(store, id(1));
    const jobId = insertStream(store, id(1));
    insertImage(store);
    const source = await put(`sv/${id(1)}/harbour.mp4`, id(1));
    const stream = await put(`${id(1)}/${jobId}-sd.mp4`, jobId);
    const cover = await put(`${id(1)}/cover.jpg`, id(1));
    const image = await put(`image/default/${id(101)}.png`, id(101));

    call('DeleteStream', { VideoId: id(1), JobIds: jobId });
    await setImmediate();
    expect([stream, source, cover, image].map(isThere)).toEqual([false, true, true, true]);
    call('DeleteMezzanines', { VideoIds: id(1) });
    await setImmediate();
    expect([source, cover, image].map(isThere)).toEqual([false, true, true]);
    call('DeleteVideo', { VideoIds: id(1) });
    call('DeleteImage', { DeleteImageType: 'ImageId', ImageIds: id(101) });
    await setImmediate();
    expect([cover, image].map(isThere)).toEqual([false, false]);
  });

  it('stays when the transaction fails', async () => {
    const { store, put, isThere } = useFiles();
    const file = await put('a', 'owner');
    expect(() =>
      store.transaction(() => {
        store.objects.put({ key: 'a', ownerId: 'o', file: 'x', contentType: 'x', size: 1 });
        throw new Error('no');
      }),
    ).toThrow('no');
    await setImmediate();
    expect(isThere(file)).toBe(true);
  });

  it('goes at the next start if the process died before', async () => {
    const { store, files, put, isThere } = useFiles();
    const file = await put('a', 'owner');
    const { path: unrecorded } = await files.receive(chunks('lost'));
    const lost = files.keep(unrecorded);
    store.objects.put({ key: 'a', ownerId: 'o', file: 'x', contentType: 'x', size: 1 });
    expect([file, lost].map(isThere)).toEqual([true, true]);
    files.sweep();
    expect([file, lost].map(isThere)).toEqual([false, false]);
  });
});
