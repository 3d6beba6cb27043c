import { z } from 'zod';
import { answer, count, figure, ids, integer, mediaId, text, time, url } from './scalars.js';

const task = {
  TranscodeTaskId: mediaId,
  VideoId: mediaId,
  TaskStatus: z.enum([
    'Processing',
    'Partial',
    'CompleteAllSucc',
    'CompleteAllFail',
    'CompletePartialSucc',
  ]),
  Trigger: z.enum(['Auto', 'Manual']),
  TranscodeTemplateGroupId: text,
  CreationTime: time,
  CompleteTime: time.optional(),
};

const job = z.strictObject({
  TranscodeJobId: mediaId,
  TranscodeJobStatus: z.enum(['Transcoding', 'TranscodeSuccess', 'TranscodeFail']),
  TranscodeProgress: count.max(100),
  TranscodeTemplateId: text.optional(),
  Definition: text,
  Priority: z.string().regex(/^([1-9]|10)$/),
  InputFileUrl: url.optional(),
  CreationTime: time,
  CompleteTime: time.optional(),
  ErrorCode: text.optional(),
  ErrorMessage: text.optional(),
  OutputFile: z
    .strictObject({
      OutputFileUrl: url,
      Format: text,
      Width: figure.optional(),
      Height: figure.optional(),
      Duration: figure,
      Bitrate: figure,
      Fps: figure.optional(),
      Filesize: integer,
      WatermarkIdList: ids,
    })
    .optional(),
});

export const processingShapes = {
  SubmitTranscodeJobs: answer({
    TranscodeTaskId: mediaId,
    TranscodeJobs: z.strictObject({
      TranscodeJob: z.array(z.strictObject({ JobId: mediaId })).min(1),
    }),
  }),
  ListTranscodeTask: answer({ TranscodeTaskList: z.array(z.strictObject(task)) }),
  GetTranscodeTask: answer({
    TranscodeTask: z
      .strictObject({ ...task, TranscodeJobInfoList: z.array(job).min(1) })
      .optional(),
    TranscodeJobInfoList: z.array(job).optional(),
    NonExistJobIds: ids.optional(),
  }),
  SubmitSnapshotJob: answer({ SnapshotJob: z.strictObject({ JobId: mediaId }) }),
  ListSnapshots: answer({
    MediaSnapshot: z.strictObject({
      Total: count,
      JobId: mediaId,
      CreationTime: time,
      Regular: z.string().regex(/^https?:\S+\{SnapshotCount\}\.jpg$/),
      Snapshots: z.strictObject({
        Snapshot: z.array(z.strictObject({ Index: integer.min(1), Url: url })),
      }),
    }),
  }),
};
