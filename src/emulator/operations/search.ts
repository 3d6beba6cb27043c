import { type MediaHit, maxPagedRecords, type ResponseOf } from '../../vod/operations.js';
import { parseMatch } from '../match.js';
import type { CallContext, Handler, Parameters } from '../operation.js';
import { type Page, readChoice, readList, readPage, readText } from '../parameters.js';
import { refusals } from '../refusals.js';
import type { SearchType } from '../search-fields.js';
import type { Condition } from '../store/condition.js';
import type { Selection, SortKey } from '../store/library-table.js';
import type { ScrollPosition } from '../store/records.js';
import type { Store } from '../store.js';
import { foundAttached, foundImage, foundMedium } from './found-fields.js';
import { issueToken, queryOf, readScrollPosition, startAfter } from './scroll.js';
import { searchCondition } from './search-condition.js';
import { readSortKeys } from './search-sort.js';

/** SearchMedia as it was asked. */
export interface Search {
  readonly type: SearchType;
  readonly where: Condition;
  readonly order: readonly [SortKey, ...SortKey[]];
  readonly page: Page;
  readonly fields: ReadonlySet<string>;
  /** What a ScrollToken is good for. */
  readonly query: string;
  /** Where the sent ScrollToken stands. */
  readonly position: ScrollPosition | undefined;
}

interface SearchedTable<Row> {
  find(selection: Selection): Row[];
  count(where: Condition): number;
  after(key: SortKey, value: string, sequence: number): Condition;
}

export interface FoundRow {
  readonly id: string;
  readonly sequence: number;
  readonly createdAt: string;
  readonly modifiedAt: string;
}

/** What tells the hits of one type from those of the others. */
type Found = Partial<Pick<MediaHit, 'Video' | 'Audio' | 'Image' | 'AttachedMedia'>>;

export const searchMedia: Handler<'SearchMedia'> = (parameters, context) => {
  const { store } = context;
  const search = readSearch(parameters, store);
  const { fields } = search;
  switch (search.type) {
    case 'video':
      return answer(search, store.media, context, (medium) => ({
        Video: foundMedium(medium, fields, context),
      }));
    case 'audio':
      return answer(search, store.media, context, (medium) => ({
        Audio: foundMedium(medium, fields, context),
      }));
    case 'image':
      return answer(search, store.images, context, (image) => ({
        Image: foundImage(image, fields, context),
      }));
    case 'attached':
      return answer(search, store.attachedMedia, context, (attached) => ({
        AttachedMedia: foundAttached(attached, fields, context),
      }));
  }
};

function readSearch(parameters: Parameters, store: Store): Search {
  const type =
    readChoice(parameters, 'SearchType', ['video', 'audio', 'image', 'attached']) ?? 'video';
  const match = readText(parameters, 'Match') ?? '';
  const order = readSortKeys(parameters);
  const query = queryOf(type, match, order);
  const page = readPage(parameters);
  const position = readScrollPosition(parameters, { type, query, page }, store);
  if (!position && page.end > maxPagedRecords) {
    throw refusals.invalid('PageNo', `only ScrollToken leads beyond ${maxPagedRecords} records`);
  }
  return {
    type,
    where: searchCondition(parseMatch(match, type), type),
    order,
    page,
    fields: new Set(readList(parameters, 'Fields')),
    query,
    position,
  };
}

function answer<Row extends FoundRow>(
  search: Search,
  table: SearchedTable<Row>,
  { store }: CallContext,
  describe: (row: Row) => Found,
): ResponseOf<'SearchMedia'> {
  const total = table.count(search.where);
  const rows = table.find({
    ...startAfter(search, (value, sequence) => table.after(search.order[0], value, sequence)),
    order: search.order,
    limit: search.page.size,
  });
  const token = total > 0 ? issueToken(search, rows.at(-1), store) : undefined;
  return {
    Total: total,
    ...(token !== undefined && { ScrollToken: token }),
    MediaList: rows.map((row) => ({
      MediaId: row.id,
      MediaType: search.type,
      CreationTime: row.createdAt,
      // The objects of the other types are there too, empty.
      Video: {},
      Audio: {},
      Image: {},
      AttachedMedia: {},
      ...describe(row),
    })),
  };
}
