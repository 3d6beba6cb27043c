import { z } from 'zod';
import { answer, count, ids, integer, mediaId, text, time, url } from './scalars.js';

/** No ModificationTime: SearchMedia has it. */
const imageInfo = z.strictObject({
  ImageId: mediaId,
  Title: text.optional(),
  Description: text.optional(),
  Tags: text.optional(),
  CateId: integer.optional(),
  CateName: text.optional(),
  Status: z.enum(['Uploading', 'Normal', 'UploadFail']),
  ImageType: z.enum(['default', 'cover']),
  StorageLocation: text,
  CreationTime: time,
  AppId: text,
  URL: url,
  RegionId: text,
  AuditStatus: text.optional(),
  Mezzanine: z.strictObject({
    FileURL: url,
    /** Documented as text and seen as a number. */
    FileSize: count.optional(),
    Width: count.optional(),
    Height: count.optional(),
    OriginalFileName: text.optional(),
  }),
});

export const imageShapes = {
  GetImageInfo: answer({ ImageInfo: imageInfo }),
  GetImageInfos: answer({ ImageInfo: z.array(imageInfo), NonExistImageIds: ids }),
  UpdateImageInfos: answer({ NonExistImageIds: z.strictObject({ ImageId: ids }) }),
  DeleteImage: answer({}),
};
