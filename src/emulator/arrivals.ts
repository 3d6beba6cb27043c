import path from 'node:path';
import { emitEvent } from './events/emit.js';
import { eventUrl } from './events/event-url.js';
import { beginProcessing } from './processing/begin.js';
import type { StoredObject, Upload } from './store/records.js';
import type { Store } from './store.js';
import { measureImage } from './uploads/image-figures.js';
import { toWireTime } from './wire-time.js';

/** A file that was stored under a key where one was expected. */
export type ArrivedFile = Required<
  Pick<StoredObject, 'file' | 'contentType' | 'size' | 'md5' | 'crc64'>
> &
  Pick<StoredObject, 'etag' | 'headers'>;

/**
 * Within a transaction: the file becomes what its upload was announced as. Answers false, and has
 * the file removed, if nobody expects it any more: what was deleted meanwhile stays deleted.
 */
export function objectArrived(store: Store, { objectKey }: Upload, file: ArrivedFile): boolean {
  const upload = store.uploads.byKey(objectKey);
  if (!upload) {
    store.objects.discard(file.file);
    return false;
  }
  store.objects.put({ key: objectKey, ownerId: upload.ownerId, place: 'data', ...file });
  arrivals[upload.kind](store, upload, file);
  return true;
}

/** An upload goes with its owner, so the owner is there. */
const arrivals: Record<Upload['kind'], (store: Store, upload: Upload, file: ArrivedFile) => void> =
  {
    video: sourceArrived,
    image: imageArrived,
    attached: attachedMediaArrived,
  };

/** The first source, or one in its place; what was known of an older one says nothing of this one. */
function sourceArrived(store: Store, { ownerId, objectKey }: Upload, { size }: ArrivedFile): void {
  store.sources.put({
    mediumId: ownerId,
    status: 'Normal',
    fileName: path.basename(objectKey),
    objectKey,
    createdAt: store.sources.ofMedium(ownerId)?.createdAt ?? toWireTime(store.now()),
    videoStreams: [],
    audioStreams: [],
  });
  store.media.update(ownerId, { size, duration: null });
  emitEvent(store, ownerId, {
    EventType: 'FileUploadComplete',
    VideoId: ownerId,
    Status: 'success',
    Size: size,
    FileUrl: eventUrl(objectKey, 'bucket'),
  });
  beginProcessing(store, ownerId);
}

function imageArrived(store: Store, { ownerId, objectKey }: Upload, file: ArrivedFile): void {
  const figures = measureImage(store.pathOf({ place: 'data', file: file.file }));
  store.images.update(ownerId, {
    status: figures ? 'Normal' : 'UploadFail',
    width: figures?.width ?? null,
    height: figures?.height ?? null,
  });
  emitEvent(store, ownerId, {
    EventType: 'ImageUploadComplete',
    ImageId: ownerId,
    Status: figures ? 'success' : 'fail',
    Size: file.size,
    FileURL: eventUrl(objectKey, 'bucket'),
    AppId: store.images.byId(ownerId)?.appId ?? '',
  });
}

function attachedMediaArrived(
  store: Store,
  { ownerId, objectKey }: Upload,
  { size }: ArrivedFile,
): void {
  store.attachedMedia.update(ownerId, { status: 'Normal' });
  emitEvent(store, ownerId, {
    EventType: 'AttachedMediaUploadComplete',
    AttachedMediaId: ownerId,
    Status: 'success',
    Size: size,
    FileURL: eventUrl(objectKey, 'bucket'),
  });
}
