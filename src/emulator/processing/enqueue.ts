import { newId } from '../new-id.js';
import type { Medium, NewJob, Work } from '../store/records.js';
import type { Store } from '../store.js';
import { toWireTime } from '../wire-time.js';

/** Jobs of transcoding have the priorities 1 to 10 that callers give; what takes moments goes first. */
const priorities = { analysis: 12, covers: 11, snapshots: 11 };
const defaultPriority = 6;

export function enqueueJob(
  store: Store,
  job: Pick<NewJob, 'mediumId' | 'userData' | 'enqueuedAt'> & {
    work: Extract<Work, { kind: keyof typeof priorities }>;
  },
): string {
  const id = newId();
  store.jobs.insert({ ...job, id, priority: priorities[job.work.kind] });
  store.touch('processing');
  return id;
}

export interface TranscodeOrder {
  readonly startedBy: 'Auto' | 'Manual';
  readonly templateGroupId: string;
  readonly works: readonly Work[];
  readonly priority?: number;
  readonly userData?: string;
  readonly sessionId?: string;
  /** In milliseconds since 1970. */
  readonly atMs: number;
}

/** A task with a job for each stream. What could not be played so far is `Transcoding` from now on. */
export function enqueueTranscoding(
  store: Store,
  { id: mediumId, status }: Medium,
  { startedBy, templateGroupId, works, sessionId, atMs, ...order }: TranscodeOrder,
): { taskId: string; jobIds: string[] } {
  const taskId = newId();
  const createdAt = toWireTime(new Date(atMs));
  const session = sessionId === undefined ? {} : { sessionId };
  store.transcodeTasks.insert({
    ...{ id: taskId, mediumId, startedBy, templateGroupId, createdAt },
    ...session,
  });
  const { priority = defaultPriority, userData } = order;
  const jobs = works.map((work) => ({
    ...{ id: newId(), mediumId, taskId, work, priority, enqueuedAt: atMs },
    ...(userData !== undefined && { userData }),
  }));
  for (const job of jobs) store.jobs.insert(job);
  if (status === 'UploadSucc') {
    store.media.update(mediumId, { status: 'Transcoding', modifiedAt: createdAt });
  }
  store.touch('processing');
  return { taskId, jobIds: jobs.map(({ id }) => id) };
}
