import { objectArrived } from '../arrivals.js';
import { emitEvent } from '../events/emit.js';
import { type ObjectFiles, StorageFull } from '../object-files.js';
import type { Log } from '../rpc.js';
import type { UrlJob } from '../store/records.js';
import type { Store } from '../store.js';
import { toWireTime } from '../wire-time.js';
import { type FetchedFile, type FetchLimits, fetchFile } from './fetch-file.js';
import { announceMedium } from './new-medium.js';

export interface UrlPullsParts {
  readonly store: Store;
  readonly files: ObjectFiles;
  readonly log: Log;
  readonly limits?: FetchLimits;
}

/** So many files are fetched at a time; the others wait. */
const maxConcurrent = 3;

const defaultLimits: FetchLimits = { totalMs: 30 * 60 * 1000, idleMs: 30_000 };

/** What VOD says of a URL from which nothing could be fetched, whatever the reason. */
const urlInvalid = {
  status: 'DOWNLOAD_FAIL' as const,
  errorCode: 'URLInvalidError',
  errorMessage: 'download video failed by the url, please check it',
};

/**
 * Fetches the files of UploadMediaByURL, oldest job first. The jobs are in the store: what has not
 * ended there and is not under way here is begun again, after a restart or when a library came back.
 */
export class UrlPulls {
  readonly #store: Store;
  readonly #files: ObjectFiles;
  readonly #log: Log;
  readonly #limits: FetchLimits;
  readonly #stopping = new AbortController();
  /** What is under way, by the job's id. */
  readonly #running = new Map<string, Promise<void>>();

  constructor({ store, files, log, limits = defaultLimits }: UrlPullsParts) {
    this.#store = store;
    this.#files = files;
    this.#log = log;
    this.#limits = limits;
  }

  start(): void {
    this.#store.afterCommit('urlJobs', () => this.#fill());
    this.#fill();
  }

  /** What is under way is broken off, to be begun again at the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#running.values());
  }

  #fill(): void {
    while (!this.#stopping.signal.aborted && this.#running.size < maxConcurrent) {
      const job = this.#takeNext();
      if (!job) return;
      const pull = this.#pull(job)
        .finally(() => {
          this.#running.delete(job.id);
          this.#fill();
        })
        .catch((error) => this.#log('UploadMediaByURL: a job could not be ended', error));
      this.#running.set(job.id, pull);
    }
  }

  #takeNext(): UrlJob | undefined {
    const { urlJobs } = this.#store;
    return this.#store.transaction(() => {
      const job = urlJobs.next(this.#running.keys());
      if (job) urlJobs.update(job.id, { status: 'DOWNLOADING' });
      return job;
    });
  }

  async #pull(job: UrlJob): Promise<void> {
    const { signal } = this.#stopping;
    const { url, medium } = job;
    try {
      this.#finish(job, await fetchFile(url, this.#files, medium.extension, this.#limits, signal));
    } catch (error) {
      if (signal.aborted) return;
      this.#log(`UploadMediaByURL: job ${job.id} failed`, error);
      this.#fail(job, error);
    }
  }

  #finish(job: UrlJob, fetched: FetchedFile): void {
    const { size, md5, crc64, contentType } = fetched;
    this.#files.record(fetched, (file) => {
      if (!this.#isUnderWay(job)) return this.#store.objects.discard(file);
      const upload = announceMedium(this.#store, job.medium);
      objectArrived(this.#store, upload, { file, contentType, size, md5, crc64 });
      const { ownerId: mediumId } = upload;
      const changes = { ...this.#completed('SUCCESS'), mediumId, fileSize: size };
      this.#store.urlJobs.update(job.id, changes);
      const outcome = { Status: 'success', VideoId: mediumId, Size: String(size) } as const;
      emitEvent(this.#store, mediumId, { ...announcement(job), ...outcome });
    });
  }

  /** There is no medium then, and what the job was given with tells where to announce that. */
  #fail(job: UrlJob, error: unknown): void {
    const { status, errorCode, errorMessage } =
      error instanceof StorageFull ? storageFull(error) : urlInvalid;
    this.#store.transaction(() => {
      if (!this.#isUnderWay(job)) return;
      const changes = { ...this.#completed(status), errorCode, errorMessage };
      this.#store.urlJobs.update(job.id, changes);
      const outcome = { Status: 'fail', ErrorCode: errorCode, ErrorMessage: errorMessage } as const;
      const event = { ...announcement(job), ...outcome };
      emitEvent(this.#store, job.id, event, job.medium.userData);
    });
  }

  /** Not any more if the library was reset or restored meanwhile. */
  #isUnderWay({ id }: UrlJob): boolean {
    return this.#store.urlJobs.byId(id)?.status === 'DOWNLOADING';
  }

  #completed(status: UrlJob['status']) {
    return { status, completedAt: toWireTime(this.#store.now()) };
  }
}

/** The limit is this service's own, and so are the words. */
function storageFull({ name, message }: StorageFull) {
  return { status: 'UPLOAD_FAIL', errorCode: name, errorMessage: message } as const;
}

function announcement({ id, url }: UrlJob) {
  return { EventType: 'UploadByURLComplete', JobId: id, SourceURL: url } as const;
}
