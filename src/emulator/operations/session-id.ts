import type { Parameters } from '../operation.js';
import { readText } from '../parameters.js';
import { refusals } from '../refusals.js';

/** The caller's own id of a call, by which a call that is sent twice is done once. */
export function readSessionId(
  parameters: Parameters,
  { wasUsed, span }: { readonly wasUsed: (id: string) => boolean; readonly span: string },
): string | undefined {
  const sessionId = readText(parameters, 'SessionId');
  if (sessionId === undefined) return undefined;
  if (!/^[\w-]{1,50}$/.test(sessionId)) {
    throw refusals.invalid('SessionId', 'it must be up to 50 letters, digits, _ and -');
  }
  if (wasUsed(sessionId)) {
    throw refusals.invalid('SessionId', `it was used within the last ${span}`);
  }
  return sessionId;
}
