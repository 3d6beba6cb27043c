import { z } from 'zod';
import { count, figure, mediaId, seconds, text, time } from './scalars.js';

/** Events never carry a signature, and always http. */
const plainUrl = z.url({ protocol: /^http$/ }).refine((value) => !value.includes('?'));
const outcome = z.enum(['success', 'fail']);
const failure = { ErrorCode: text.optional(), ErrorMessage: text.optional() };

/** `2026-01-01T00:00:14:627Z`: a colon stands before the milliseconds. */
const oddTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d:\d{3}Z$/);

const event = <Fields extends z.ZodRawShape>(type: string, fields: Fields, at: z.ZodType = time) =>
  z.strictObject({
    EventTime: at,
    EventType: z.literal(type),
    Extend: text.optional(),
    ...fields,
  });

/** Figures are those of a stream that was made. */
const stream = {
  Status: outcome,
  IsAudio: z.boolean(),
  JobId: mediaId,
  Definition: text,
  Format: z.enum(['mp4', 'm3u8', 'mp3']),
  FileUrl: plainUrl.optional(),
  Bitrate: figure.optional(),
  Fps: figure.optional(),
  Duration: seconds.optional(),
  Encrypt: z.boolean().optional(),
  Width: count.optional(),
  Height: count.optional(),
  Size: count.optional(),
  StartTime: time,
  FinishTime: time,
  ...failure,
};

const snapshotInfo = z.strictObject({
  Status: outcome,
  SnapshotType: z.enum(['CoverSnapshot', 'NormalSnapshot', 'SpriteSnapshot']),
  SnapshotCount: count,
  SnapshotFormat: z.string().regex(/^[^:?]+\{SnapshotCount\}\.jpg$/),
  SnapshotRegular: z.string().regex(/^http:[^?]+\{SnapshotCount\}\.jpg$/),
  JobId: mediaId,
});

const changed = z.partialRecord(
  z.enum(['Title', 'Description', 'CoverURL', 'CateId', 'Tags']),
  z.string().refine((value) => {
    const names = Object.keys(JSON.parse(value) as object);
    return names.every((name) => name === 'OldValue' || name === 'NewValue');
  }),
);

/** What is posted to a receiver, as the vendor's event catalogue has it. */
export const eventShapes: Readonly<Record<string, z.ZodType>> = {
  FileUploadComplete: event('FileUploadComplete', {
    VideoId: mediaId,
    Status: z.literal('success'),
    Size: count,
    FileUrl: plainUrl,
  }),
  VideoAnalysisComplete: event('VideoAnalysisComplete', {
    VideoId: mediaId,
    Status: outcome,
    Width: count.optional(),
    Height: count.optional(),
    Duration: seconds.optional(),
    Bitrate: figure.optional(),
    Fps: figure.optional(),
    Size: count.optional(),
    ...failure,
  }),
  SnapshotComplete: event('SnapshotComplete', {
    VideoId: mediaId,
    Status: outcome,
    SubType: z.literal('SpecifiedTime').optional(),
    CoverUrl: plainUrl.optional(),
    SnapshotInfos: z.array(snapshotInfo).min(1).optional(),
    ...failure,
  }),
  StreamTranscodeComplete: event('StreamTranscodeComplete', { VideoId: mediaId, ...stream }),
  TranscodeComplete: event('TranscodeComplete', {
    VideoId: mediaId,
    Status: outcome,
    StreamInfos: z.array(z.strictObject(stream)).min(1),
  }),
  ImageUploadComplete: event(
    'ImageUploadComplete',
    { ImageId: mediaId, Status: outcome, Size: count, FileURL: plainUrl, AppId: text },
    oddTime,
  ),
  AttachedMediaUploadComplete: event('AttachedMediaUploadComplete', {
    AttachedMediaId: mediaId,
    Status: outcome,
    Size: count,
    FileURL: plainUrl,
  }),
  UploadByURLComplete: event('UploadByURLComplete', {
    JobId: mediaId,
    VideoId: mediaId.optional(),
    SourceURL: z.url(),
    Status: outcome,
    /** Text, as in the samples. */
    Size: figure.optional(),
    ...failure,
  }),
  DeleteMediaComplete: event('DeleteMediaComplete', {
    Status: outcome,
    MediaId: mediaId,
    MediaType: z.enum(['video', 'image', 'attached']),
    DeleteType: z.enum(['all', 'mezzanine', 'stream']),
    JobIds: text.optional(),
    ...failure,
  }),
  MediaBaseChangeComplete: event('MediaBaseChangeComplete', {
    Status: outcome,
    MediaId: mediaId,
    MediaType: z.enum(['video', 'image', 'attached']),
    OperateMode: z.enum(['create', 'update', 'delete']),
    MediaContent: changed,
  }),
};
