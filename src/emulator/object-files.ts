import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Crc64 } from './crc64.js';
import type { Store } from './store.js';

/** There is no room for more files: the operator's limit is reached. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull';
  constructor(readonly maxBytes: number) {
    super(`The files of this service may take ${maxBytes} bytes in all, and they would take more.`);
  }
}

/** A complete file that belongs to no object yet. */
export interface ReceivedFile {
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly md5: string;
  /** Decimal. */
  readonly crc64: string;
}

/** What a file of unknown size reserves at a time: counting what is there is not for each chunk. */
const reservationStep = 1024 ** 2;

/**
 * The files of the data folder: `incoming` holds what is being received or made, `objects` what
 * belongs to an object of the store. A file is moved there just before the transaction that records
 * it, so a process that dies in between leaves a file too many, never one too few.
 */
export class ObjectFiles {
  readonly #store: Store;
  readonly #incoming: string;
  readonly #objects: string;
  /** Bytes on their way, which the store does not count yet. */
  #reserved = 0;

  constructor(
    store: Store,
    readonly maxBytes: number,
  ) {
    this.#store = store;
    this.#incoming = path.join(store.dataFolder, 'incoming');
    this.#objects = path.join(store.dataFolder, 'objects');
    store.afterCommit('orphanedFiles', () => this.#removeOrphans());
  }

  /** At the start: whatever a process that died left behind goes. */
  sweep(): void {
    rmSync(this.#incoming, { recursive: true, force: true });
    for (const folder of [this.#incoming, this.#objects]) mkdirSync(folder, { recursive: true });
    this.#removeOrphans();
    const known = new Set(this.#store.objects.dataFiles());
    for (const name of readdirSync(this.#objects)) {
      if (!known.has(fileNamed(name))) rmSync(path.join(this.#objects, name));
    }
  }

  /** A path of its own for something to be made at: a file, or a folder to create. */
  newPath(extension = ''): string {
    return path.join(this.#incoming, `${randomUUID()}${extension}`);
  }

  /** Throws `StorageFull` if so many bytes more are too many; call the answer when they are recorded or gone. */
  reserve(bytes: number): () => void {
    const taken = this.#take(bytes, bytes);
    return () => {
      this.#reserved -= taken;
    };
  }

  /**
   * Writes a stream to a new file; one that breaks off, or for which there is no room, leaves nothing.
   * If its size is told, whether there is room is known before the first byte is read.
   */
  async receive(
    source: AsyncIterable<Uint8Array>,
    extension = '',
    expectedBytes = 0,
  ): Promise<ReceivedFile> {
    let reserved = this.#take(expectedBytes, expectedBytes);
    const cover = (bytes: number) => {
      if (bytes > reserved) reserved += this.#take(bytes - reserved, reservationStep);
    };
    try {
      return await this.#write(source, this.newPath(extension), cover);
    } finally {
      this.#reserved -= reserved;
    }
  }

  /** Moves a file to where objects lie; answers its name for the object's record, of place `data`. */
  keep(file: string): string {
    const name = path.basename(file);
    renameSync(file, path.join(this.#objects, name));
    return fileNamed(name);
  }

  /** Keeps a file and has it recorded, in one transaction; if that fails, the file goes. */
  record<Result>({ path: received }: ReceivedFile, work: (file: string) => Result): Result {
    const file = this.keep(received);
    try {
      return this.#store.transaction(() => work(file));
    } catch (error) {
      rmSync(path.join(this.#store.dataFolder, file), { force: true });
      throw error;
    }
  }

  async #write(
    source: AsyncIterable<Uint8Array>,
    file: string,
    cover: (bytes: number) => void,
  ): Promise<ReceivedFile> {
    const handle = await open(file, 'wx');
    const md5 = createHash('md5');
    const crc64 = new Crc64();
    let size = 0;
    try {
      for await (const chunk of source) {
        size += chunk.length;
        cover(size);
        await handle.writeFile(chunk);
        md5.update(chunk);
        crc64.update(chunk);
      }
      return { path: file, size, md5: md5.digest('hex'), crc64: crc64.digest() };
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  }

  /** Reserves what is wanted if there is so much, and at least so many bytes. */
  #take(bytes: number, wanted: number): number {
    const free = this.maxBytes - this.#store.objects.dataBytes() - this.#reserved;
    if (bytes > free) throw new StorageFull(this.maxBytes);
    const taken = Math.min(Math.max(bytes, wanted), free);
    this.#reserved += taken;
    return taken;
  }

  #removeOrphans(): void {
    const { objects } = this.#store;
    for (const file of objects.orphanedFiles()) {
      rmSync(path.join(this.#store.dataFolder, file), { force: true });
      objects.forgetOrphan(file);
    }
  }
}

/** As objects name a file: relative to the data folder. */
function fileNamed(name: string): string {
  return `objects/${name}`;
}
