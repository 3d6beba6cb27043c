import type { OperationName } from './operations.js';

/** VOD answered: no. `code` decides what it means, never the HTTP status. */
export class VodError extends Error {
  override readonly name = 'VodError';
  constructor(
    readonly operation: OperationName,
    readonly code: string,
    readonly detail: string,
    readonly requestId: string | undefined,
  ) {
    super(`${operation}: ${code}: ${detail}`);
  }
}

/**
 * Why there is no usable answer. `refused` means the connection never came about, `suspended` that
 * the circuit is open and nothing was sent: certainly not executed. After the others it may have been.
 */
export type Failure = 'timeout' | 'refused' | 'broken' | 'unusable' | 'suspended';

const failureText: Record<Failure, string> = {
  timeout: 'no answer in time',
  refused: 'no connection',
  suspended: 'not sent, because the last calls to VOD all failed',
  broken: 'the connection broke before the answer was complete',
  unusable: 'the answer is not one of VOD (wrong format or incomplete)',
};

/** Nobody usable answered. Built from facts of our own only: the transport's errors hold signed URLs. */
export class VodUnreachable extends Error {
  override readonly name = 'VodUnreachable';
  constructor(
    readonly operation: OperationName,
    readonly failure: Failure,
    readonly requestId?: string,
    /** When it makes sense to try again, if that is known. */
    readonly retryAfterMs?: number,
  ) {
    super(`${operation}: ${failureText[failure]}`);
  }
}

/**
 * Our own no: the quota leaves no room before the deadline. Nothing was sent. `retryAfterMs` is when
 * the call would have had its turn.
 */
export class QuotaExhausted extends Error {
  override readonly name = 'QuotaExhausted';
  readonly retryAfterMs: number;
  constructor(
    readonly operation: OperationName,
    waitMs: number,
  ) {
    const retryAfterMs = Math.ceil(waitMs);
    super(
      `${operation}: the account's quota leaves no room for this call; come again in ${retryAfterMs} ms`,
    );
    this.retryAfterMs = retryAfterMs;
  }
}

/** How a call can fail. */
export type CallFailure = VodError | VodUnreachable | QuotaExhausted;

export function isCallFailure(problem: unknown): problem is CallFailure {
  return (
    problem instanceof VodError ||
    problem instanceof VodUnreachable ||
    problem instanceof QuotaExhausted
  );
}

const authCodes =
  /^(InvalidAccessKeyId|Forbidden\.AccessKeyDisabled$|SignatureDoesNotMatch$|IncompleteSignature$|SignatureNonceUsed$|InvalidTimeStamp|InvalidSecurityToken|MissingSecurityToken)/;
const forbiddenCodes = /^(Forbidden|NoPermission|OperationDenied)/;
const unavailableCodes = /^(InternalError|ServiceUnavailable)$/i;

export type Trouble = 'throttled' | 'auth' | 'forbidden' | 'unavailable' | 'refused';

/** What kind of no a code is (contract 1.7). VOD spells some codes in two ways. */
export function troubleOf(code: string): Trouble {
  if (code.startsWith('Throttling')) return 'throttled';
  if (authCodes.test(code)) return 'auth';
  if (forbiddenCodes.test(code)) return 'forbidden';
  // DeleteVideoFailed, DeleteStreamFailed: "some unknown error", documented as retryable 503.
  if (unavailableCodes.test(code) || code.endsWith('Failed')) return 'unavailable';
  return 'refused';
}

/** Whether the same call may succeed later. */
export function isRetryable(error: CallFailure): boolean {
  if (!(error instanceof VodError)) return true;
  const trouble = troubleOf(error.code);
  return trouble === 'throttled' || trouble === 'unavailable';
}

/** Whether a call that ended so may nevertheless have been executed. */
export function isUnconfirmed(error: CallFailure): boolean {
  return error instanceof VodUnreachable && !['refused', 'suspended'].includes(error.failure);
}
