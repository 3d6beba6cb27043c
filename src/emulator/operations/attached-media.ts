import type { Handler, Parameters } from '../operation.js';
import { requireIds } from '../parameters.js';
import { present } from '../present.js';
import { refusals } from '../refusals.js';
import { readSigner, type SignUrl } from '../signed-urls.js';
import type { AttachedMedium } from '../store/records.js';
import type { Store } from '../store.js';
import { readUpdateContent } from '../update-content.js';
import type { AttachedMediaInfo } from '../wire/attached-media.js';
import { toWireTime } from '../wire-time.js';
import { categoriesOf } from './attached-fields.js';
import { checkNoEmojis, readCategories, readTextChanges } from './changes.js';

export const getAttachedMediaInfo: Handler<'GetAttachedMediaInfo'> = (parameters, context) => {
  const { store } = context;
  const { found, missing } = namedAttachedMedia(parameters, store);
  const { sign } = readSigner(parameters, context);
  return {
    AttachedMediaList: found.map((attached) => attachedInfo(attached, store, sign)),
    NonExistMediaIds: missing,
  };
};

/** All objects are checked before the first is applied. */
export const updateAttachedMediaInfos: Handler<'UpdateAttachedMediaInfos'> = (
  parameters,
  { store },
) => {
  const members = ['MediaId', 'Title', 'Description', 'Tags', 'CateIds'];
  const updates = readUpdateContent(parameters, members).map(({ members: sent, nameOf }) => {
    if (!sent.MediaId) throw refusals.missing('MediaId');
    checkNoEmojis(sent, nameOf);
    const categories = readCategories(sent, store, nameOf);
    return { id: sent.MediaId, texts: readTextChanges(sent, nameOf), categories };
  });
  const missing = new Set<string>();
  const modifiedAt = toWireTime(store.now());
  for (const { id, texts, categories } of updates) {
    if (!store.attachedMedia.byId(id)) {
      missing.add(id);
    } else if (categories || Object.keys(texts).length > 0) {
      store.attachedMedia.update(id, { ...texts, modifiedAt });
      if (categories) store.attachedMedia.setCategories(id, categories);
    }
  }
  return { NonExistMediaIds: [...missing] };
};

export const deleteAttachedMedia: Handler<'DeleteAttachedMedia'> = (parameters, { store }) => {
  const { found, missing } = namedAttachedMedia(parameters, store);
  for (const { id } of found) store.attachedMedia.delete(id);
  return { NonExistMediaIds: missing };
};

function namedAttachedMedia(parameters: Parameters, store: Store) {
  const ids = requireIds(parameters, 'MediaIds', refusals.exceededMax);
  const found = ids.flatMap((id) => store.attachedMedia.byId(id) ?? []);
  const known = new Set(found.map(({ id }) => id));
  return { found, missing: ids.filter((id) => !known.has(id)) };
}

function attachedInfo(attached: AttachedMedium, store: Store, sign: SignUrl): AttachedMediaInfo {
  return present<AttachedMediaInfo>({
    MediaId: attached.id,
    Title: attached.title,
    Description: attached.description,
    Tags: attached.tags,
    Type: attached.businessType,
    Status: attached.status,
    URL: sign(attached.objectKey),
    CreationTime: attached.createdAt,
    ModificationTime: attached.modifiedAt,
    StorageLocation: attached.storageLocation,
    AppId: attached.appId,
    Categories: categoriesOf(attached, store),
  });
}
