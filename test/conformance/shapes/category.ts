import { z } from 'zod';
import { answer, count, ids, integer, mediaId, text, time, url } from './scalars.js';

const place = { CateId: integer, CateName: text, Level: z.literal([0, 1, 2]), ParentId: integer };
const category = z.strictObject({ ...place, Type: z.enum(['default', 'material']) });

export const categoryShapes = {
  GetCategories: answer({
    SubTotal: count,
    /** `{}` of the top. */
    Category: z.union([category, z.strictObject({})]),
    SubCategories: z.strictObject({
      Category: z.array(category.extend({ SubTotal: count })),
    }),
  }),
  AddCategory: answer({ Category: category }),
  UpdateCategory: answer({}),
  DeleteCategory: answer({}),
};

export const attachedMediaShapes = {
  GetAttachedMediaInfo: answer({
    AttachedMediaList: z.array(
      z.strictObject({
        MediaId: mediaId,
        Title: text.optional(),
        Description: text.optional(),
        Tags: text.optional(),
        Type: z.enum(['watermark', 'subtitle', 'material']),
        Status: z.enum(['Uploading', 'Normal', 'UploadFail']),
        URL: url,
        CreationTime: time,
        ModificationTime: time,
        StorageLocation: text,
        AppId: text,
        Categories: z.array(z.strictObject(place)),
      }),
    ),
    NonExistMediaIds: ids,
  }),
  UpdateAttachedMediaInfos: answer({ NonExistMediaIds: ids }),
  DeleteAttachedMedia: answer({ NonExistMediaIds: ids }),
};
