import type { Handler, Parameters } from '../operation.js';
import { readIds, readInteger, readPage, readText, readTime, requireText } from '../parameters.js';
import { enqueueTranscoding } from '../processing/enqueue.js';
import { formatOf } from '../processing/original.js';
import { shownSize } from '../processing/sizes.js';
import {
  chooseTemplates,
  isKnownTemplateGroup,
  noTranscodeGroupId,
} from '../processing/templates.js';
import { refusals } from '../refusals.js';
import type { Medium, Source, Work } from '../store/records.js';
import type { Store } from '../store.js';
import { readUserDataParameter } from '../uploads/details.js';
import { toWireTime } from '../wire-time.js';
import { historyStart } from './history.js';
import { namedMedium } from './named-media.js';
import { readSessionId } from './session-id.js';
import { jobFields, taskFields } from './transcode-fields.js';

/** For how long a SessionId must not come again. */
const sessionMs = 7 * 86_400_000;

const maxJobIds = 10;

const allowedStatuses = ['UploadSucc', 'Normal', 'Checking'];

export const submitTranscodeJobs: Handler<'SubmitTranscodeJobs'> = (parameters, { store }) => {
  const templateGroupId = requireText(parameters, 'TemplateGroupId');
  const priority = readInteger(parameters, 'Priority', { min: 1, max: 10 });
  const userData = readUserDataParameter(parameters);
  const sessionId = readSession(parameters, store);
  const medium = namedMedium(parameters, store);
  if (!isKnownTemplateGroup(templateGroupId)) throw refusals.noSuchResourceOf('TemplateGroupId');
  if (!allowedStatuses.includes(medium.status)) throw refusals.notProcessable();
  const source = store.sources.ofMedium(medium.id);
  if (source?.objectKey === undefined) throw refusals.noSuchResourceOf('Mezzanine');
  const { taskId, jobIds } = enqueueTranscoding(store, medium, {
    startedBy: 'Manual',
    templateGroupId,
    works: worksOf(templateGroupId, medium, source),
    ...(priority !== undefined && { priority }),
    ...(sessionId !== undefined && { sessionId }),
    ...userData,
    atMs: store.now().getTime(),
  });
  return {
    TranscodeTaskId: taskId,
    TranscodeJobs: { TranscodeJob: jobIds.map((JobId) => ({ JobId })) },
  };
};

/** A page has no total: whoever lists goes on until one is not full. */
export const listTranscodeTask: Handler<'ListTranscodeTask'> = (parameters, { store }) => {
  const mediumId = requireText(parameters, 'VideoId');
  const page = readPage(parameters, { max: 50 });
  const start = historyStart(store);
  const from = readTime(parameters, 'StartTime') ?? start;
  const to = readTime(parameters, 'EndTime');
  if (!store.media.byId(mediumId)) throw refusals.videoNotFound();
  const tasks = store.transcodeTasks.find({
    mediumId,
    from: from > start ? from : start,
    ...(to !== undefined && { to }),
    limit: page.size,
    offset: page.offset,
  });
  return { TranscodeTaskList: tasks.map((task) => taskFields(store, task)) };
};

export const getTranscodeTask: Handler<'GetTranscodeTask'> = (parameters, context) => {
  const taskId = readText(parameters, 'TranscodeTaskId');
  const { store } = context;
  if (taskId === undefined) return getJobs(parameters, context);
  const task = store.transcodeTasks.byId(taskId);
  if (!task || task.createdAt < historyStart(store)) {
    throw refusals.noSuchResourceOf('TranscodeTaskId');
  }
  const jobs = store.jobs.ofTask(taskId).map((job) => jobFields(context, job));
  return { TranscodeTask: { ...taskFields(store, task), TranscodeJobInfoList: jobs } };
};

/** Jobs by their own ids; those of pictures are not among them. */
const getJobs: Handler<'GetTranscodeTask'> = (parameters, context) => {
  const ids = readIds(parameters, 'JobIds', refusals.exceeded, maxJobIds);
  if (!ids) throw refusals.missing('TranscodeTaskId');
  const { store } = context;
  const start = historyStart(store);
  const found = ids
    .flatMap((id) => store.jobs.byId(id) ?? [])
    .filter(({ taskId }) => taskId !== undefined)
    .filter(({ enqueuedAt }) => toWireTime(new Date(enqueuedAt)) >= start);
  const missing = ids.filter((id) => !found.some((job) => job.id === id));
  return {
    TranscodeJobInfoList: found.map((job) => jobFields(context, job)),
    NonExistJobIds: missing,
  };
};

function readSession(parameters: Parameters, store: Store): string | undefined {
  const since = toWireTime(new Date(store.now().getTime() - sessionMs));
  const wasUsed = (sessionId: string) => store.transcodeTasks.hasSession(sessionId, since);
  return readSessionId(parameters, { wasUsed, span: 'seven days' });
}

function worksOf(group: string, medium: Medium, source: Source): Work[] {
  if (group === noTranscodeGroupId) return [{ kind: 'original', format: formatOf(source) }];
  return chooseTemplates(medium.type, shownSize(source.videoStreams[0]));
}
