import { imageLookupOnly, imageSearchOnly } from '../datasources/image-fields.js';
import { selectedFields, selectedOfNodes } from '../resolvers/selection.js';
import { maxBatchIds, maxMatchIds } from '../vod/operations.js';
import { callsFor, type Standing } from './groups.js';
import type { Place, Walk } from './walk.js';

/** Images looked up by id, with what only a search tells of them. */
export function addImages(walk: Walk, place: Place, ids: Standing): void {
  const selection = selectedFields(walk.infoAt(place.nodes), 'Image');
  addImageLookups(walk, place.path, ids);
  if (imageSearchOnly.some((field) => selection.has(field))) {
    walk.add('SearchMedia', callsFor(ids, maxMatchIds), place.path);
  }
}

export function addImageHits(walk: Walk, place: Place, ids: Standing): void {
  const { fields } = selectedOfNodes(walk.infoAt(place.nodes), 'Image');
  if (imageLookupOnly.some((field) => fields.has(field))) addImageLookups(walk, place.path, ids);
}

/** One image of a tick is asked for by its own operation, several by the batch. */
export function addImageLookups(walk: Walk, path: string, ids: Standing): void {
  if (!ids.isCertain) walk.add('GetImageInfo', ids.waves, path);
  if (ids.count > 1 || !ids.isAlone) walk.add('GetImageInfos', callsFor(ids, maxBatchIds), path);
}
