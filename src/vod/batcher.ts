import type { AnswerOf } from './answer.js';
import type { VodClient } from './client.js';
import { troubleOf, VodError, VodUnreachable } from './errors.js';
import type { OperationName, RequestOf } from './operations.js';
import type { CallScope } from './scope.js';
import { BatchScope, type Entry, scopesOf, type Urgency, urgencyOf } from './waiters.js';
import { WantedKeys } from './wanted-keys.js';

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
  readonly #wanted = new WantedKeys<Value>();
  /** Calls in line, which take their keys when their turn comes. */
  #callsInLine = 0;
  #callsUnderWay = 0;
  #turn: NodeJS.Immediate | undefined;
  #gathering: NodeJS.Timeout | undefined;
  /** Whether keys have waited for long enough. */
  #hasGathered = false;

  constructor(client: VodClient, batch: BatchOperation<Name, Value>) {
    this.#client = client;
    this.#batch = batch;
  }

  /** A value, `null` or an Error for each key, in order. Ends at the deadline of the scope. */
  load(keys: readonly string[], scope: CallScope): Promise<(Value | null | Error)[]> {
    if (keys.length === 0) return Promise.resolve([]);
    const { operation } = this.#batch;
    const lost = () => new VodUnreachable(operation, 'timeout');
    const { outcomes, joined } = this.#wanted.load(keys, scope, lost);
    if (joined > 0) {
      scope.usage.joined += joined;
      this.#client.observers.joined(operation, joined);
    }
    this.#gatherSoon();
    return outcomes;
  }

  /** After a change: whoever asks from now on is not told what was read before it. */
  forget(key: string): void {
    this.#wanted.forget(key);
  }

  /** At the end of this turn of the event loop. */
  #gatherSoon(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      this.#gather();
    });
  }

  #gather(): void {
    const leavesTogether = this.#callsUnderWay === 0 || this.#hasGathered;
    this.#lineUp(leavesTogether ? Math.ceil : Math.floor);
    if (leavesTogether) {
      clearTimeout(this.#gathering);
      this.#gathering = undefined;
      this.#hasGathered = false;
    } else if (this.#wanted.inLine > 0) {
      this.#gathering ??= setTimeout(() => {
        this.#hasGathered = true;
        this.#gatherSoon();
      }, maxGatheringMs);
    }
  }

  /** One call in line for each batch that the keys in line fill, or begin to fill. */
  #lineUp(round: (batches: number) => number): void {
    const { maxKeys } = this.#batch;
    const missing = round(this.#wanted.inLine / maxKeys) - this.#callsInLine;
    if (missing <= 0) return;
    const { urgency } = this.#wanted;
    const take = () => {
      this.#callsInLine -= 1;
      return this.#wanted.take(maxKeys);
    };
    for (let call = 0; call < missing; call += 1) {
      this.#callsInLine += 1;
      this.#send(urgency, take).catch((problem) => this.#refuse(urgency.deadline, problem));
    }
  }

  /**
   * No turn before the deadline: as many keys as the call would have taken go without, of those that
   * have no more time than it had. Whoever came later with more time stays in line.
   */
  #refuse(deadline: number, problem: unknown): void {
    this.#callsInLine -= 1;
    void this.#fail(this.#wanted.drop(this.#batch.maxKeys, deadline), problem);
    this.#gatherSoon();
  }

  /** Sends the entries that `take` answers when the turn has come; rejects if it never does. */
  async #send(urgency: Urgency, take: () => readonly Entry<Value>[]): Promise<void> {
    const { operation, request, values } = this.#batch;
    const scope = new BatchScope<Value>(this, urgency);
    let keys: readonly string[] = [];
    const prepare = () => {
      const entries = take();
      scope.entries = entries;
      if (entries.length === 0) return undefined;
      this.#callsUnderWay += 1;
      keys = entries.map(({ key }) => key);
      return { request: request(keys), scopes: () => scopesOf(entries), keys: keys.length };
    };
    try {
      const answer = await this.#client.callPrepared(operation, prepare, scope);
      const found = answer && values(answer, keys);
      this.#settleAll(scope.entries, (key) => found?.get(key) ?? null);
    } catch (problem) {
      if (scope.entries === undefined) throw problem;
      await this.#fail(scope.entries, problem);
    } finally {
      if (keys.length > 0) this.#callsUnderWay -= 1;
      if (this.#callsUnderWay === 0) this.#gatherSoon();
    }
  }

  /** VOD refuses a whole call for one bad key: halves find it, and the others are answered. */
  async #fail(entries: readonly Entry<Value>[], problem: unknown): Promise<void> {
    const isPoisoned = problem instanceof VodError && troubleOf(problem.code) === 'refused';
    if (this.#batch.isMissing(problem)) {
      this.#settleAll(entries, () => null);
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
      this.#settleAll(entries, () => error);
    }
  }

  #settleAll(
    entries: readonly Entry<Value>[] = [],
    outcomeOf: (key: string) => Value | null | Error,
  ): void {
    for (const entry of entries) this.#wanted.settle(entry, outcomeOf(entry.key));
  }
}
