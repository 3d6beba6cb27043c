import type { Parameters } from '../operation.js';
import { readList } from '../parameters.js';
import { refusals } from '../refusals.js';
import type { SortKey } from '../store/library-table.js';

const maxSortKeys = 3;
const columns: Readonly<Record<string, SortKey['column']>> = {
  CreationTime: 'createdAt',
  ModificationTime: 'modifiedAt',
};

/** `CreationTime:Desc,ModificationTime:Asc`; callers in the wild write the direction in lower case. */
export function readSortKeys(parameters: Parameters): [SortKey, ...SortKey[]] {
  const [first = 'CreationTime:Desc', ...others] = readList(parameters, 'SortBy') ?? [];
  if (others.length >= maxSortKeys) throw refusals.tooManySortFields();
  return [toSortKey(first), ...others.map(toSortKey)];
}

function toSortKey(text: string): SortKey {
  const [, name, direction] = /^(\w+):(asc|desc)$/i.exec(text) ?? [];
  const column = name !== undefined && Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (!column) {
    throw refusals.invalid('SortBy', 'it must be CreationTime or ModificationTime, :Desc or :Asc');
  }
  return { column, direction: direction?.toLowerCase() === 'asc' ? 'ASC' : 'DESC' };
}
