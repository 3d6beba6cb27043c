import type { Bound, Match } from '../match.js';
import type { SearchField, SearchType } from '../search-fields.js';
import { allOf, anyOf, type Condition, compare, oneOf, withId } from '../store/condition.js';
import { containsText } from '../store/grams.js';

const shared = {
  AppId: 'appId',
  CateId: 'categoryId',
  StorageLocation: 'storageLocation',
  Title: 'title',
  Tags: 'tags',
  Description: 'description',
  Status: 'status',
  CreationTime: 'createdAt',
  ModificationTime: 'modifiedAt',
};

const ofMedia = {
  ...shared,
  VideoId: 'id',
  AudioId: 'id',
  MediaSource: 'mediaSource',
  PreprocessStatus: 'preprocessStatus',
  Size: 'size',
  Duration: 'duration',
};

interface SearchedColumns {
  readonly table: string;
  /** Column by field. */
  readonly columns: Readonly<Record<string, string>>;
}

const searched: Readonly<Record<SearchType, SearchedColumns>> = {
  video: { table: 'media', columns: ofMedia },
  audio: { table: 'media', columns: ofMedia },
  image: { table: 'images', columns: { ...shared, ImageId: 'id', FileName: 'fileName' } },
  attached: {
    table: 'attached_media',
    columns: { ...shared, MediaId: 'id', FileName: 'fileName', BusinessType: 'businessType' },
  },
};

/** The media of a type that a Match expression asks for. */
export function searchCondition(match: Match, type: SearchType): Condition {
  const condition = toCondition(match, type);
  const isMedium = type === 'video' || type === 'audio';
  if (!isMedium) return condition;
  // By the plus SQLite is told that no index of the type serves: it would prefer one to the ids.
  return allOf([compare(condition.byId ? '+media.type' : 'media.type', '=', type), condition]);
}

function toCondition(match: Match, type: SearchType): Condition {
  switch (match.kind) {
    case 'and':
      return allOf(match.parts.map((part) => toCondition(part, type)));
    case 'or':
      return anyOf(match.parts.map((part) => toCondition(part, type)));
    case 'equals':
      return equality(match.field, match.values, type);
    case 'range': {
      const { table, name } = columnOf(match.field, type);
      const column = `${table}.${name}`;
      return allOf([...bound(column, '>', match.from), ...bound(column, '<', match.to)]);
    }
  }
}

function equality(
  field: SearchField,
  values: readonly (string | number)[],
  type: SearchType,
): Condition {
  const { table, name } = columnOf(field, type);
  if (field.fuzzy) {
    const texts = new Set(values.map(String));
    return anyOf([...texts].map((text) => containsText(table, name, text)));
  }
  if (name === 'id') return withId(table, values);
  return type === 'attached' && field.name === 'CateId'
    ? inCategory(values)
    : oneOf(`${table}.${name}`, values);
}

function bound(column: string, comparison: '<' | '>', limit: Bound | undefined): Condition[] {
  if (!limit) return [];
  return [compare(column, limit.inclusive ? `${comparison}=` : comparison, limit.value)];
}

/** Attached media may be in several categories. */
function inCategory(values: readonly (string | number)[]): Condition {
  const { sql, values: bound } = oneOf('categoryId', values);
  return {
    sql: `attached_media.id IN (SELECT attachedId FROM attached_categories WHERE ${sql})`,
    values: bound,
  };
}

function columnOf(field: SearchField, type: SearchType): { table: string; name: string } {
  const { table, columns } = searched[type];
  const name = Object.hasOwn(columns, field.name) ? columns[field.name] : undefined;
  if (name === undefined) throw new Error(`No column for the search field ${field.name}`);
  return { table, name };
}
