import type { ImageInfo } from '../../vod/operations.js';
import type { Handler } from '../operation.js';
import { requireIds, requireText } from '../parameters.js';
import { present } from '../present.js';
import { refusals } from '../refusals.js';
import { readSigner, type UrlSigner } from '../signed-urls.js';
import type { Image } from '../store/records.js';
import { readUpdateContent } from '../update-content.js';
import { toWireTime } from '../wire-time.js';
import { checkNoEmojis, readChanges } from './changes.js';

export const getImageInfo: Handler<'GetImageInfo'> = (parameters, context) => {
  const id = requireText(parameters, 'ImageId');
  const signer = readSigner(parameters, context);
  const image = context.store.images.byId(id);
  if (!image) throw refusals.noSuchResource();
  return { ImageInfo: imageInfo(image, signer) };
};

export const getImageInfos: Handler<'GetImageInfos'> = (parameters, context) => {
  const ids = requireIds(parameters, 'ImageIds');
  const signer = readSigner(parameters, context);
  const images = ids.flatMap((id) => context.store.images.byId(id) ?? []);
  if (images.length === 0) throw refusals.noSuchResource();
  const found = new Set(images.map(({ id }) => id));
  return {
    ImageInfo: images.map((image) => imageInfo(image, signer)),
    NonExistImageIds: ids.filter((id) => !found.has(id)),
  };
};

/** All objects are checked before the first is applied. */
export const updateImageInfos: Handler<'UpdateImageInfos'> = (parameters, { store }) => {
  const members = ['ImageId', 'Title', 'Description', 'Tags', 'CateId'];
  const updates = readUpdateContent(parameters, members).map(({ members: sent, nameOf }) => {
    if (!sent.ImageId) throw refusals.missing('ImageId');
    checkNoEmojis(sent, nameOf);
    return { id: sent.ImageId, changes: readChanges(sent, store, nameOf) };
  });
  const missing = new Set<string>();
  const modifiedAt = toWireTime(store.now());
  for (const { id, changes } of updates) {
    if (!store.images.byId(id)) missing.add(id);
    else if (Object.keys(changes).length > 0) store.images.update(id, { ...changes, modifiedAt });
  }
  return { NonExistImageIds: { ImageId: [...missing] } };
};

/** The modification time is not among what this tells; SearchMedia has it. */
function imageInfo(image: Image, { sign, signOss }: UrlSigner): ImageInfo {
  return present<ImageInfo>({
    ImageId: image.id,
    Title: image.title,
    Description: image.description,
    Tags: image.tags,
    CateId: image.categoryId,
    CateName: image.categoryName,
    Status: image.status,
    ImageType: image.type,
    StorageLocation: image.storageLocation,
    CreationTime: image.createdAt,
    AppId: image.appId,
    RegionId: image.regionId,
    AuditStatus: image.auditStatus,
    URL: sign(image.objectKey),
    Mezzanine: present<NonNullable<ImageInfo['Mezzanine']>>({
      FileURL: signOss(image.objectKey),
      FileSize: image.size,
      Width: image.width,
      Height: image.height,
      OriginalFileName: image.fileName,
    }),
  });
}
