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
 * Why there is no usable answer. `refused` means the connection never came about, so the call was
 * certainly not executed; after the others it may have been.
 */
export type Failure = 'timeout' | 'refused' | 'broken' | 'unusable';

const failureText: Record<Failure, string> = {
  timeout: 'no answer in time',
  refused: 'no connection',
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
  ) {
    super(`${operation}: ${failureText[failure]}`);
  }
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
export function isRetryable(error: VodError | VodUnreachable): boolean {
  if (error instanceof VodUnreachable) return true;
  const trouble = troubleOf(error.code);
  return trouble === 'throttled' || trouble === 'unavailable';
}

/** Whether a call that ended so may nevertheless have been executed. */
export function isUnconfirmed(error: VodError | VodUnreachable): boolean {
  return error instanceof VodUnreachable && error.failure !== 'refused';
}
