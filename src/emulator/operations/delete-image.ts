import type { Handler, Parameters } from '../operation.js';
import { readChoice, readChoices, requireIds, requireText } from '../parameters.js';
import { refusals } from '../refusals.js';
import type { SnapshotType } from '../store/records.js';
import type { Store } from '../store.js';
import { decodeJoinedUrl, keyOfUrl } from '../urls.js';

const snapshotTypes: readonly SnapshotType[] = [
  'CoverSnapshot',
  'NormalSnapshot',
  'SpriteSnapshot',
  'SpriteOriginSnapshot',
];

/** Each kind of target deletes what it finds and answers how many images that were. */
const deletions = {
  ImageId: deleteByIds,
  ImageURL: deleteByUrls,
  VideoId: deleteSnapshots,
};

/** Refused only if nothing of what was named exists: the answer has no lists to tell the rest. */
export const deleteImage: Handler<'DeleteImage'> = (parameters, { store }) => {
  requireText(parameters, 'DeleteImageType');
  const type = readChoice(parameters, 'DeleteImageType', ['ImageId', 'ImageURL', 'VideoId']);
  if (type && deletions[type](parameters, store) > 0) return {};
  throw refusals.noSuchResource();
};

function deleteByIds(parameters: Parameters, store: Store): number {
  const ids = requireIds(parameters, 'ImageIds').filter((id) => store.images.byId(id));
  for (const id of ids) store.images.delete(id);
  return ids.length;
}

function deleteByUrls(parameters: Parameters, store: Store): number {
  const keys = requireIds(parameters, 'ImageURLs').map((url) => keyOfUrl(decodedUrl(url)) ?? '');
  return new Set(keys.filter((key) => deleteByKey(key, store))).size;
}

function decodedUrl(url: string): string {
  const decoded = decodeJoinedUrl(url);
  if (decoded !== undefined) return decoded;
  throw refusals.invalid('ImageURLs', 'it holds a URL that is not percent-encoded properly');
}

function deleteByKey(key: string, store: Store): boolean {
  const image = store.images.byObjectKey(key);
  if (image) store.images.delete(image.id);
  const snapshot = store.snapshots.byObjectKey(key);
  if (snapshot) store.snapshots.delete(key);
  return image !== undefined || snapshot !== undefined;
}

function deleteSnapshots(parameters: Parameters, store: Store): number {
  const id = requireText(parameters, 'VideoId');
  const snapshots = readSnapshotTypes(parameters).flatMap((type) =>
    store.snapshots.ofMedium(id, type),
  );
  for (const { objectKey } of snapshots) store.snapshots.delete(objectKey);
  return snapshots.length;
}

function readSnapshotTypes(parameters: Parameters): readonly SnapshotType[] {
  if (requireText(parameters, 'ImageType') === 'All') return snapshotTypes;
  return readChoices(parameters, 'ImageType', snapshotTypes) ?? [];
}
