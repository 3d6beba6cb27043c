import type { SnapshotInfo } from '../events/bodies.js';
import { emitEvent } from '../events/emit.js';
import { eventUrl } from '../events/event-url.js';
import type { Store } from '../store.js';
import { toWireTime } from '../wire-time.js';
import { JobFailure } from './failure.js';
import { endingOf, errorFields, type Finished } from './finished.js';
import type { PictureSet } from './pictures.js';
import { toPattern } from './snapshot-pattern.js';
import type { Workspace } from './workspace.js';

/** The medium gets its covers, or the pictures that somebody asked for. */
export function enterPictures(store: Store, finished: Finished): void {
  const { job, result } = finished;
  const { mediumId, userData } = job;
  store.jobs.end(job.id, endingOf(finished));
  const isCovers = job.work.kind === 'covers';
  const about = {
    EventType: 'SnapshotComplete',
    VideoId: mediumId,
    ...(!isCovers && ({ SubType: 'SpecifiedTime' } as const)),
  } as const;
  if (result instanceof JobFailure) {
    emitEvent(store, mediumId, { ...about, ...errorFields(result) }, userData);
  } else if (result.kind === 'pictures') {
    const infos = result.sets.map((set) => enterSet(store, finished, set, result.files));
    const CoverUrl = isCovers && chooseCover(store, mediumId);
    emitEvent(
      store,
      mediumId,
      { ...about, Status: 'success', ...(CoverUrl && { CoverUrl }), SnapshotInfos: infos },
      userData,
    );
  }
}

function enterSet(
  store: Store,
  { job, atMs }: Finished,
  { type, names }: PictureSet,
  files: Workspace,
): SnapshotInfo {
  const { id: jobId, mediumId } = job;
  const keyOf = (name: string) => `${mediumId}/snapshots/${name}`;
  for (const [position, name] of names.entries()) {
    const objectKey = keyOf(name);
    const size = files.sizeOf(name);
    const file = files.keep(name);
    store.objects.insert({
      ...{ key: objectKey, ownerId: mediumId, place: 'data', file, size },
      contentType: 'image/jpeg',
    });
    const createdAt = toWireTime(new Date(atMs));
    const ofUpload = job.work.kind === 'covers' ? 1 : 0;
    store.snapshots.insert({ objectKey, mediumId, type, position, jobId, createdAt, ofUpload });
  }
  const key = keyOf(names[0] ?? '');
  return {
    Status: 'success',
    SnapshotType: type,
    SnapshotCount: names.length,
    SnapshotFormat: toPattern(key),
    SnapshotRegular: eventUrl(toPattern(key), 'cdn'),
    JobId: jobId,
  };
}

/** Of eight the fourth, unless somebody has chosen a cover before; answers the medium's cover. */
function chooseCover(store: Store, mediumId: string): string | undefined {
  const covers = store.snapshots.latest(mediumId, 'CoverSnapshot');
  const medium = store.media.byId(mediumId);
  if (medium?.coverUrl !== undefined) return medium.coverUrl;
  const coverKey = medium?.coverKey ?? covers[(covers.length - 1) >> 1]?.objectKey;
  if (coverKey === undefined) return undefined;
  store.media.update(mediumId, { coverKey });
  return eventUrl(coverKey, 'cdn');
}
