import { z } from 'zod';
import { batchMediaInfo, stateOfStorage } from './media.js';
import { batchStream } from './playback.js';
import { answer, count, figure, ids, mediaId, outputType, text, time, url } from './scalars.js';

/** Everything is text here, numbers too. */
const streamInfo = (names: readonly string[]) =>
  z.array(z.partialRecord(z.enum(names as [string, ...string[]]), z.string()));

const inEveryStream = [
  'Index',
  'CodecName',
  'CodecLongName',
  'CodecTag',
  'CodecTagString',
  'CodecTimeBase',
  'Bitrate',
  'Duration',
  'StartTime',
  'NumFrames',
  'Timebase',
  'Lang',
];

const videoStreams = streamInfo([
  ...inEveryStream,
  'Profile',
  'Level',
  'PixFmt',
  'Width',
  'Height',
  'Sar',
  'Dar',
  'Fps',
  'AvgFPS',
  'HasBFrames',
  'Rotate',
  'HDRType',
]);

const audioStreams = streamInfo([
  ...inEveryStream,
  'SampleFmt',
  'SampleRate',
  'Channels',
  'ChannelLayout',
]);

/** Without a URL before the file has arrived, without figures before it was analysed. */
const source = {
  FileName: text,
  FileURL: url.optional(),
  Status: z.enum(['Uploading', 'Normal', 'UploadFail', 'Deleted']),
  CreationTime: time,
  Duration: figure.optional(),
  Bitrate: figure.optional(),
  Fps: figure.optional(),
  Size: count.optional(),
  Width: count.optional(),
  Height: count.optional(),
  FileMD5: text.optional(),
  CRC64: text.optional(),
};

export const sourceShapes = {
  GetMezzanineInfo: answer({
    Mezzanine: z.strictObject({
      VideoId: mediaId,
      ...source,
      OutputType: outputType,
      ...stateOfStorage,
      VideoStreamList: videoStreams.optional(),
      AudioStreamList: audioStreams.optional(),
    }),
  }),
  DeleteMezzanines: answer({
    NonExistVideoIds: ids,
    NonExistReferenceIds: ids,
    UnRemoveableVideoIds: ids,
  }),
  BatchGetMediaInfos: answer({
    MediaInfos: z.array(
      z.strictObject({
        MediaId: mediaId,
        MediaInfo: batchMediaInfo,
        MezzanineInfo: z
          .strictObject({
            MediaId: mediaId,
            ...source,
            VideoStreamList: videoStreams,
            AudioStreamList: audioStreams,
          })
          .optional(),
        PlayInfoList: z.array(batchStream),
      }),
    ),
    NonExistMediaIds: ids,
    NonExistReferenceIds: ids,
    ForbiddenMediaIds: ids,
  }),
};
