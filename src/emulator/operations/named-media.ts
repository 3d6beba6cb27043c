import type { Parameters } from '../operation.js';
import { readIds, readText } from '../parameters.js';
import { refusals } from '../refusals.js';
import type { Medium } from '../store/records.js';
import type { Store } from '../store.js';

/** The medium that VideoId names, or else ReferenceId: with both, VideoId decides. */
export function namedMedium(parameters: Parameters, store: Store): Medium {
  const medium = findNamed(parameters, store);
  if (!medium) throw refusals.videoNotFound();
  return medium;
}

export function findNamed(parameters: Parameters, store: Store): Medium | undefined {
  const id = readText(parameters, 'VideoId');
  if (id !== undefined) return store.media.byId(id);
  const referenceId = readText(parameters, 'ReferenceId');
  if (referenceId !== undefined) return store.media.byReferenceId(referenceId);
  throw refusals.missing('VideoId');
}

export interface NamedMedia {
  /** Each medium once, in the order of the request. */
  readonly found: readonly Medium[];
  readonly missingIds: readonly string[];
  readonly missingReferenceIds: readonly string[];
}

/** The media that VideoIds (or MediaIds) and ReferenceIds name together. */
export function namedMedia(
  parameters: Parameters,
  store: Store,
  idsName: 'VideoIds' | 'MediaIds' = 'VideoIds',
): NamedMedia {
  const ids = readIds(parameters, idsName);
  const referenceIds = readIds(parameters, 'ReferenceIds');
  if (!ids && !referenceIds) throw refusals.missing(idsName);
  const byId = lookUp(ids, (id) => store.media.byId(id));
  const byReference = lookUp(referenceIds, (id) => store.media.byReferenceId(id));
  const found = new Map([...byId.found, ...byReference.found].map((it) => [it.id, it]));
  return {
    found: [...found.values()],
    missingIds: byId.missing,
    missingReferenceIds: byReference.missing,
  };
}

/** As above, for operations that refuse when not one of the ids exists. */
export function namedMediaOrRefusal(parameters: Parameters, store: Store): NamedMedia {
  const media = namedMedia(parameters, store);
  if (media.found.length === 0) throw refusals.videoNotFound();
  return media;
}

/** The lists of what does not exist are always there, even if empty. */
export function nonExistent({ missingIds, missingReferenceIds }: NamedMedia) {
  return {
    NonExistVideoIds: [...missingIds],
    NonExistReferenceIds: [...missingReferenceIds],
  };
}

function lookUp(ids: readonly string[] = [], find: (id: string) => Medium | undefined) {
  const found: Medium[] = [];
  const missing: string[] = [];
  for (const id of ids) {
    const medium = find(id);
    if (medium) found.push(medium);
    else missing.push(id);
  }
  return { found, missing };
}
