import type { CallContext } from '../operation.js';
import { defaultSigner, type SignUrl } from '../signed-urls.js';
import { allOf, anyOf, type Condition, compare } from '../store/condition.js';
import { containsText } from '../store/grams.js';
import type { AttachedMedium, Image, Medium } from '../store/records.js';
import type { Store } from '../store.js';
import type { ItemKind, ItemPage, ItemSummary } from './shapes.js';

export interface ItemQuery {
  /** Videos and audios unless given. */
  readonly kind?: ItemKind | undefined;
  /** Part of a title, description or tag; or a whole id. */
  readonly search?: string | undefined;
  readonly status?: string | undefined;
  readonly page: number;
  readonly pageSize: number;
}

/** A page of the library, newest first. */
export function listItems(query: ItemQuery, context: CallContext): ItemPage {
  const { store } = context;
  const { sign } = defaultSigner(context);
  switch (query.kind) {
    case 'image':
      return pageOf(store.images, 'images', query, (image) => imageSummary(image, sign));
    case 'attached':
      return pageOf(store.attachedMedia, 'attached_media', query, (attached) =>
        attachedSummary(attached, store, sign),
      );
    default:
      return pageOf(store.media, 'media', query, (medium) => mediumSummary(medium, sign));
  }
}

interface ListedTable<Row> {
  find(selection: { where: Condition; limit: number; offset: number }): Row[];
  count(where: Condition): number;
}

function pageOf<Row>(
  table: ListedTable<Row>,
  name: string,
  query: ItemQuery,
  summarise: (row: Row) => ItemSummary,
): ItemPage {
  const { page, pageSize } = query;
  const where = allOf([...conditionsOf(name, query)]);
  const rows = table.find({ where, limit: pageSize, offset: (page - 1) * pageSize });
  return { total: table.count(where), page, pageSize, items: rows.map(summarise) };
}

function* conditionsOf(table: string, query: ItemQuery): Generator<Condition> {
  const { kind, status, search = '' } = query;
  if (kind === 'video' || kind === 'audio') yield compare('media.type', '=', kind);
  if (status !== undefined) yield compare(`${table}.status`, '=', status);
  const text = search.trim();
  if (/^[0-9a-f]{32}$/.test(text)) yield compare(`${table}.id`, '=', text);
  else if (text !== '') {
    const texts = ['title', 'description', 'tags'];
    yield anyOf(texts.map((column) => containsText(table, column, text)));
  }
}

export function mediumSummary(medium: Medium, sign: SignUrl): ItemSummary {
  const { id, type, title, status, createdAt, duration, size, coverKey } = medium;
  const coverUrl = coverKey && sign(coverKey);
  return { id, kind: type, title, status, createdAt, duration, size, coverUrl };
}

export function imageSummary(image: Image, sign: SignUrl): ItemSummary {
  const { id, title = '', status, createdAt, size, objectKey } = image;
  const coverUrl = size === undefined ? undefined : sign(objectKey);
  return { id, kind: 'image', title, status, createdAt, size, coverUrl };
}

export function attachedSummary(
  { id, title = '', status, createdAt, objectKey, businessType }: AttachedMedium,
  store: Store,
  sign: SignUrl,
): ItemSummary {
  const size = store.objects.byKey(objectKey)?.size;
  const isPicture = businessType === 'watermark' && size !== undefined;
  const coverUrl = isPicture ? sign(objectKey) : undefined;
  return { id, kind: 'attached', title, status, createdAt, size, coverUrl };
}
