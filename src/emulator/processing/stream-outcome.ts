import type { StreamOutcome } from '../events/bodies.js';
import { eventUrl } from '../events/event-url.js';
import { plain, rounded } from '../operations/figures.js';
import { present } from '../present.js';
import type { Job } from '../store/records.js';

/** A job that ended, as the events of transcoding tell it. */
export function streamOutcome(job: Job): StreamOutcome {
  const { stream, work, completedAt = '', startedAt = completedAt } = job;
  return present<StreamOutcome>({
    Status: stream ? 'success' : 'fail',
    IsAudio: isAudio(job),
    JobId: job.id,
    Definition: definitionOf(job),
    Format: 'format' in work ? work.format : '',
    FileUrl: stream && eventUrl(stream.objectKey, 'cdn'),
    Bitrate: plain(stream?.bitrate),
    Fps: plain(stream?.fps),
    Duration: rounded(stream?.duration),
    Encrypt: stream && false,
    Width: stream?.width,
    Height: stream?.height,
    Size: stream?.size,
    StartTime: startedAt,
    FinishTime: completedAt,
    ErrorCode: job.errorCode,
    ErrorMessage: job.errorMessage,
  });
}

export function definitionOf({ work }: Job): string {
  return work.kind === 'transcode' ? work.definition : 'OD';
}

function isAudio({ stream, work }: Job): boolean {
  return stream ? stream.type === 'audio' : 'format' in work && work.format === 'mp3';
}
