import { z } from 'zod';
import { mediumStatus, stateOfStorage } from './media.js';
import { answer, count, figure, mediaId, outputType, seconds, text, time, url } from './scalars.js';

const stream = {
  JobId: mediaId,
  PlayURL: url,
  Format: z.enum(['mp4', 'm3u8', 'mp3', 'flv', 'mpd']),
  Definition: z.enum(['FD', 'LD', 'SD', 'HD', '2K', '4K', 'OD', 'SQ', 'HQ', 'AUTO']),
  StreamType: z.enum(['video', 'audio']),
  Specification: z
    .string()
    .regex(/^(Original|Segmentation|Audio|H26[45]\.(LD|SD|HD|2K|4K)(\.NarrowBandHDV1)?)$/)
    .optional(),
  Status: z.enum(['Normal', 'Invisible']),
  Duration: figure,
  Bitrate: figure,
  Fps: figure.optional(),
  Size: count,
  Width: count.optional(),
  Height: count.optional(),
  Encrypt: z.literal([0, 1]),
  NarrowBandType: z.enum(['0', '1.0', '2.0']),
  CodecName: z.enum(['H264', 'H265']).optional(),
  CreationTime: time,
  ModificationTime: time,
};

/** `PlayInfoList[]` of BatchGetMediaInfos. */
export const batchStream = z.strictObject({
  ...stream,
  TemplateId: text.optional(),
  TemplateGroupId: text.optional(),
});

export const playbackShapes = {
  GetPlayInfo: answer({
    VideoBase: z.strictObject({
      VideoId: mediaId,
      Title: text,
      Status: mediumStatus,
      CoverURL: url.optional(),
      CreationTime: time,
      MediaType: z.enum(['video', 'audio']),
      StorageClass: stateOfStorage.StorageClass,
      Duration: figure.optional(),
      OutputType: outputType,
      TranscodeMode: z.enum(['FastTranscode', 'NoTranscode', 'AsyncTranscode']),
    }),
    PlayInfoList: z.strictObject({ PlayInfo: z.array(z.strictObject(stream)).min(1) }),
  }),
  GetVideoPlayAuth: answer({
    PlayAuth: z.base64(),
    VideoMeta: z.strictObject({
      VideoId: mediaId,
      Title: text,
      Status: mediumStatus,
      CoverURL: url.optional(),
      /** A number here, unlike in GetPlayInfo. */
      Duration: seconds.optional(),
    }),
  }),
  DeleteStream: answer({}),
};
