import path from 'node:path';
import { systemAppId } from '../account.js';
import { newId } from '../new-id.js';
import { present } from '../present.js';
import { noTranscodeGroupId } from '../processing/templates.js';
import type { MediumDraft, NewMedium, Upload } from '../store/records.js';
import type { Store } from '../store.js';
import { storageLocation } from '../urls.js';
import { toWireTime } from '../wire-time.js';
import { sourceKey } from './object-keys.js';

/** Within a transaction: the medium is there and waits for its file, under the key answered. */
export function announceMedium(store: Store, draft: MediumDraft): Upload {
  const ownerId = insertMedium(store, draft, 'Uploading');
  const objectKey = sourceKey(ownerId, draft.extension, store.now());
  const upload: Upload = { objectKey, kind: 'video', ownerId };
  store.uploads.insert(upload);
  store.sources.insert({
    mediumId: ownerId,
    status: 'Uploading',
    fileName: path.basename(objectKey),
    createdAt: toWireTime(store.now()),
    videoStreams: [],
    audioStreams: [],
  });
  return upload;
}

/** The medium alone, without a source; answers its id. */
export function insertMedium(
  store: Store,
  { extension, categoryId, ...draft }: MediumDraft,
  status: NewMedium['status'],
): string {
  const id = newId();
  const now = toWireTime(store.now());
  store.media.insert(
    present<NewMedium>({
      ...draft,
      id,
      // A job may have waited for so long that its category is gone.
      categoryId: categoryId === undefined ? undefined : store.categories.byId(categoryId)?.id,
      status,
      createdAt: now,
      modifiedAt: now,
      storageLocation,
      appId: systemAppId,
      regionId: 'cn-shanghai',
      downloadSwitch: 'on',
      preprocessStatus: 'UnPreprocess',
      auditStatus: 'Init',
      transcodeMode: draft.templateGroupId === noTranscodeGroupId ? 'NoTranscode' : 'FastTranscode',
      mediaSource: 'general',
      storageClass: 'Standard',
    }),
  );
  return id;
}
