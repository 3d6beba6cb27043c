import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { libraryFolder } from './library.js';
import { AttachedMedia } from './store/attached-media.js';
import { Categories } from './store/categories.js';
import { Database } from './store/database.js';
import { Images } from './store/images.js';
import { Media } from './store/media.js';
import { Objects } from './store/objects.js';
import { migrate } from './store/schema.js';
import { ScrollTokens } from './store/scroll-tokens.js';
import { Snapshots } from './store/snapshots.js';
import { Sources } from './store/sources.js';
import { Streams } from './store/streams.js';

export interface StoreOptions {
  /** Where the state is kept; `:memory:` keeps nothing. One process at a time. */
  readonly folder: string;
  readonly now: () => Date;
}

/** Another process has the folder: the operator's to mend, so the message names the setting. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(folder: string, cause: unknown) {
    super(
      `The folder ${folder} is in use by another embedded VOD service. End that one, or choose another folder with VOD_EMULATOR_DATA.`,
      { cause },
    );
  }
}

export interface DeliveredFile {
  /** Absolute. */
  readonly path: string;
  readonly contentType: string;
}

/** All state of the embedded service. What was committed survives the death of the process. */
export class Store {
  readonly #database: Database;
  readonly now: () => Date;
  readonly categories: Categories;
  readonly media: Media;
  readonly sources: Sources;
  readonly streams: Streams;
  readonly snapshots: Snapshots;
  readonly images: Images;
  readonly attachedMedia: AttachedMedia;
  readonly objects: Objects;
  readonly scrollTokens: ScrollTokens;

  constructor(database: Database, now: () => Date) {
    this.#database = database;
    this.now = now;
    this.categories = new Categories(database);
    this.media = new Media(database);
    this.sources = new Sources(database);
    this.streams = new Streams(database);
    this.snapshots = new Snapshots(database);
    this.images = new Images(database);
    this.attachedMedia = new AttachedMedia(database);
    this.objects = new Objects(database);
    this.scrollTokens = new ScrollTokens(database, now);
  }

  /** Runs `work` whole or not at all. */
  transaction<Result>(work: () => Result): Result {
    return this.#database.transaction(work);
  }

  /** The file behind a key of the bucket. */
  findObject(key: string): DeliveredFile | undefined {
    const object = this.objects.byKey(key);
    return (
      object && {
        path: path.resolve(libraryFolder, object.file),
        contentType: object.contentType,
      }
    );
  }

  close(): void {
    this.#database.close();
  }
}

export function openStore({ folder, now }: StoreOptions): Store {
  const database = new Database(databaseFile(folder));
  try {
    configure(database);
    migrate(database);
  } catch (error) {
    database.close();
    throw isBusy(error) ? new FolderInUse(folder, error) : error;
  }
  return new Store(database, now);
}

function databaseFile(folder: string): string {
  if (folder === ':memory:') return folder;
  mkdirSync(folder, { recursive: true });
  return path.join(folder, 'vod.sqlite');
}

/**
 * The exclusive lock is the operating system's, so it ends with the process, however that ends. WAL
 * without a sync at each commit is safe against the death of the process, though not of the machine.
 */
function configure(database: Database): void {
  database.exec(`
    PRAGMA busy_timeout = 1000;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA foreign_keys = ON;
    BEGIN EXCLUSIVE;
    COMMIT;
  `);
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
