import { badUserInput } from '../errors.js';
import { maxPagedRecords, maxPageSize } from '../vod/operations.js';
import { type Position, readCursor, writeCursor } from './cursor.js';
import { deferred } from './loader.js';
import { type VodPage, windowOf } from './page-window.js';

/** What a page operation of VOD answered. */
interface FetchedPage<Record> {
  readonly records: readonly Record[];
  readonly total: number;
  /** Token for the page after this one; video and audio searches only. */
  readonly scrollToken?: string | undefined;
}

export type FetchPage<Record> = (
  page: VodPage,
  scrollToken?: string,
) => Promise<FetchedPage<Record>>;

export interface PagedList {
  /** Fingerprint of the list's arguments; see `listKey`. */
  readonly key: string;
  readonly first: number;
  readonly after: string | null;
  /** What to do past VOD's first 5,000 records: `scroll`, or refuse with this advice. */
  readonly beyondWall: 'scroll' | { readonly advice: string };
}

export interface Page<Record> {
  readonly items: readonly { readonly cursor: string; readonly record: Record }[];
  readonly start: number;
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

const defaultPageSize = 20;

/** A record, and where the page starts that is asked for with its cursor. */
interface Found<Record> {
  readonly record: Record;
  readonly next: Position;
}

/** The size of a page; that it is within bounds was checked before execution (`limits/page-size.ts`). */
export function readFirst(first: number | null | undefined): number {
  return first ?? defaultPageSize;
}

/** Reads one page of a list with at most two upstream calls. */
export async function readPage<Record>(
  list: PagedList,
  fetch: FetchPage<Record>,
): Promise<Page<Record>> {
  const position = list.after === null ? { start: 0 } : readCursor(list.key, list.after);
  const scrolls = list.beyondWall === 'scroll' && position.start + list.first > maxPagedRecords;
  const count = scrolls ? list.first : clippedCount(list, position);
  const read = scrolls ? readByScrolling : readByNumber;
  const { found, total } = await read(position, count, fetch);
  return {
    items: found.map(({ record, next }) => ({ cursor: writeCursor(list.key, next), record })),
    start: position.start,
    hasNextPage: found.length === count && position.start + count < total,
    totalCount: total,
  };
}

/** How many records VOD still reaches by page number. */
function clippedCount(list: PagedList, { start }: Position): number {
  if (start >= maxPagedRecords && list.beyondWall !== 'scroll') {
    throw badUserInput(
      `after: VOD reaches only the first ${maxPagedRecords} matches here. ${list.beyondWall.advice}`,
    );
  }
  return Math.min(list.first, maxPagedRecords - start);
}

async function readByNumber<Record>(
  { start }: Position,
  count: number,
  fetch: FetchPage<Record>,
): Promise<{ found: Found<Record>[]; total: number }> {
  const { pages, skip } = windowOf(start, count);
  const records: Record[] = [];
  let total = 0;
  for (const page of pages) {
    const answer = await fetch(page);
    records.push(...answer.records);
    total = answer.total;
    if (answer.records.length < page.size) break;
  }
  const found = records
    .slice(skip, skip + count)
    .map((record, offset) => ({ record, next: { start: start + offset + 1 } }));
  return { found, total };
}

/**
 * Past the wall VOD goes on by ScrollToken: each answer brings the token for the following page, and
 * the page size may not change on the way. Pages of 100 from page 50 on, the last one that needs no
 * token, hold any stretch of up to 100 records in two pages. A cursor carries the token for the page
 * that its stretch starts in.
 */
async function readByScrolling<Record>(
  position: Position,
  count: number,
  fetch: FetchPage<Record>,
): Promise<{ found: Found<Record>[]; total: number }> {
  const { start } = position;
  const lastUnscrolled = maxPagedRecords / maxPageSize;
  const firstPage = pageOf(start);
  let token = position.scrollToken;
  if (firstPage > lastUnscrolled && token === undefined) {
    if (firstPage > lastUnscrolled + 1) throw badUserInput('after: not a cursor of this graph.');
    token = (await fetch({ number: lastUnscrolled, size: maxPageSize })).scrollToken;
  }
  const found: Found<Record>[] = [];
  let total = 0;
  for (let number = firstPage; number <= pageOf(start + count - 1); number += 1) {
    const answer = await fetch({ number, size: maxPageSize }, token);
    total = answer.total;
    for (const [offset, record] of answer.records.entries()) {
      const index = (number - 1) * maxPageSize + offset;
      if (index < start || index >= start + count) continue;
      const nextToken = pageOf(index + 1) === number ? token : answer.scrollToken;
      const next = { start: index + 1, ...(nextToken !== undefined && { scrollToken: nextToken }) };
      found.push({ record, next });
    }
    if (answer.records.length < maxPageSize) break;
    token = answer.scrollToken;
  }
  return { found, total };
}

/** Number of the page of 100 that holds a record. */
function pageOf(index: number): number {
  return Math.floor(index / maxPageSize) + 1;
}

/** The page with its records replaced, each by a promise that may fail without the others. */
export function mapPage<Record, Node>(
  page: Page<Record>,
  toNode: (record: Record) => Promise<Node>,
): Page<Promise<Node>> {
  return {
    ...page,
    items: page.items.map(({ cursor, record }) => ({ cursor, record: deferred(toNode(record)) })),
  };
}
