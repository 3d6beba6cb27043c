import type { SignUrl } from '../signed-urls.js';
import type { Medium, Snapshot, SnapshotType } from '../store/records.js';
import type { Store } from '../store.js';
import { rounded } from './figures.js';

/** What every operation tells about a medium. */
export function mediumFields(medium: Medium, sign: SignUrl) {
  return {
    Title: medium.title,
    Description: medium.description,
    Tags: medium.tags,
    CateId: medium.categoryId,
    CateName: medium.categoryName,
    CoverURL: coverUrl(medium, sign),
    Status: medium.status,
    CreationTime: medium.createdAt,
    ModificationTime: medium.modifiedAt,
    StorageLocation: medium.storageLocation,
    AppId: medium.appId,
    StorageClass: medium.storageClass,
    RestoreStatus: medium.restoreStatus,
    RestoreExpiration: medium.restoreExpiration,
    ReferenceId: medium.referenceId,
  };
}

/** What only the look-ups by id tell. */
export function lookupFields(medium: Medium) {
  return {
    TemplateGroupId: medium.templateGroupId,
    DownloadSwitch: medium.downloadSwitch,
    PreprocessStatus: medium.preprocessStatus,
    RegionId: medium.regionId,
    UserData: medium.userData,
  };
}

/** Absent until the source was analysed. */
export function sourceFigures(medium: Medium) {
  return { Duration: rounded(medium.duration), Size: medium.size };
}

/** A cover that lies elsewhere is told as it was set: it is not ours to sign. */
export function coverUrl(medium: Medium, sign: SignUrl): string | undefined {
  return medium.coverKey === undefined ? medium.coverUrl : sign(medium.coverKey);
}

/** Those taken at the upload; later ones only ListSnapshots tells. Without frames, the covers. */
export function snapshotUrls(store: Store, medium: Medium, sign: SignUrl): string[] | undefined {
  const taken = store.snapshots.ofUpload(medium.id);
  const ofType = (type: SnapshotType) => taken.filter((snapshot) => snapshot.type === type);
  const frames = ofType('NormalSnapshot');
  return urlsOf(frames.length > 0 ? frames : ofType('CoverSnapshot'), sign);
}

export function spriteUrls(store: Store, medium: Medium, sign: SignUrl): string[] | undefined {
  return urlsOf(store.snapshots.latest(medium.id, 'SpriteSnapshot'), sign);
}

function urlsOf(snapshots: readonly Snapshot[], sign: SignUrl): string[] | undefined {
  return snapshots.length > 0 ? snapshots.map(({ objectKey }) => sign(objectKey)) : undefined;
}

export function wrappedSnapshots(store: Store, medium: Medium, sign: SignUrl) {
  const urls = snapshotUrls(store, medium, sign);
  return urls && { Snapshot: urls };
}
