import { systemAppId } from '../account.js';
import { newId } from '../new-id.js';
import type { Handler, Parameters } from '../operation.js';
import { readChoice, requireChoice } from '../parameters.js';
import { present } from '../present.js';
import { defaultSigner } from '../signed-urls.js';
import type { NewImage } from '../store/records.js';
import {
  checkPlace,
  readCategoryId,
  readLimited,
  readTexts,
  readUserDataParameter,
} from '../uploads/details.js';
import { extensionOf, imageExtensions } from '../uploads/extensions.js';
import { imageKey } from '../uploads/object-keys.js';
import { uploadRefusals } from '../uploads/refusals.js';
import { uploadFields } from '../uploads/upload-address.js';
import { plainOssUrl, storageLocation } from '../urls.js';
import { toWireTime } from '../wire-time.js';

export const createUploadImage: Handler<'CreateUploadImage'> = (parameters, context) => {
  const { store, origin } = context;
  const type = requireChoice(parameters, 'ImageType', ['default', 'cover']);
  const fileName = readLimited(parameters, 'OriginalFileName', 1024);
  const objectKey = imageKey(type, readExtension(parameters, fileName));
  checkPlace(parameters);
  const now = toWireTime(store.now());
  const id = newId();
  store.images.insert(
    present<NewImage>({
      ...readTexts(parameters),
      ...readUserDataParameter(parameters),
      id,
      categoryId: readCategoryId(parameters, store),
      status: 'Uploading',
      type,
      objectKey,
      fileName,
      createdAt: now,
      modifiedAt: now,
      storageLocation,
      appId: systemAppId,
      regionId: 'cn-shanghai',
      auditStatus: 'Init',
    }),
  );
  store.uploads.insert({ objectKey, kind: 'image', ownerId: id });
  return {
    ImageId: id,
    ImageURL: defaultSigner(context).sign(objectKey),
    FileURL: plainOssUrl(origin, objectKey),
    ...uploadFields(objectKey, context),
  };
};

/** ImageExt goes before the file's name. */
function readExtension(parameters: Parameters, fileName = ''): string {
  const chosen = readChoice(parameters, 'ImageExt', imageExtensions) ?? extensionOf(fileName);
  const extension = imageExtensions.find((known) => known === (chosen || 'png'));
  if (!extension) throw uploadRefusals.extension();
  return extension;
}
