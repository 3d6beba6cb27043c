import { emitEvent } from '../events/emit.js';
import type { Medium, NewStream, TranscodeTask } from '../store/records.js';
import type { Store } from '../store.js';
import { toWireTime } from '../wire-time.js';
import { contentTypeOf } from './content-types.js';
import { JobFailure } from './failure.js';
import { endingOf, type Finished } from './finished.js';
import type { Made } from './made.js';
import { originalStream, sourceGone } from './original.js';
import { streamOutcome } from './stream-outcome.js';

/** The medium gets a stream, or not; with the last one its task is complete. */
export function enterStream(store: Store, finished: Finished): void {
  const { job, atMs } = finished;
  const at = toWireTime(new Date(atMs));
  const task = store.transcodeTasks.byId(job.taskId ?? '');
  const medium = store.media.byId(job.mediumId);
  if (!task || !medium) return;
  const stream = toStream(store, finished, medium, task);
  if (stream instanceof JobFailure) {
    store.jobs.end(job.id, endingOf({ ...finished, result: stream }));
  } else {
    store.jobs.end(job.id, { completedAt: at, stream });
    store.streams.insert(stream);
    // The first stream makes a medium playable; whether VOD waits for the last one is not documented.
    store.media.update(medium.id, {
      ...(medium.status === 'Transcoding' && { status: 'Normal', modifiedAt: at }),
      ...(medium.duration === undefined && { duration: stream.duration }),
    });
  }
  const ended = store.jobs.byId(job.id);
  if (!ended) return;
  emitEvent(
    store,
    medium.id,
    { EventType: 'StreamTranscodeComplete', VideoId: medium.id, ...streamOutcome(ended) },
    job.userData,
  );
  completeTask(store, task, medium.id, at);
}

function completeTask(store: Store, task: TranscodeTask, mediumId: string, at: string): void {
  const jobs = store.jobs.ofTask(task.id);
  if (jobs.some(({ state }) => state === 'waiting')) return;
  store.transcodeTasks.complete(task.id, at);
  const hasSucceeded = jobs.some(({ state }) => state === 'succeeded');
  emitEvent(
    store,
    mediumId,
    {
      EventType: 'TranscodeComplete',
      VideoId: mediumId,
      Status: hasSucceeded ? 'success' : 'fail',
      StreamInfos: jobs.map(streamOutcome),
    },
    jobs[0]?.userData,
  );
  const isHopeless = store.media.byId(mediumId)?.status === 'Transcoding';
  if (isHopeless && !store.jobs.isTranscoding(mediumId)) {
    store.media.update(mediumId, { status: 'TranscodeFail', modifiedAt: at });
  }
}

function toStream(
  store: Store,
  { job, result, atMs }: Finished,
  medium: Medium,
  { templateGroupId }: TranscodeTask,
): NewStream | JobFailure {
  if (result instanceof JobFailure) return result;
  const at = toWireTime(new Date(atMs));
  if (result.kind === 'rendition') {
    const objectKey = `${medium.id}/${result.rendition.name}`;
    keepFiles(store, job.id, medium.id, result);
    const times = { createdAt: at, modifiedAt: at };
    const { stream } = result.rendition;
    return { ...stream, jobId: job.id, mediumId: medium.id, objectKey, templateGroupId, ...times };
  }
  const source = store.sources.ofMedium(medium.id);
  return source?.objectKey === undefined
    ? sourceGone()
    : originalStream(medium, source, job.id, at);
}

function keepFiles(
  store: Store,
  ownerId: string,
  mediumId: string,
  { files }: Extract<Made, { kind: 'rendition' }>,
): void {
  for (const name of files.list()) {
    const size = files.sizeOf(name);
    const object = { key: `${mediumId}/${name}`, ownerId, contentType: contentTypeOf(name), size };
    store.objects.insert({ ...object, place: 'data', file: files.keep(name) });
  }
}
