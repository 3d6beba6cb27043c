import { z } from 'zod';
import { foundMedium } from './media.js';
import { answer, count, integer, mediaId, text, time, url } from './scalars.js';

const uploadStatus = z.enum(['Uploading', 'Normal', 'UploadFail']);

const foundUpload = {
  Title: text,
  Description: text,
  Tags: text,
  Status: uploadStatus,
  CreationTime: time,
  ModificationTime: time,
  StorageLocation: text,
  URL: url,
  AppId: text,
  FileName: text,
};

const category = z.strictObject({
  CateId: integer,
  CateName: text,
  Level: count,
  ParentId: integer,
});

const video = foundMedium.extend({ VideoId: mediaId });
const audio = foundMedium.extend({ AudioId: mediaId });
const image = z
  .strictObject({ ...foundUpload, CateId: integer, CateName: text })
  .partial()
  .extend({ ImageId: mediaId });
const attached = z
  .strictObject({
    ...foundUpload,
    BusinessType: z.enum(['watermark', 'subtitle', 'material']),
    Categories: z.array(category),
  })
  .partial()
  .extend({ MediaId: mediaId });

/** The objects of the other types are there too, and empty. */
const hit = (MediaType: string, own: Readonly<Record<string, z.ZodType>>) =>
  z.strictObject({
    MediaId: mediaId,
    MediaType: z.literal(MediaType),
    CreationTime: time,
    ...{ Video: none, Audio: none, Image: none, AttachedMedia: none },
    ...own,
  });

const none = z.strictObject({});

export const searchShapes = {
  SearchMedia: answer({
    Total: count,
    ScrollToken: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional(),
    MediaList: z.array(
      z.union([
        hit('video', { Video: video }),
        hit('audio', { Audio: audio }),
        hit('image', { Image: image }),
        hit('attached', { AttachedMedia: attached }),
      ]),
    ),
  }),
};
