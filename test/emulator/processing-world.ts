import { createReadStream } from 'node:fs';
import path from 'node:path';
import { objectArrived } from '../../src/emulator/arrivals.js';
import { ObjectFiles } from '../../src/emulator/object-files.js';
import { type Parameters, Refusal } from '../../src/emulator/operation.js';
import { execute } from '../../src/emulator/operations/execute.js';
import type { Emulator, EmulatorOptions } from '../../src/emulator/server.js';
import type { ServedOperation } from '../../src/emulator/wire/served.js';
import { useReceiver } from './receiver.js';
import { useEmulator } from './rpc-client.js';
import { decoded } from './uploading.js';

/** A service whose clock stands still until a test moves it. */
export async function useProcessing(options: Partial<EmulatorOptions> = {}) {
  const at = new Date('2026-08-01T12:00:00Z');
  return createWorld(await useEmulator({ now: () => at, ...options }));
}

export function createWorld(emulator: Emulator) {
  const { store, processing, clock, origin } = emulator;
  const files = new ObjectFiles(store, Number.POSITIVE_INFINITY);

  /** As the server does it when a call comes in. */
  const call = <Name extends ServedOperation>(name: Name, parameters: Parameters = {}) => {
    processing.settle();
    return execute(name, parameters, { store, origin });
  };

  const refusal = (name: ServedOperation, parameters: Parameters = {}) => {
    try {
      call(name, parameters);
    } catch (error) {
      if (error instanceof Refusal) return [error.status, error.code, error.message];
      throw error;
    }
    throw new Error(`${name} was not refused`);
  };

  /** A file takes the way of every upload, but for the network; answers the id of its medium. */
  const upload = async (file: string, parameters: Parameters = {}): Promise<string> => {
    const FileName = path.basename(file);
    const created = call('CreateUploadVideo', { FileName, Title: FileName, ...parameters });
    await arrive(created, file);
    return created.VideoId;
  };

  const arrive = async (created: { UploadAddress: string; UploadAuth: string }, file: string) => {
    const key = decoded(created).address.FileName ?? '';
    const received = await files.receive(createReadStream(file));
    const expected = store.uploads.byKey(key);
    if (!expected) throw new Error(`Nothing is expected as ${key}`);
    const { path: arrived, size, md5, crc64 } = received;
    const object = { file: files.keep(arrived), contentType: 'video/mp4', size, md5, crc64 };
    store.transaction(() => objectArrived(store, expected, object));
  };

  const hasWork = () =>
    store.jobs.waiting('else', 1).length + store.jobs.waiting('transcoding', 1).length > 0;

  return {
    emulator,
    store,
    clock,
    processing,
    call,
    refusal,
    upload,
    arrive,
    status: (id: string) => call('GetVideoInfo', { VideoId: id }).Video.Status,
    /** Lets the work be done, then a time pass. */
    async pass(ms: number) {
      await processing.idle();
      clock.move(ms);
    },
    /** Until nothing is left to do. */
    async finish() {
      while (hasWork()) {
        await processing.idle();
        clock.move(1000);
      }
    },
    /** A real receiver of all events. */
    async receive() {
      const receiver = await useReceiver();
      const callback = { CallbackType: 'HTTP', CallbackURL: receiver.url, EventTypeList: 'ALL' };
      call('SetMessageCallback', callback);
      return receiver;
    },
    fileOf: (key: string) => store.findObject(key)?.path ?? '',
  };
}
