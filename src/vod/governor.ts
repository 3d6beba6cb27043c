import { QuotaExhausted } from './errors.js';
import { LaneQueue } from './fair-queue.js';
import type { CallObserver } from './observers.js';
import type { OperationName } from './operations.js';
import { Pace } from './pace.js';
import { publishedQuotas, type Quotas } from './quotas.js';
import type { CallScope, Lane } from './scope.js';

export interface GovernorOptions {
  /** Part of the account's quota that this process may use, above 0 and at most 1. */
  readonly quotaShare: number;
  /** Calls per second that differ from the published ones. */
  readonly quotas?: Quotas;
  /** Calls of one operation that may wait; more are refused. */
  readonly maxWaiting: number;
}

/** A call that waits for its turn. */
interface Waiting {
  readonly scope: CallScope;
  readonly start: () => void;
  readonly refuse: () => void;
}

interface Line {
  readonly pace: Pace;
  readonly waiting: LaneQueue<Waiting>;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Lets calls go no faster than the account's quota. Each operation has a line: interactive calls
 * before bulk ones, and within a lane the callers take turns. A call that could not start before its
 * deadline is refused at once, with when to come again.
 */
export class Governor {
  readonly #lines = new Map<OperationName, Line>();

  constructor(
    readonly options: GovernorOptions,
    readonly observer?: CallObserver,
  ) {}

  /** Waits for its turn, then sends. Rejects with `QuotaExhausted`, or as `send` does. */
  async admit<Answer>(
    operation: OperationName,
    scope: CallScope,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    const line = this.#line(operation);
    const since = performance.now();
    await this.#turn(operation, line, scope);
    this.observer?.waited?.(operation, performance.now() - since);
    const settle = line.pace.begin();
    try {
      return await send();
    } finally {
      settle();
      this.#advance(line);
    }
  }

  /** VOD throttled although the quota was kept: others share the account, or it is smaller. */
  throttled(operation: OperationName): void {
    this.#line(operation).pace.slowDown();
  }

  /** How long a call would wait now, in milliseconds. */
  waitMs(operation: OperationName, lane: Lane = 'bulk'): number {
    const { pace, waiting } = this.#line(operation);
    return pace.waitMs(waiting.ahead(lane) + 1);
  }

  /** Figures of an operation for the metrics. */
  stateOf(operation: OperationName): { tokens: number; waiting: number; inFlight: number } {
    const { pace, waiting } = this.#line(operation);
    return { tokens: pace.tokens, waiting: waiting.size, inFlight: pace.inFlight };
  }

  #turn(operation: OperationName, line: Line, scope: CallScope): Promise<void> {
    const { pace, waiting } = line;
    if (waiting.size === 0 && pace.take()) return Promise.resolve();
    const waitMs = this.waitMs(operation, scope.lane);
    const answeredAt = performance.now() + waitMs + pace.answerMs;
    if (waiting.size >= this.options.maxWaiting || answeredAt > scope.deadline) {
      return Promise.reject(new QuotaExhausted(operation, waitMs));
    }
    return new Promise((resolve, reject) => {
      const refuse = () => reject(new QuotaExhausted(operation, waitMs));
      const call: Waiting = {
        scope,
        start: () => {
          stay();
          resolve();
        },
        refuse: () => {
          stay();
          refuse();
        },
      };
      waiting.add(scope, call);
      const stay = scope.onEnd(() => {
        if (waiting.remove(scope, call)) refuse();
      });
      this.#advance(line);
    });
  }

  /** Starts whoever may go now, and comes back when the next one may. */
  #advance(line: Line): void {
    const { pace, waiting } = line;
    clearTimeout(line.timer);
    while (waiting.size > 0 && pace.mayTake) {
      const call = waiting.take();
      // A turn is not spent on a call that is too late to be answered.
      if (call && performance.now() + pace.answerMs > call.scope.deadline) call.refuse();
      else if (call && pace.take()) call.start();
    }
    if (waiting.size === 0) return;
    const waitMs = pace.isFull ? pace.overdueInMs : pace.waitMs(1);
    line.timer = setTimeout(() => this.#advance(line), Math.max(1, waitMs));
  }

  #line(operation: OperationName): Line {
    const known = this.#lines.get(operation);
    if (known) return known;
    const { quotas, quotaShare } = this.options;
    const quota = (quotas?.[operation] ?? publishedQuotas[operation]) * quotaShare;
    const line: Line = { pace: new Pace(quota), waiting: new LaneQueue(), timer: undefined };
    this.#lines.set(operation, line);
    return line;
  }
}
