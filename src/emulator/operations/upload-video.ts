import { emitBaseChange } from '../events/base-change.js';
import type { Handler, Parameters } from '../operation.js';
import { readInteger, readText, requireText } from '../parameters.js';
import { defaultTemplateGroupId } from '../processing/templates.js';
import { refusals } from '../refusals.js';
import type { Medium, Upload } from '../store/records.js';
import type { Store } from '../store.js';
import { checkPlace, readDetails, readUserDataParameter } from '../uploads/details.js';
import { extensionOf, mediumTypeOf } from '../uploads/extensions.js';
import { announceMedium } from '../uploads/new-medium.js';
import { sourceKey } from '../uploads/object-keys.js';
import { uploadRefusals } from '../uploads/refusals.js';
import { uploadFields } from '../uploads/upload-address.js';
import { findNamed } from './named-media.js';

export const createUploadVideo: Handler<'CreateUploadVideo'> = (parameters, context) => {
  const { store } = context;
  const extension = extensionOf(requireText(parameters, 'FileName'));
  const type = mediumTypeOf(extension);
  if (!type) throw uploadRefusals.extension();
  readInteger(parameters, 'FileSize', { min: 0 });
  checkPlace(parameters);
  const { objectKey, ownerId } = announceMedium(store, {
    templateGroupId: defaultTemplateGroupId,
    ...readDetails(parameters, store),
    ...readUserDataParameter(parameters),
    ...readReferenceId(parameters, store),
    title: requireText(parameters, 'Title'),
    type,
    extension,
  });
  emitBaseChange(store, undefined, store.media.byId(ownerId));
  return { VideoId: ownerId, ...uploadFields(objectKey, context) };
};

/** The same address with a new credential: what is stored under it takes the place of the source. */
export const refreshUploadVideo: Handler<'RefreshUploadVideo'> = (parameters, context) => {
  const medium = findNamed(parameters, context.store);
  if (!medium) throw uploadRefusals.videoNotFound();
  const { objectKey } = uploadOf(medium, context.store);
  return { VideoId: medium.id, ...uploadFields(objectKey, context) };
};

/** Media of these can be deleted and nothing else. */
const damaged = ['UploadFail', 'ProduceFail'];

/** Shipped and registered media were never announced: theirs is made now. */
function uploadOf({ id, status }: Medium, store: Store): Upload {
  const source = store.sources.ofMedium(id);
  if (!source || damaged.includes(status)) throw uploadRefusals.videoDamaged();
  const known = store.uploads.ofOwner(id);
  if (known) return known;
  const object = source.objectKey === undefined ? undefined : store.objects.byKey(source.objectKey);
  // A registered file may belong to something else, which must keep it.
  const objectKey =
    object?.ownerId === id ? object.key : sourceKey(id, extensionOf(source.fileName), store.now());
  const upload: Upload = { objectKey, kind: 'video', ownerId: id };
  store.uploads.insert(upload);
  return upload;
}

function readReferenceId(parameters: Parameters, store: Store): { referenceId?: string } {
  const referenceId = readText(parameters, 'ReferenceId');
  if (referenceId === undefined) return {};
  if (!/^[\w-]{6,64}$/.test(referenceId)) {
    throw refusals.invalid('ReferenceId', 'it must be 6 to 64 letters, digits, _ and -');
  }
  if (store.media.byReferenceId(referenceId)) {
    throw refusals.invalid('ReferenceId', 'another medium has it');
  }
  return { referenceId };
}
