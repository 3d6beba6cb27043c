import type { FoundAttachedMedia, FoundImage, FoundVideo } from '../../vod/operations.js';
import type { CallContext } from '../operation.js';
import { present } from '../present.js';
import { defaultSigner } from '../signed-urls.js';
import type { AttachedMedium, Image, Medium } from '../store/records.js';
import { categoriesOf } from './attached-fields.js';
import { mediumFields, snapshotUrls, sourceFigures, spriteUrls } from './media-fields.js';

type Wanted = ReadonlySet<string>;

/** A hit holds its id and the Fields asked for; names are case-sensitive, unknown ones say nothing. */
export function foundMedium(medium: Medium, wanted: Wanted, context: CallContext): FoundVideo {
  const { sign } = defaultSigner(context);
  const idName = medium.type === 'video' ? 'VideoId' : 'AudioId';
  return pick<FoundVideo>(idName, wanted, {
    [idName]: medium.id,
    ...mediumFields(medium, sign),
    ...sourceFigures(medium),
    DownloadSwitch: medium.downloadSwitch,
    PreprocessStatus: medium.preprocessStatus,
    TranscodeMode: medium.transcodeMode,
    MediaSource: medium.mediaSource,
    ...(wanted.has('Snapshots') && { Snapshots: snapshotUrls(context.store, medium, sign) }),
    ...(wanted.has('SpriteSnapshots') && {
      SpriteSnapshots: spriteUrls(context.store, medium, sign),
    }),
  });
}

export function foundImage(image: Image, wanted: Wanted, context: CallContext): FoundImage {
  return pick<FoundImage>('ImageId', wanted, {
    ImageId: image.id,
    ...commonFields(image, context),
    CateId: image.categoryId,
    CateName: image.categoryName,
  });
}

export function foundAttached(
  attached: AttachedMedium,
  wanted: Wanted,
  context: CallContext,
): FoundAttachedMedia {
  return pick<FoundAttachedMedia>('MediaId', wanted, {
    MediaId: attached.id,
    ...commonFields(attached, context),
    BusinessType: attached.businessType,
    ...(wanted.has('Categories') && { Categories: categoriesOf(attached, context.store) }),
  });
}

function commonFields(medium: Image | AttachedMedium, context: CallContext) {
  return {
    Title: medium.title,
    Description: medium.description,
    Tags: medium.tags,
    Status: medium.status,
    CreationTime: medium.createdAt,
    ModificationTime: medium.modifiedAt,
    StorageLocation: medium.storageLocation,
    URL: defaultSigner(context).sign(medium.objectKey),
    AppId: medium.appId,
    FileName: medium.fileName,
  };
}

function pick<Fields extends object>(
  idName: keyof Fields,
  wanted: Wanted,
  fields: { [Name in keyof Fields]: Fields[Name] | undefined },
): Fields {
  const entries = Object.entries(fields).filter(([name]) => name === idName || wanted.has(name));
  return present<Fields>(Object.fromEntries(entries) as typeof fields);
}
