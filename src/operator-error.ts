/** Something that the operator can mend, and whose message says how: it is shown without a stack. */
export abstract class OperatorError extends Error {}

/** The operating system's refusals are too: an address that is not ours, a folder not to be written. */
export function isOperators(error: unknown): error is Error {
  return error instanceof OperatorError || (error instanceof Error && 'syscall' in error);
}
