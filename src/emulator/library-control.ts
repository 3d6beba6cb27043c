import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { addMedia, seedLibrary } from './catalogue.js';
import { readInput } from './control/read-input.js';
import { ControlRefusal } from './control/refusal.js';
import { filesBelow, linkFiles } from './file-links.js';
import type { ObjectFiles } from './object-files.js';
import { compare } from './store/condition.js';
import { openStore, type Store } from './store.js';
import { toWireTime } from './wire-time.js';

/** How much there is. */
export interface LibrarySummary {
  readonly videos: number;
  readonly audios: number;
  readonly images: number;
  readonly attachedMedia: number;
  readonly categories: number;
  /** Videos and audios. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** Uploaded and produced ones. */
  readonly files: { readonly count: number; readonly bytes: number; readonly maxBytes: number };
}

const snapshotFile = z.object({
  takenAt: z.string(),
  videos: z.number(),
  audios: z.number(),
  images: z.number(),
});

export type LibrarySnapshot = { readonly name: string } & Readonly<z.infer<typeof snapshotFile>>;

const snapshotName = z.string().regex(/^[A-Za-z0-9][\w.-]{0,63}$/, {
  error:
    'must be 1 to 64 letters, digits, dots, dashes and underscores, beginning with a letter or digit',
});

const seedCount = z.int().min(1).max(100_000);

const resetTarget = z.enum(['shipped', 'empty'], { error: 'must be `shipped` or `empty`' });

// What is in the folder of a snapshot.
const databaseName = 'vod.sqlite';
const filesName = 'files';
const aboutName = 'snapshot.json';

/**
 * The library as a whole: what it holds, anew, more of it, as it was. A snapshot is a folder with a
 * copy of the database and links to the files. It comes back as the database's file, so whatever
 * tables there are come along, and a call sees the library before or after.
 */
export class LibraryControl {
  readonly #store: Store;
  readonly #files: ObjectFiles;
  readonly #closing: AbortSignal;
  readonly #snapshots: string;
  #isSeeding = false;

  constructor(store: Store, files: ObjectFiles, closing: AbortSignal) {
    this.#store = store;
    this.#files = files;
    this.#closing = closing;
    this.#snapshots = path.join(store.dataFolder, 'snapshots');
  }

  summary(): LibrarySummary {
    const { media, images, attachedMedia, categories, objects } = this.#store;
    return {
      videos: media.count(compare('type', '=', 'video')),
      audios: media.count(compare('type', '=', 'audio')),
      images: images.count(),
      attachedMedia: attachedMedia.count(),
      categories: categories.count(),
      byStatus: media.countByStatus(),
      files: {
        count: objects.dataFiles().length,
        bytes: objects.dataBytes(),
        maxBytes: this.#files.maxBytes,
      },
    };
  }

  /** The library as it was shipped, or one that holds nothing. */
  reset(to: 'shipped' | 'empty'): void {
    const target = readInput(resetTarget, to, 'to');
    this.#refuseWhileSeeding();
    const folder = this.#files.newPath();
    const fresh = openStore({ folder, now: this.#store.now });
    if (target === 'shipped') seedLibrary(fresh);
    else fresh.media.leaveTouched();
    fresh.close();
    this.#replaceBy(folder);
  }

  /** Adds generated videos and audios. */
  async seed(count: number): Promise<void> {
    const more = readInput(seedCount, count, 'count');
    this.#refuseWhileSeeding();
    this.#isSeeding = true;
    try {
      await addMedia(this.#store, more, this.#closing);
    } finally {
      this.#isSeeding = false;
    }
  }

  takeSnapshot(name: string): LibrarySnapshot {
    const final = this.#folderOf(name);
    if (existsSync(final))
      throw new ControlRefusal(409, 'is the name of a snapshot already', 'name');
    const folder = this.#files.newPath();
    mkdirSync(path.join(folder, filesName), { recursive: true });
    this.#store.copyTo(path.join(folder, databaseName));
    const files = this.#store.objects.dataFiles();
    linkFiles(this.#store.dataFolder, path.join(folder, filesName), files);
    const { videos, audios, images } = this.summary();
    const about = { takenAt: toWireTime(this.#store.now()), videos, audios, images };
    writeFileSync(path.join(folder, aboutName), JSON.stringify(about));
    mkdirSync(this.#snapshots, { recursive: true });
    renameSync(folder, final);
    return { name, ...about };
  }

  /** By name. */
  snapshots(): LibrarySnapshot[] {
    if (!existsSync(this.#snapshots)) return [];
    return readdirSync(this.#snapshots)
      .sort()
      .map((name) => {
        const text = readFileSync(path.join(this.#snapshots, name, aboutName), 'utf8');
        return { name, ...snapshotFile.parse(JSON.parse(text)) };
      });
  }

  /** The library becomes what it was; the snapshot stays. */
  restore(name: string): void {
    const snapshot = this.#existing(name);
    this.#refuseWhileSeeding();
    const folder = this.#files.newPath();
    mkdirSync(folder);
    copyFileSync(path.join(snapshot, databaseName), path.join(folder, databaseName));
    // First, so that the library never misses one.
    const files = path.join(snapshot, filesName);
    linkFiles(files, this.#store.dataFolder, filesBelow(files));
    this.#replaceBy(folder);
  }

  deleteSnapshot(name: string): void {
    const gone = this.#files.newPath();
    renameSync(this.#existing(name), gone);
    rmSync(gone, { recursive: true });
  }

  /** Takes the database of a folder, which is used up. */
  #replaceBy(folder: string): void {
    const { objects, dataFolder } = this.#store;
    const before = objects.dataFiles();
    this.#store.replaceBy(path.join(folder, databaseName));
    const used = new Set(objects.dataFiles());
    for (const file of before) {
      if (!used.has(file)) rmSync(path.join(dataFolder, file), { force: true });
    }
    rmSync(folder, { recursive: true });
  }

  #refuseWhileSeeding(): void {
    if (this.#isSeeding) throw new ControlRefusal(409, 'The library is being seeded');
  }

  #existing(name: string): string {
    const folder = this.#folderOf(name);
    if (existsSync(folder)) return folder;
    throw new ControlRefusal(404, 'is the name of no snapshot', 'name');
  }

  #folderOf(name: string): string {
    return path.join(this.#snapshots, readInput(snapshotName, name, 'name'));
  }
}
