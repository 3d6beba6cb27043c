import { createHash } from 'node:crypto';
import { badUserInput } from '../errors.js';

/** Where a page starts. */
export interface Position {
  /** Index of the page's first record in the whole list, from 0. */
  readonly start: number;
  /** Past the wall of 5,000: the ScrollToken with which VOD answers the page that holds `start`. */
  readonly scrollToken?: string;
}

/** Fingerprint of the arguments a list depends on, paging aside. */
export function listKey(field: string, args: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([field, args]))
    .digest('base64url')
    .slice(0, 16);
}

/** The cursor of the edge before `position`. It holds all that is needed to go on: nothing is kept. */
export function writeCursor(key: string, position: Position): string {
  const parts = [key, position.start, ...(position.scrollToken ? [position.scrollToken] : [])];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

export function readCursor(key: string, cursor: string): Position {
  const [cursorKey, start, scrollToken] = partsOf(cursor);
  if (cursorKey !== key) {
    throw badUserInput(
      'after: the cursor belongs to another field or to other arguments; only `first` may change from page to page.',
    );
  }
  return { start, ...(scrollToken !== undefined && { scrollToken }) };
}

/** Where a page starts that is asked for with a cursor, whichever list it belongs to; 0 if it is none. */
export function readCursorStart(cursor: string): number {
  try {
    return partsOf(cursor)[1];
  } catch {
    return 0;
  }
}

function partsOf(cursor: string): [key: string, start: number, scrollToken?: string] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw unreadable();
  }
  if (!Array.isArray(parts) || parts.length < 2 || parts.length > 3) throw unreadable();
  const [key, start, scrollToken] = parts as unknown[];
  if (typeof key !== 'string' || !Number.isSafeInteger(start) || (start as number) < 1) {
    throw unreadable();
  }
  if (scrollToken === undefined) return [key, start as number];
  if (typeof scrollToken !== 'string' || !/^[0-9A-Za-z]{1,64}$/.test(scrollToken)) {
    throw unreadable();
  }
  return [key, start as number, scrollToken];
}

function unreadable() {
  return badUserInput('after: not a cursor of this graph; take one from `edges` or `pageInfo`.');
}
