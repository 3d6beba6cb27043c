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
  if (!isRetryable(error)) return false;
  const surelyNotExecuted =
    error instanceof VodError ? troubleOf(error.code) === 'throttled' : !isUnconfirmed(error);
  return surelyNotExecuted || repeatableOperations.has(operation);
}

/** Full jitter: anywhere between nothing and the doubled delay, so that callers spread out. */
export function retryDelayMs(attempt: number, random: () => number): number {
  return Math.floor(random() * baseDelayMs * 2 ** (attempt - 1));
}
