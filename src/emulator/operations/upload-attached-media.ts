import { systemAppId } from '../account.js';
import { newId } from '../new-id.js';
import type { Handler, Parameters } from '../operation.js';
import { readChoice, readInteger, requireChoice } from '../parameters.js';
import { present } from '../present.js';
import { refusals } from '../refusals.js';
import { defaultSigner } from '../signed-urls.js';
import type { NewAttachedMedium } from '../store/records.js';
import {
  checkPlace,
  ownName,
  readLimited,
  readTexts,
  readUserDataParameter,
} from '../uploads/details.js';
import { attachedExtensions, extensionOf } from '../uploads/extensions.js';
import { attachedKey } from '../uploads/object-keys.js';
import { uploadRefusals } from '../uploads/refusals.js';
import { uploadFields } from '../uploads/upload-address.js';
import { plainOssUrl, storageLocation } from '../urls.js';
import { toWireTime } from '../wire-time.js';
import { readCategories } from './changes.js';

const businessTypes = ['watermark', 'subtitle', 'material'] as const;

export const createUploadAttachedMedia: Handler<'CreateUploadAttachedMedia'> = (
  parameters,
  context,
) => {
  const { store, origin } = context;
  const businessType = requireChoice(parameters, 'BusinessType', businessTypes);
  const fileName = readLimited(parameters, 'FileName', 1024);
  const id = newId();
  const extension = readExtension(parameters, businessType, fileName);
  const objectKey = attachedKey(businessType, id, extension, store.now());
  readInteger(parameters, 'FileSize', { min: 0 });
  checkPlace(parameters);
  const categoryIds = readCategories(parameters, store, ownName) ?? [];
  const now = toWireTime(store.now());
  store.attachedMedia.insert(
    present<NewAttachedMedium>({
      ...readTexts(parameters),
      ...readUserDataParameter(parameters),
      id,
      status: 'Uploading',
      businessType,
      objectKey,
      fileName,
      createdAt: now,
      modifiedAt: now,
      storageLocation,
      appId: systemAppId,
    }),
  );
  store.attachedMedia.setCategories(id, categoryIds);
  store.uploads.insert({ objectKey, kind: 'attached', ownerId: id });
  return {
    MediaId: id,
    MediaURL: defaultSigner(context).sign(objectKey),
    FileURL: plainOssUrl(origin, objectKey),
    ...uploadFields(objectKey, context),
  };
};

/** MediaExt goes before the file's name; each type of use has formats of its own. */
function readExtension(
  parameters: Parameters,
  businessType: NewAttachedMedium['businessType'],
  fileName = '',
): string {
  const known: readonly string[] = attachedExtensions[businessType];
  const chosen = readChoice(parameters, 'MediaExt', known) ?? extensionOf(fileName);
  if (chosen === '') throw refusals.missing('MediaExt');
  if (!known.includes(chosen)) throw uploadRefusals.extension();
  return chosen;
}
