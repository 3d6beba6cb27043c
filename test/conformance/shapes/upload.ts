import { z } from 'zod';
import { answer, figure, ids, jsonText, mediaId, text, time, url } from './scalars.js';

/** Base64 of a JSON object, everything in it text. */
const encoded = <Fields extends z.ZodRawShape>(fields: Fields) =>
  z
    .base64()
    .transform((value): unknown => JSON.parse(Buffer.from(value, 'base64').toString()))
    .pipe(z.strictObject(fields));

const upload = {
  UploadAddress: encoded({ Endpoint: url, Bucket: text, FileName: text }),
  UploadAuth: encoded({
    AccessKeyId: z.string().startsWith('STS.'),
    AccessKeySecret: text,
    SecurityToken: text,
    /** Seconds, no date. */
    Expiration: z.string().regex(/^\d+$/),
    ExpireUTCTime: time,
    Region: text,
  }),
};

export const uploadShapes = {
  CreateUploadVideo: answer({ VideoId: mediaId, ...upload }),
  RefreshUploadVideo: answer({ VideoId: mediaId, ...upload }),
  CreateUploadImage: answer({ ImageId: mediaId, ImageURL: url, FileURL: url, ...upload }),
  CreateUploadAttachedMedia: answer({ MediaId: mediaId, MediaURL: url, FileURL: url, ...upload }),
  UploadMediaByURL: answer({
    UploadJobs: z.array(z.strictObject({ JobId: mediaId, SourceURL: url })).min(1),
  }),
  GetURLUploadInfos: answer({
    URLUploadInfoList: z.array(
      z.strictObject({
        JobId: mediaId,
        UploadURL: url,
        MediaId: mediaId.optional(),
        FileSize: figure.optional(),
        Status: z.enum([
          'PENDING',
          'PROCESSING',
          'DOWNLOADING',
          'DOWNLOAD_SUCCESS',
          'DOWNLOAD_FAIL',
          'UPLOADING',
          'UPLOAD_SUCCESS',
          'UPLOAD_FAIL',
          'SUCCESS',
        ]),
        UserData: jsonText.optional(),
        CreationTime: time,
        CompleteTime: time.optional(),
        ErrorCode: text.optional(),
        ErrorMessage: text.optional(),
      }),
    ),
    NonExists: ids,
  }),
  RegisterMedia: answer({
    RegisteredMediaList: z.array(
      z.strictObject({ MediaId: mediaId, FileURL: url, NewRegister: z.boolean() }),
    ),
    FailedFileURLs: ids,
  }),
};
