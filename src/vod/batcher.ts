import type { AnswerOf } from './answer.js';
import type { VodClient } from './client.js';
import { troubleOf, VodError, VodUnreachable } from './errors.js';
import { LaneQueue } from './fair-queue.js';
import type { OperationName, RequestOf } from './operations.js';
import type { CallScope } from './scope.js';
import { BatchScope, type Entry, type Load, scopesOf, type Urgency, urgencyOf } from './waiters.js';

/** How keys become calls of one operation, in one variant of its other arguments. */
export interface BatchOperation<Name extends OperationName, Value> {
  readonly operation: Name;
  /** The most that VOD takes in one call. */
  readonly maxKeys: number;
  request(keys: readonly string[]): RequestOf<Name>;
  /** What the answer says of its keys; a key that it says nothing of does not exist. */
  values(answer: AnswerOf<Name>, keys: readonly string[]): ReadonlyMap<string, Value | Error>;
  /** Whether a refusal means that none of the keys exists. */
  isMissing(problem: unknown): boolean;
}

/** Nobody joins a call that has been on the way for longer: it hangs, and another may not. */
const maxJoinMs = 3000;

/** A batch that is not full waits so long at most for the calls under way. */
const maxGatheringMs = 50;

/**
 * The look-ups of all requests of this process. A key that is under way is joined, not asked again,
 * unless its call hangs. What all sockets have brought in one turn of the event loop leaves at its end,
 * without a timer: a full batch, or any while nothing is under way, when the governor lets it; until
 * then keys gather, and leave together, the callers taking turns. A batch that is not full leaves when
 * nothing is under way any more, as in Nagle's algorithm: requests that come one by one share a call.
 */
export class Batcher<Name extends OperationName, Value> {
  readonly #client: VodClient;
  readonly #batch: BatchOperation<Name, Value>;
  /**
   * Keys that wait or are on the way. A new map whenever none is left: what was once in the table of an
   * old one, V8 keeps until its next major collection, whole requests with it.
   */
  #entries = new Map<string, Entry<Value>>();
  readonly #waiting = new LaneQueue<Entry<Value>>();
  /** Calls in line, which take their keys when their turn comes. */
  #callsInLine = 0;
  #callsUnderWay = 0;
  #turn: NodeJS.Immediate | undefined;
  #gathering: NodeJS.Timeout | undefined;

  constructor(client: VodClient, batch: BatchOperation<Name, Value>) {
    this.#client = client;
    this.#batch = batch;
  }

