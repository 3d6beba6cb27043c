import { readCursorStart } from '../datasources/cursor.js';
import { isSendableId } from '../datasources/input.js';
import { windowOf } from '../datasources/page-window.js';
import { readFirst } from '../datasources/pages.js';
import { maxPagedRecords, maxPageSize } from '../vod/operations.js';
import { type IdGroup, type Standing, standingOf } from './groups.js';
import { addImageHits, addImages } from './images.js';
import { type Kind, MediaCost } from './media.js';
import type { Place, Walk } from './walk.js';

/** What a root field asks for: ids of which universe, and what it costs when they are counted. */
interface Root {
  readonly of: 'media' | 'images' | 'nothing';
  readonly group: IdGroup;
  readonly cost: (walk: Walk, ids: Standing) => void;
}

/** The root fields of queries by name. */
const roots: Readonly<Record<string, (place: Place) => Root>> = {
  video: (place) => lookedUp('Video', place, [place.args.id]),
  audio: (place) => lookedUp('Audio', place, [place.args.id]),
  videos: (place) => lookedUp('Video', place, place.args.ids),
  mezzanine: (place) => ({
    of: 'media',
    group: namedGroup([place.args.videoId]),
    cost: (walk, ids) => new MediaCost(walk, ids).source(place),
  }),
  image: (place) => images(place, [place.args.id]),
  images: (place) => images(place, place.args.ids),
  videoList: (place) => ({
    of: 'media',
    group: pageGroup(place),
    cost: (walk, ids) => {
      walk.add('GetVideoList', pageCalls(place, false), place.path);
      new MediaCost(walk, ids).onPage('Video', place, 'GetVideoList');
    },
  }),
  searchMedia,
};

export const queryFields: readonly string[] = Object.keys(roots);

/** All root fields of a query are executed at once, so that they share look-ups. */
export function addQuery(walk: Walk, places: readonly Place[]): void {
  const found = places.flatMap((place) => roots[place.name]?.(place) ?? []);
  for (const root of found) {
    const universe = found.filter(({ of }) => of === root.of).map(({ group }) => group);
    root.cost(walk, standingOf(root.group, universe));
  }
}

function lookedUp(kind: Kind, place: Place, ids: unknown): Root {
  return {
    of: 'media',
    group: namedGroup(ids),
    cost: (walk, standing) => new MediaCost(walk, standing).lookedUp(kind, place),
  };
}

function images(place: Place, ids: unknown): Root {
  return {
    of: 'images',
    group: namedGroup(ids),
    cost: (walk, standing) => addImages(walk, place, standing),
  };
}

const hits: Readonly<Record<string, { of: Root['of']; kind?: Kind }>> = {
  video: { of: 'media', kind: 'Video' },
  audio: { of: 'media', kind: 'Audio' },
  image: { of: 'images' },
};

function searchMedia(place: Place): Root {
  const type = String(place.args.type ?? 'video');
  const { of, kind } = hits[type] ?? { of: 'nothing' };
  return {
    of,
    group: pageGroup(place),
    cost: (walk, ids) => {
      walk.add('SearchMedia', pageCalls(place, kind !== undefined), place.path);
      if (kind) new MediaCost(walk, ids).onPage(kind, place, 'SearchMedia');
      else if (of === 'images') addImageHits(walk, place, ids);
    },
  };
}

/** Ids that the document names, each once; others than sendable ones are never asked for. */
export function namedGroup(values: unknown): IdGroup {
  const sendable = idsIn(values).filter(isSendableId);
  const ids = new Set(sendable);
  return { ids, count: ids.size };
}

export const idsIn = (values: unknown): string[] =>
  Array.isArray(values) ? values.map(String) : [];

const pageGroup = ({ args }: Place): IdGroup => ({ count: firstOf(args) });

const firstOf = ({ first }: Place['args']) => readFirst(typeof first === 'number' ? first : null);

/** How many calls a page takes from where its cursor says that it starts. */
function pageCalls({ args }: Place, scrolls: boolean): number {
  const { after } = args;
  if (typeof after !== 'string') return 1;
  const start = readCursorStart(after);
  const first = firstOf(args);
  // One call for a token that the cursor lacks.
  if (scrolls && start + first > maxPagedRecords) return 3;
  const count = Math.min(first, maxPagedRecords - start);
  return count < 1 || first > maxPageSize ? 0 : windowOf(start, count).pages.length;
}
