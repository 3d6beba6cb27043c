import type { Change } from './input.js';
import type { LoaderSet } from './loader.js';
import type { KeyedReads } from './reads.js';

/**
 * Reading after a lost answer. Only what a read tells for certain counts: an error, or a field that
 * the wire gives back in another form than it was sent, settles nothing.
 */

/** Those of the changes that the media show now. */
export async function appliedChanges(
  changes: readonly Change[],
  reads: KeyedReads<object>,
  loaders: LoaderSet,
): Promise<Set<string>> {
  const records = await readAnew(
    changes.map(({ id }) => id),
    reads,
    loaders,
  );
  const applied = changes.filter(({ id, content }) => shows(records.get(id), content));
  return new Set(applied.map(({ id }) => id));
}

/** Those of the ids that do not exist now, or of which nothing is left that `isLeft` looks for. */
export async function goneItems<Value>(
  ids: readonly string[],
  reads: KeyedReads<Value>,
  loaders: LoaderSet,
  isLeft: (value: Value) => boolean = () => true,
): Promise<Set<string>> {
  const records = await readAnew(ids, reads, loaders);
  return new Set(
    ids.filter((id) => {
      const value = records.get(id);
      return value === null || (value !== undefined && !isLeft(value));
    }),
  );
}

async function readAnew<Value>(
  ids: readonly string[],
  reads: KeyedReads<Value>,
  loaders: LoaderSet,
): Promise<Map<string, Value | null>> {
  await loaders.forget(ids);
  const values = await reads.load(ids, loaders.scope);
  const known = new Map<string, Value | null>();
  for (const [index, id] of ids.entries()) {
    const value = values[index] ?? null;
    if (!(value instanceof Error)) known.set(id, value);
  }
  return known;
}

/** A cover's URL comes back signed or rewritten: it tells nothing. */
function shows(record: object | null | undefined, content: Change['content']): boolean {
  if (!record || 'CoverURL' in content) return false;
  const fields = new Map<string, unknown>(Object.entries(record));
  return Object.entries(content).every(
    ([name, value]) => String(fields.get(name)) === String(value),
  );
}