  /** A value, `null` or an Error for each key, in order. Ends at the deadline of the scope. */
  load(keys: readonly string[], scope: CallScope): Promise<(Value | null | Error)[]> {
    return new Promise((resolve) => {
      const outcomes = new Array<Value | null | Error>(keys.length).fill(null);
      if (keys.length === 0) return resolve(outcomes);
      const finish = () => {
        stopWaiting();
        resolve(outcomes);
      };
      const load = { scope, outcomes, left: keys.length, finish };
      this.#countJoined(keys, scope);
      const entries = keys.map((key, position) => {
        const entry = this.#entryOf(key, scope);
        entry.waiters.push({ load, position });
        return entry;
      });
      this.#gatherSoon();
      const stopWaiting = scope.onEnd(() => {
        for (const entry of entries) this.#leave(entry, load);
        resolve(keys.map(() => new VodUnreachable(this.#batch.operation, 'timeout')));
      });
    });
  }

  /** What is on the way may have been read before a change: whoever asks from now on asks anew. */
  forget(key: string): void {
    this.#entries.delete(key);
  }

  #countJoined(keys: readonly string[], { usage }: CallScope): void {
    const joined = keys.filter((key) => this.#joinable(key)).length;
    if (joined === 0) return;
    usage.joined += joined;
    this.#client.observers.joined(this.#batch.operation, joined);
  }

  #joinable(key: string): Entry<Value> | undefined {
    const entry = this.#entries.get(key);
    const hangs = entry?.sentAt !== undefined && performance.now() - entry.sentAt > maxJoinMs;
    return hangs ? undefined : entry;
  }

  #entryOf(key: string, scope: CallScope): Entry<Value> {
    const known = this.#joinable(key);
    if (known) return known;
    const entry: Entry<Value> = { key, first: scope, sentAt: undefined, waiters: [] };
    this.#entries.set(key, entry);
    this.#waiting.add(scope, entry);
    return entry;
  }

  /** At the end of this turn of the event loop. */
  #gatherSoon(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      this.#gather();
    });
  }

  #gather(): void {
    this.#lineUp(this.#callsUnderWay === 0 ? Math.ceil : Math.floor);
    if (this.#waiting.size === 0 || this.#callsUnderWay === 0) return;
    this.#gathering ??= setTimeout(() => this.#leaveTogether(), maxGatheringMs);
  }

  #leaveTogether(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#lineUp(Math.ceil);
  }

  /** One call in line for each batch that the waiting keys fill, or begin to fill. */
  #lineUp(round: (batches: number) => number): void {
    const missing = round(this.#waiting.size / this.#batch.maxKeys) - this.#callsInLine;
    if (missing <= 0) return;
    const urgency = urgencyOf(this.#entries.values());
    for (let call = 0; call < missing; call += 1) {
      this.#callsInLine += 1;
      void this.#send(urgency, () => this.#take()).catch((problem) =>
        this.#refuse(urgency.deadline, problem),
      );
    }
  }

  /** Sends the entries that `take` answers when the turn has come; rejects if it never does. */
  async #send(urgency: Urgency, take: () => readonly Entry<Value>[]): Promise<void> {
    const { operation, request, values } = this.#batch;
    const scope = new BatchScope<Value>(this, urgency);
    try {
      const prepare = () => {
        const entries = take();
        scope.entries = entries;
        if (entries.length === 0) return undefined;
        this.#callsUnderWay += 1;
        const keys = entries.map(({ key }) => key);
        return { request: request(keys), scopes: () => scopesOf(entries), keys: keys.length };
      };
      const answer = await this.#client.callPrepared(operation, prepare, scope);
      const { entries = [] } = scope;
      const found =
        answer &&
        values(
          answer,
          entries.map(({ key }) => key),
        );
      for (const entry of entries) this.#settle(entry, found?.get(entry.key) ?? null);
    } catch (problem) {
      if (scope.entries === undefined) throw problem;
      await this.#fail(scope.entries, problem);
    } finally {
      if (scope.entries && scope.entries.length > 0) this.#callsUnderWay -= 1;
      if (this.#callsUnderWay === 0) this.#leaveTogether();
    }
  }

  /** VOD refuses a whole call for one bad key: halves find it, and the others are answered. */
  async #fail(entries: readonly Entry<Value>[], problem: unknown): Promise<void> {
    const isPoisoned = problem instanceof VodError && troubleOf(problem.code) === 'refused';
    if (this.#batch.isMissing(problem)) {
      for (const entry of entries) this.#settle(entry, null);
    } else if (isPoisoned && entries.length > 1) {
      const middle = entries.length >> 1;
      const halves = [entries.slice(0, middle), entries.slice(middle)];
      await Promise.all(
        halves.map((half) =>
          this.#send(urgencyOf(half), () => half).catch((error) => this.#fail(half, error)),
        ),
      );
    } else {
      const error = problem instanceof Error ? problem : new Error(String(problem));
      for (const entry of entries) this.#settle(entry, error);
    }
  }

  /**
   * No turn before the deadline: as many keys as the call would have taken go without, of those that
   * have no more time than it had. Whoever came later with more time stays in line.
   */
  #refuse(deadline: number, problem: unknown): void {
    this.#callsInLine -= 1;
    const dropped = Array.from({ length: this.#batch.maxKeys }, () => this.#waiting.drop());
    const refused: Entry<Value>[] = [];
    for (const entry of dropped.filter((entry) => entry !== undefined)) {
      if (urgencyOf([entry]).deadline <= deadline) refused.push(entry);
      else this.#waiting.add(entry.first, entry);
    }
    void this.#fail(refused, problem);
    this.#gatherSoon();
  }

  #take(): Entry<Value>[] {
    this.#callsInLine -= 1;
    const sentAt = performance.now();
    const entries: Entry<Value>[] = [];
    while (entries.length < this.#batch.maxKeys) {
      const entry = this.#waiting.take();
      if (entry === undefined) break;
      entry.sentAt = sentAt;
      entries.push(entry);
    }
    return entries;
  }

  #settle(entry: Entry<Value>, outcome: Value | null | Error): void {
    if (this.#entries.get(entry.key) === entry) this.#entries.delete(entry.key);
    if (this.#entries.size === 0) this.#entries = new Map();
    for (const { load, position } of entry.waiters) {
      load.outcomes[position] = outcome;
      load.left -= 1;
      if (load.left === 0) load.finish();
    }
  }

  /** A key that nobody waits for any more is not asked for, unless it is on the way already. */
  #leave(entry: Entry<Value>, load: Load<Value>): void {
    entry.waiters = entry.waiters.filter((waiter) => waiter.load !== load);
    if (entry.waiters.length > 0 || !this.#waiting.remove(entry.first, entry)) return;
    this.#settle(entry, null);
  }
}
