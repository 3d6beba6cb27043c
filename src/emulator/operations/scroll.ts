import { createHash } from 'node:crypto';
import type { Parameters } from '../operation.js';
import { readText } from '../parameters.js';
import { refusals } from '../refusals.js';
import type { SearchType } from '../search-fields.js';
import { allOf, type Condition } from '../store/condition.js';
import type { SortKey } from '../store/library-table.js';
import type { ScrollPosition } from '../store/records.js';
import type { Store } from '../store.js';
import type { FoundRow, Search } from './search.js';

/** From the start of the current page, in records (newest reference of SearchMedia). */
const maxJump = 100;

/** Two searches with the same text find the same, wherever they are in it. */
export function queryOf(type: SearchType, match: string, order: readonly SortKey[]): string {
  return createHash('md5')
    .update(JSON.stringify([type, match, order]))
    .digest('hex');
}

/** The position of the ScrollToken sent, if one was sent; refused if it does not lead to the page. */
export function readScrollPosition(
  parameters: Parameters,
  { type, query, page }: Pick<Search, 'type' | 'query' | 'page'>,
  store: Store,
): ScrollPosition | undefined {
  const token = readText(parameters, 'ScrollToken');
  if (token === undefined) return undefined;
  if (!isScrollable(type)) {
    throw refusals.invalid('ScrollToken', 'only video and audio can be traversed');
  }
  if (parameters.SortBy?.includes(',')) throw refusals.sortByExceeded();
  const position = store.scrollTokens.find(token);
  if (position?.query !== query) throw refusals.scrollTokenExpired();
  checkJump(position, page.offset);
  return position;
}

/** The next page always; further ahead, within the vendor's limit; never back. */
function checkJump({ firstRecord, endRecord }: ScrollPosition, offset: number): void {
  if (offset < endRecord) throw refusals.invalid('PageNo', 'a ScrollToken leads forward only');
  if (offset > endRecord && offset - firstRecord >= maxJump) {
    throw refusals.invalid(
      'PageNo',
      `a ScrollToken leads at most ${maxJump} records forward from its page`,
    );
  }
}

/**
 * Where the page starts. A traversal goes on after the last record it has seen, not after so many
 * records: what is added or deleted meanwhile makes it neither skip nor repeat any.
 */
export function startAfter(
  { where, page, position }: Search,
  after: (anchorValue: string, anchorSequence: number) => Condition,
): { where: Condition; offset: number } {
  if (position?.anchorValue === undefined || position.anchorSequence === undefined) {
    return { where, offset: page.offset };
  }
  return {
    where: allOf([where, after(position.anchorValue, position.anchorSequence)]),
    offset: page.offset - position.endRecord,
  };
}

/** A new token with each answer: it leads on from the end of this page. */
export function issueToken(
  { type, query, page, order, position }: Search,
  last: FoundRow | undefined,
  store: Store,
): string | undefined {
  if (!isScrollable(type)) return undefined;
  return store.scrollTokens.issue({
    query,
    firstRecord: page.offset,
    endRecord: page.end,
    ...(position && anchorOf(position)),
    ...(last && { anchorValue: last[order[0].column], anchorSequence: last.sequence }),
  });
}

function anchorOf({ anchorValue, anchorSequence }: ScrollPosition) {
  return {
    ...(anchorValue !== undefined && { anchorValue }),
    ...(anchorSequence !== undefined && { anchorSequence }),
  };
}

function isScrollable(type: SearchType): boolean {
  return type === 'video' || type === 'audio';
}
