import { type Parameters, Refusal } from '../../src/emulator/operation.js';
import { execute } from '../../src/emulator/operations/execute.js';
import type {
  Category,
  NewAttachedMedium,
  NewImage,
  NewMedium,
  NewSource,
  NewStream,
  Snapshot,
  SnapshotType,
} from '../../src/emulator/store/records.js';
import { openStore, type Store } from '../../src/emulator/store.js';
import { storageLocation } from '../../src/emulator/urls.js';
import type { ServedOperation } from '../../src/emulator/wire/served.js';

export const origin = 'http://127.0.0.1:4001';

/** A store in memory whose clock stands still until a test moves it. */
export function createMediaStore(start = '2026-08-01T12:00:00Z') {
  const clock = { now: new Date(start) };
  const store = openStore({ folder: ':memory:', now: () => clock.now });
  return { store, clock, ...createCaller(store) };
}

/** Calls handlers as the server does: on text parameters. */
function createCaller(store: Store) {
  const call = <Name extends ServedOperation>(name: Name, parameters: Parameters = {}) =>
    execute(name, parameters, { store, origin });
  /** What a call that is refused is refused with. */
  const refusal = (name: ServedOperation, parameters: Parameters = {}) => {
    try {
      call(name, parameters);
    } catch (error) {
      if (error instanceof Refusal) return [error.status, error.code, error.message];
      throw error;
    }
    throw new Error(`${name} was not refused`);
  };
  return { call, refusal };
}

/** An id of 32 hex characters that can be told apart in a failing test. */
export const id = (number: number): string => number.toString(16).padStart(32, '0');

export function insertVideo(store: Store, video: Partial<NewMedium> = {}): NewMedium {
  const medium: NewMedium = {
    id: id(1),
    type: 'video',
    title: 'Harbour at dawn',
    status: 'Normal',
    createdAt: '2026-05-01T08:00:00Z',
    modifiedAt: '2026-05-01T08:00:00Z',
    storageLocation,
    appId: 'app-1000000',
    regionId: 'cn-shanghai',
    downloadSwitch: 'on',
    preprocessStatus: 'UnPreprocess',
    transcodeMode: 'FastTranscode',
    mediaSource: 'general',
    storageClass: 'Standard',
    ...video,
  };
  store.media.insert(medium);
  return medium;
}

export function insertCategory(store: Store, category: Partial<Category> = {}): Category {
  const record: Category = {
    id: 7,
    name: 'Sea',
    parentId: -1,
    level: 0,
    type: 'default',
    createdAt: '2026-05-01T08:00:00Z',
    ...category,
  };
  store.categories.insert(record);
  return record;
}

export function insertObject(store: Store, key: string, ownerId: string, size = 1000): string {
  store.objects.insert({
    key,
    ownerId,
    file: 'landscape/source.mp4',
    contentType: 'video/mp4',
    size,
    md5: '14edf6fce353c1228a9e415a340da10f',
    crc64: '4059512414113566509',
  });
  return key;
}

export function insertSource(store: Store, mediumId: string, source: Partial<NewSource> = {}) {
  store.sources.insert({
    mediumId,
    status: 'Normal',
    fileName: 'harbour.mp4',
    objectKey: insertObject(store, `sv/${mediumId}/harbour.mp4`, mediumId, 816_307),
    createdAt: '2026-05-01T08:00:00Z',
    duration: 12,
    bitrate: 544.204,
    fps: 25,
    width: 1280,
    height: 720,
    videoStreams: [{ Index: '0', CodecName: 'h264' }],
    audioStreams: [{ Index: '1', CodecName: 'aac' }],
    ...source,
  });
}

export function insertStream(store: Store, mediumId: string, stream: Partial<NewStream> = {}) {
  const jobId = stream.jobId ?? `${mediumId.slice(8)}00000001`;
  store.streams.insert({
    jobId,
    mediumId,
    objectKey: insertObject(store, `${mediumId}/${jobId}-sd.mp4`, jobId),
    format: 'mp4',
    definition: 'SD',
    type: 'video',
    duration: 12.011,
    bitrate: 230.051,
    size: 345_393,
    createdAt: '2026-05-01T08:02:00Z',
    modifiedAt: '2026-05-01T08:03:00Z',
    ...stream,
  });
  return jobId;
}

/** With its object; answers the key. */
export function insertSnapshot(
  store: Store,
  mediumId: string,
  type: SnapshotType,
  snapshot: Partial<Snapshot> = {},
): string {
  const { objectKey = `${mediumId}/${type}.jpg`, ...others } = snapshot;
  store.snapshots.insert({
    objectKey: insertObject(store, objectKey, mediumId),
    mediumId,
    type,
    position: 0,
    jobId: `${type}-${mediumId.slice(20)}`,
    createdAt: '2026-05-01T08:01:00Z',
    ofUpload: 1,
    ...others,
  });
  return objectKey;
}

export function insertImage(store: Store, image: Partial<NewImage> = {}): NewImage {
  const imageId = image.id ?? id(101);
  const record: NewImage = {
    id: imageId,
    status: 'Normal',
    type: 'default',
    objectKey: insertObject(store, `image/default/${imageId}.png`, imageId, 8932),
    createdAt: '2026-05-03T02:37:23Z',
    modifiedAt: '2026-05-03T02:37:23Z',
    storageLocation,
    appId: 'app-1000000',
    regionId: 'cn-shanghai',
    ...image,
  };
  store.images.insert(record);
  return record;
}

export function insertAttached(
  store: Store,
  attached: Partial<NewAttachedMedium> = {},
): NewAttachedMedium {
  const attachedId = attached.id ?? id(201);
  const record: NewAttachedMedium = {
    id: attachedId,
    status: 'Normal',
    businessType: 'watermark',
    objectKey: insertObject(store, `watermark/${attachedId}.png`, attachedId, 512),
    createdAt: '2026-05-04T02:37:23Z',
    modifiedAt: '2026-05-04T02:37:23Z',
    storageLocation,
    appId: 'app-1000000',
    ...attached,
  };
  store.attachedMedia.insert(record);
  return record;
}
