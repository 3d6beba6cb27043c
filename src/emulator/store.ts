import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OperatorError } from '../operator-error.js';
import { libraryFolder } from './library.js';
import { AttachedMedia } from './store/attached-media.js';
import { Callbacks } from './store/callbacks.js';
import { Categories } from './store/categories.js';
import { Database } from './store/database.js';
import { Images } from './store/images.js';
import { Jobs } from './store/jobs.js';
import { Media } from './store/media.js';
import { MultipartUploads } from './store/multipart-uploads.js';
import { Objects } from './store/objects.js';
import { Outbox } from './store/outbox.js';
import type { StoredObject } from './store/records.js';
import { migrate } from './store/schema.js';
import { ScrollTokens } from './store/scroll-tokens.js';
import { Snapshots } from './store/snapshots.js';
import { Sources } from './store/sources.js';
import { Streams } from './store/streams.js';
import { TranscodeTasks } from './store/transcode-tasks.js';
import { Uploads } from './store/uploads.js';
import { UrlJobs } from './store/url-jobs.js';

const inMemory = ':memory:';

export interface StoreOptions {
  /** Where the state is kept; `:memory:` keeps nothing. One process at a time. */
  readonly folder: string;
  readonly now: () => Date;
}

/** Another process has the folder; the message names the setting. */
class FolderInUse extends OperatorError {
  override readonly name = 'FolderInUse';
  constructor(folder: string, cause: unknown) {
    super(
      `The folder ${folder} is in use by another embedded VOD service. End that one, or choose another folder with VOD_EMULATOR_DATA.`,
      { cause },
    );
  }
}

export interface DeliveredFile extends StoredObject {
  /** Absolute. */
  readonly path: string;
}

/**
 * What somebody outside the transaction has to look after once it is committed. After a replacement
 * of the whole state every topic is.
 */
export type Topic = 'outbox' | 'processing' | 'urlJobs' | 'orphanedFiles';

/** All state of the embedded service. What was committed survives the death of the process. */
export class Store {
  readonly #database: Database;
  readonly #keepsNothing: boolean;
  readonly #listeners: [topic: Topic, listener: () => void][] = [];
  readonly #touched = new Set<Topic>();
  #isClosed = false;
  #generation = 0;
  /** Where uploaded and produced files lie. */
  readonly dataFolder: string;
  readonly now: () => Date;
  /** Where the service listens: URLs that no caller asked for, in events, start with it. */
  origin = 'http://127.0.0.1:4001';
  readonly categories: Categories;
  readonly media: Media;
  readonly sources: Sources;
  readonly streams: Streams;
  readonly snapshots: Snapshots;
  readonly images: Images;
  readonly attachedMedia: AttachedMedia;
  readonly objects: Objects;
  readonly scrollTokens: ScrollTokens;
  readonly uploads: Uploads;
  readonly multipartUploads: MultipartUploads;
  readonly callbacks: Callbacks;
  readonly transcodeTasks: TranscodeTasks;
  readonly jobs: Jobs;
  readonly urlJobs: UrlJobs;
  readonly outbox: Outbox;

  constructor(database: Database, { folder, now }: StoreOptions) {
    this.#database = database;
    this.#keepsNothing = folder === inMemory;
    this.dataFolder = path.dirname(database.file);
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
    this.uploads = new Uploads(database);
    this.multipartUploads = new MultipartUploads(database);
    this.callbacks = new Callbacks(database);
    this.transcodeTasks = new TranscodeTasks(database);
    this.jobs = new Jobs(database);
    this.urlJobs = new UrlJobs(database);
    this.outbox = new Outbox(database);
  }

  /** Runs `work` whole or not at all; inside another transaction it is part of that one. */
  transaction<Result>(work: () => Result): Result {
    if (this.#database.inTransaction) return work();
    try {
      const result = this.#database.transaction(work);
      // Whatever deleted or replaced an object: a trigger of the database noted its file.
      if (this.objects.hasOrphans()) this.touch('orphanedFiles');
      this.#announce((topic) => this.#touched.has(topic));
      return result;
    } finally {
      this.#touched.clear();
    }
  }

  /** Within a transaction: there is work of this kind now. Touching in vain costs next to nothing. */
  touch(topic: Topic): void {
    this.#touched.add(topic);
  }

  /** Calls back soon after each commit that touched the topic, never within it. */
  afterCommit(topic: Topic, listener: () => void): void {
    this.#listeners.push([topic, listener]);
  }

  #announce(isWanted: (topic: Topic) => boolean): void {
    for (const [topic, listener] of this.#listeners) {
      if (isWanted(topic)) setImmediate(() => this.#isClosed || listener());
    }
  }

  /** The file behind a key of the bucket. */
  findObject(key: string): DeliveredFile | undefined {
    const object = this.objects.byKey(key);
    return object && { ...object, path: this.pathOf(object) };
  }

  pathOf({ place, file }: Pick<StoredObject, 'place' | 'file'>): string {
    return path.resolve(place === 'data' ? this.dataFolder : libraryFolder, file);
  }

  /** Writes all state to a new file; the files of the data folder are not in it. */
  copyTo(file: string): void {
    this.#database.copyTo(file);
  }

  /** Counts replacements: what began in one generation has no business in the next. */
  get generation(): number {
    return this.#generation;
  }

  /**
   * Takes over all state from a file that `copyTo` wrote, now or in an earlier release; the file is
   * used up. Whoever looks after something is told to look again.
   */
  replaceBy(file: string): void {
    bringUpToDate(file);
    this.#database.replaceBy(file);
    configure(this.#database, this.#keepsNothing);
    this.#generation += 1;
    this.#announce(() => true);
  }

  close(): void {
    this.#isClosed = true;
    this.#database.close();
    if (this.#keepsNothing) rmSync(this.dataFolder, { recursive: true, force: true });
  }
}

export function openStore({ folder, now }: StoreOptions): Store {
  const database = new Database(databaseFile(folder));
  try {
    configure(database, folder === inMemory);
    migrate(database);
  } catch (error) {
    database.close();
    throw isBusy(error) ? new FolderInUse(folder, error) : error;
  }
  return new Store(database, { folder, now });
}

/** What keeps nothing has a folder of its own all the same: for files, and to be restored. */
function databaseFile(folder: string): string {
  const place =
    folder === inMemory ? mkdtempSync(path.join(tmpdir(), 'vodgraph-')) : path.resolve(folder);
  mkdirSync(place, { recursive: true });
  return path.join(place, 'vod.sqlite');
}

function bringUpToDate(file: string): void {
  const database = new Database(file);
  try {
    migrate(database);
  } finally {
    database.close();
  }
}

/**
 * The exclusive lock is the operating system's, so it ends with the process, however that ends. WAL
 * without a sync at each commit is safe against the death of the process, though not of the machine.
 */
function configure(database: Database, keepsNothing: boolean): void {
  database.exec(`
    PRAGMA busy_timeout = 1000;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = ${keepsNothing ? 'MEMORY' : 'WAL'};
    PRAGMA synchronous = ${keepsNothing ? 'OFF' : 'NORMAL'};
    PRAGMA cache_size = -65536;
    PRAGMA foreign_keys = ON;
    BEGIN EXCLUSIVE;
    COMMIT;
  `);
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
