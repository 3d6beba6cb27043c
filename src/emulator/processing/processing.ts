import type { Clock } from '../clock.js';
import type { ObjectFiles } from '../object-files.js';
import type { Log } from '../rpc.js';
import type { Job } from '../store/records.js';
import type { Store } from '../store.js';
import { toWireTime } from '../wire-time.js';
import { enter } from './enter.js';
import { toFailure } from './failure.js';
import { discard, type Finished } from './finished.js';
import { type ProcessingOptions, processingDefaults, stageOf } from './options.js';
import { perform } from './perform.js';
import type { Tools } from './tools.js';

export interface ProcessingParts {
  readonly store: Store;
  readonly files: ObjectFiles;
  readonly tools: Tools;
  readonly clock: Clock;
  readonly log: Log;
}

interface Running {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** Jobs at work, of which there are only so many at a time. */
interface Lane {
  readonly name: 'transcoding' | 'else';
  readonly workers: number;
  readonly running: Map<string, Running>;
}

/** A clock that stands still is looked at again after this. */
const minWaitMs = 50;

/**
 * Does the jobs of the store. Which there are, and what came of them, is the store's to keep, so that
 * whatever was not entered when the process died is done again. Work is done as soon as a worker is
 * free; its result is entered when the service's clock has reached the end of its stage.
 */
export class Processing {
  readonly #parts: ProcessingParts;
  readonly #options: Required<ProcessingOptions>;
  readonly #lanes: readonly Lane[];
  /** Done, and waiting for their time. */
  readonly #finished = new Map<string, Finished>();
  /** Done in vain: not taken up again before the next start. */
  readonly #lost = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(parts: ProcessingParts, options: ProcessingOptions = {}) {
    this.#parts = parts;
    this.#options = { ...processingDefaults, ...options };
    this.#lanes = [
      // Analyses and pictures take moments: they do not wait for those who transcode.
      { name: 'else', workers: 1, running: new Map() },
      { name: 'transcoding', workers: this.#options.workers, running: new Map() },
    ];
  }

  start(): void {
    const { store, clock } = this.#parts;
    store.afterCommit('processing', () => this.#look());
    clock.onMove(() => this.settle());
    this.#look();
  }

  /** Enters whatever is due by now. Costs nothing if nothing is. */
  settle(): void {
    if (this.#finished.size === 0) return;
    const due = [...this.#finished.values()].filter(({ job }) => this.#waitFor(job) <= 0);
    for (const finished of due.sort((one, other) => this.#compare(one.job, other.job))) {
      this.#enter(finished);
    }
    this.#setTimer();
  }

  /** Resolves when there is nothing left to do but to wait for the clock. */
  async idle(): Promise<void> {
    this.#look();
    const running = this.#runningJobs();
    if (running.length === 0) return;
    await Promise.race(running.map(({ ended }) => ended));
    await this.idle();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const running = this.#runningJobs();
    for (const { stop } of running) stop.abort();
    await Promise.all(running.map(({ ended }) => ended));
    for (const finished of this.#finished.values()) this.#forget(finished);
  }

  #runningJobs(): Running[] {
    return this.#lanes.flatMap(({ running }) => [...running.values()]);
  }

  /** Gives up what nobody wants any more, and takes up what waits. */
  #look(): void {
    if (this.#isClosed) return;
    const isGone = (id: string) => this.#parts.store.jobs.byId(id) === undefined;
    for (const [id, finished] of this.#finished) {
      if (isGone(id)) this.#forget(finished);
    }
    for (const lane of this.#lanes) {
      for (const [id, { stop }] of lane.running) if (isGone(id)) stop.abort();
      this.#fill(lane);
    }
  }

  #fill({ name, workers, running }: Lane): void {
    const isTaken = (id: string) => running.has(id) || this.#finished.has(id) || this.#lost.has(id);
    const taken = running.size + this.#finished.size + this.#lost.size;
    for (const job of this.#parts.store.jobs.waiting(name, taken + workers)) {
      if (running.size >= workers) return;
      if (isTaken(job.id)) continue;
      const stop = new AbortController();
      running.set(job.id, { stop, ended: this.#work(job, running, stop.signal) });
    }
  }

  async #work(job: Job, running: Lane['running'], signal: AbortSignal): Promise<void> {
    const { store, clock, log } = this.#parts;
    store.jobs.start(job.id, toWireTime(clock.now()));
    const { timeLimitMs } = this.#options;
    const workshop = { ...this.#parts, timeLimitMs, finished: this.#finished };
    const complain = (error: unknown) => {
      if (!signal.aborted) log(`Job ${job.id} (${job.work.kind}) failed`, error);
    };
    const result = await perform(job, workshop, signal).catch((error) =>
      toFailure(error, complain),
    );
    running.delete(job.id);
    const finished = { job, result, atMs: clock.now().getTime() };
    if (signal.aborted) discard(finished);
    else this.#finished.set(job.id, finished);
    if (this.#isClosed) return;
    this.settle();
    this.#look();
  }

  #enter(finished: Finished): void {
    const { store, tools, log } = this.#parts;
    const { job } = finished;
    const atMs = Math.max(finished.atMs, this.#dueAt(job));
    const canTranscode = tools.ffmpeg !== undefined;
    try {
      store.transaction(() => {
        if (store.jobs.byId(job.id)) enter(store, { ...finished, atMs }, canTranscode);
      });
    } catch (error) {
      log(`What came of job ${job.id} (${job.work.kind}) could not be entered`, error);
      this.#lost.add(job.id);
    }
    this.#forget(finished);
  }

  #forget(finished: Finished): void {
    discard(finished);
    this.#finished.delete(finished.job.id);
  }

  #dueAt({ work, enqueuedAt }: Job): number {
    return enqueuedAt + this.#options[stageOf(work)];
  }

  #waitFor(job: Job): number {
    return this.#dueAt(job) - this.#parts.clock.now().getTime();
  }

  #compare(one: Job, other: Job): number {
    return this.#dueAt(one) - this.#dueAt(other) || one.sequence - other.sequence;
  }

  /** A move of the clock needs no timer, its running does. */
  #setTimer(): void {
    clearTimeout(this.#timer);
    const waits = [...this.#finished.values()].map(({ job }) => this.#waitFor(job));
    if (waits.length === 0) return;
    const wait = Math.min(2 ** 31 - 1, Math.max(minWaitMs, Math.min(...waits)));
    this.#timer = setTimeout(() => this.settle(), wait).unref();
  }
}
