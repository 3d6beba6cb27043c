import type { CallContext } from '../operation.js';
import { present } from '../present.js';
import { definitionOf } from '../processing/stream-outcome.js';
import type { Job, NewStream, TranscodeTask } from '../store/records.js';
import type { Store } from '../store.js';
import { plainCdnUrl, plainOssUrl } from '../urls.js';
import type {
  TranscodeJobInfo,
  TranscodeOutputFile,
  WireTranscodeTask,
} from '../wire/processing.js';
import { toWireTime } from '../wire-time.js';
import { fixed, plain } from './figures.js';

export function taskFields(store: Store, task: TranscodeTask): WireTranscodeTask {
  return present<WireTranscodeTask>({
    TranscodeTaskId: task.id,
    VideoId: task.mediumId,
    TaskStatus: taskStatus(store.jobs.ofTask(task.id)),
    Trigger: task.startedBy,
    TranscodeTemplateGroupId: task.templateGroupId,
    CreationTime: task.createdAt,
    CompleteTime: task.completedAt,
  });
}

function taskStatus(jobs: readonly Job[]): WireTranscodeTask['TaskStatus'] {
  const count = (state: Job['state']) => jobs.filter((job) => job.state === state).length;
  if (count('waiting') === jobs.length) return 'Processing';
  if (count('waiting') > 0) return 'Partial';
  if (count('failed') === 0) return 'CompleteAllSucc';
  return count('succeeded') === 0 ? 'CompleteAllFail' : 'CompletePartialSucc';
}

const jobStatuses = {
  waiting: 'Transcoding',
  succeeded: 'TranscodeSuccess',
  failed: 'TranscodeFail',
} as const;

export function jobFields({ store, origin }: CallContext, job: Job): TranscodeJobInfo {
  const inputKey = store.sources.ofMedium(job.mediumId)?.objectKey;
  return present<TranscodeJobInfo>({
    TranscodeJobId: job.id,
    TranscodeJobStatus: jobStatuses[job.state],
    TranscodeProgress: job.progress,
    TranscodeTemplateId: job.work.kind === 'transcode' ? job.work.templateId : undefined,
    Definition: definitionOf(job),
    Priority: String(job.priority),
    InputFileUrl: inputKey && plainOssUrl(origin, inputKey),
    CreationTime: toWireTime(new Date(job.enqueuedAt)),
    CompleteTime: job.completedAt,
    ErrorCode: job.errorCode,
    ErrorMessage: job.errorMessage,
    OutputFile: job.stream && outputFile(job.stream, origin),
  });
}

function outputFile(stream: NewStream, origin: string): TranscodeOutputFile {
  return present<TranscodeOutputFile>({
    OutputFileUrl: plainCdnUrl(origin, stream.objectKey),
    Format: stream.format,
    Width: stream.width?.toString(),
    Height: stream.height?.toString(),
    Duration: fixed(stream.duration) ?? '',
    Bitrate: plain(stream.bitrate) ?? '',
    Fps: plain(stream.fps),
    Filesize: stream.size,
    WatermarkIdList: [],
  });
}
