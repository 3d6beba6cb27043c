import type { Handler, Parameters } from '../operation.js';
import { readIds } from '../parameters.js';
import { present } from '../present.js';
import { refusals } from '../refusals.js';
import type { UrlJob } from '../store/records.js';
import type { Store } from '../store.js';
import { decodeJoinedUrl } from '../urls.js';
import type { UrlUploadInfo } from '../wire/upload.js';
import { historyStart } from './history.js';

const maxNames = 10;

/** JobIds goes before UploadURLs; a URL stands for all jobs that were to fetch it. */
export const getURLUploadInfos: Handler<'GetURLUploadInfos'> = (parameters, { store }) => {
  const found = findJobs(parameters, store);
  return {
    URLUploadInfoList: found.flatMap(({ jobs }) => jobs.map(uploadInfo)),
    NonExists: found.filter(({ jobs }) => jobs.length === 0).map(({ name }) => name),
  };
};

function findJobs(parameters: Parameters, store: Store): { name: string; jobs: UrlJob[] }[] {
  const start = historyStart(store);
  const recent = (jobs: UrlJob[]) => jobs.filter(({ createdAt }) => createdAt >= start);
  const ids = readNames(parameters, 'JobIds');
  if (ids) {
    return ids.map((id) => ({ name: id, jobs: recent([store.urlJobs.byId(id) ?? []].flat()) }));
  }
  const urls = readNames(parameters, 'UploadURLs');
  if (!urls) throw refusals.missing('JobIds');
  return urls
    .map((joined) => decodeJoinedUrl(joined) ?? joined)
    .map((url) => ({ name: url, jobs: recent(store.urlJobs.byUrl(url)) }));
}

function readNames(parameters: Parameters, name: string): string[] | undefined {
  return readIds(parameters, name, refusals.exceeded, maxNames);
}

function uploadInfo(job: UrlJob): UrlUploadInfo {
  return present<UrlUploadInfo>({
    JobId: job.id,
    UploadURL: job.url,
    MediaId: job.mediumId,
    FileSize: job.fileSize?.toString(),
    Status: job.status,
    UserData: job.medium.userData,
    CreationTime: job.createdAt,
    CompleteTime: job.completedAt,
    ErrorCode: job.errorCode,
    ErrorMessage: job.errorMessage,
  });
}
