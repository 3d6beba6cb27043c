import { VodError, VodUnreachable } from '../vod/errors.js';

/** Codes of VOD look like this; what does not may hold anything. */
export const codeForm = /^[\w.-]{1,80}$/;

/** What a failed attempt is counted and logged as: VOD's code, or why there was no usable answer. */
export function codeOf(problem: unknown): string | undefined {
  if (problem === undefined) return undefined;
  if (problem instanceof VodUnreachable) return problem.failure;
  return problem instanceof VodError && codeForm.test(problem.code) ? problem.code : 'other';
}
