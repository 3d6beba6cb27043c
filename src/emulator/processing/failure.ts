import { StorageFull } from '../object-files.js';
import { ToolFailed, ToolTooSlow } from './run-tool.js';

/** A job cannot be done, and its error says why: as events and answers tell it. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** VOD's own words for a source that nothing can be made of. */
export function badSource(cause?: unknown): JobFailure {
  const message = 'The resource operated InputFile is bad';
  return new JobFailure('InvalidParameter.ResourceContentBad', message, { cause });
}

/** What a job ended with, if not with its work done; `complain` hears of what nobody foresaw. */
export function toFailure(error: unknown, complain: (error: unknown) => void): JobFailure {
  if (error instanceof JobFailure) return error;
  if (error instanceof StorageFull) return new JobFailure('StorageFull', error.message);
  if (error instanceof ToolTooSlow) return new JobFailure('InternalError', error.message);
  if (error instanceof ToolFailed) return lackingEncoder(error) ?? badSource(error);
  complain(error);
  const message = 'The request processing has failed due to some unknown error.';
  return new JobFailure('InternalError', message);
}

/** Some builds of ffmpeg leave out what others have. */
function lackingEncoder({ message }: ToolFailed): JobFailure | undefined {
  const [, encoder] = /unknown encoder '(\w+)'/i.exec(message) ?? [];
  if (encoder === undefined) return undefined;
  return new JobFailure('UnsupportedOperation', `This machine's ffmpeg has no encoder ${encoder}.`);
}
