import { isRetryable, isUnconfirmed, troubleOf, VodError, VodUnreachable } from './errors.js';
import { type OperationName, repeatableOperations } from './operations.js';

/** The wait before the second attempt is up to this long; it doubles with each further one. */
const baseDelayMs = 100;

/**
 * Whether to send a call again. A throttled call was not executed, so any operation may be repeated;
 * the same holds for a connection that never came about. After a lost answer or an internal error the
 * call may have been executed: only what does no harm twice is repeated.
 */
export function mayRepeat(operation: OperationName, error: unknown): boolean {
  if (!(error instanceof VodError || error instanceof VodUnreachable)) return false;
  if (error instanceof VodUnreachable && error.failure === 'suspended') return false;
  if (!isRetryable(error)) return false;
  const surelyNotExecuted =
    error instanceof VodError ? troubleOf(error.code) === 'throttled' : !isUnconfirmed(error);
  return surelyNotExecuted || repeatableOperations.has(operation);
}

/** One retry for so many calls, and a few at the start: a sick service is not stormed. */
const callsPerRetry = 10;
const mostSaved = 10;

/** What may be spent on retries: every call saves a tenth of one. */
export class RetryBudget {
  #saved = mostSaved;

  refill(): void {
    this.#saved = mostSaved;
  }

  called(): void {
    this.#saved = Math.min(mostSaved, this.#saved + 1 / callsPerRetry);
  }

  /** Spends one retry, if there is one left. */
  spend(): boolean {
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}

/** Full jitter: anywhere between nothing and the doubled delay, so that callers spread out. */
export function retryDelayMs(attempt: number, random: () => number): number {
  return Math.floor(random() * baseDelayMs * 2 ** (attempt - 1));
}
