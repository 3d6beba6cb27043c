import type { Ending } from '../store/jobs.js';
import type { Job } from '../store/records.js';
import { toWireTime } from '../wire-time.js';
import { JobFailure } from './failure.js';
import type { Made } from './made.js';

/** A job whose work is done, for better or worse, and whose time has come. */
export interface Finished {
  readonly job: Job;
  readonly result: Made | JobFailure;
  /** By the service's clock, in milliseconds since 1970. */
  readonly atMs: number;
}

export function endingOf({ result, atMs }: Finished): Ending {
  const completedAt = toWireTime(new Date(atMs));
  return result instanceof JobFailure ? { completedAt, failure: result } : { completedAt };
}

/** As events tell why something failed. */
export function errorFields({ code, message }: JobFailure) {
  return { Status: 'fail', ErrorCode: code, ErrorMessage: message } as const;
}

/** Its files are not wanted, or were moved already. */
export function discard({ result }: Finished): void {
  if (!(result instanceof JobFailure) && 'files' in result) result.files.close();
}
