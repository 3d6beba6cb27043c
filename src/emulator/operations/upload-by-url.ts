import { type JsonItem, readJsonItems } from '../json-items.js';
import { newId } from '../new-id.js';
import type { Handler, Parameters } from '../operation.js';
import { readInteger, readList, readText, refuseUnsupported, requireText } from '../parameters.js';
import { present } from '../present.js';
import { defaultTemplateGroupId } from '../processing/templates.js';
import { refusals } from '../refusals.js';
import type { MediumDraft, NewUrlJob } from '../store/records.js';
import type { Store } from '../store.js';
import { isUnprintable } from '../texts.js';
import { checkPlace, readDetails, readUserDataParameter } from '../uploads/details.js';
import { extensionOf, mediumTypeOf } from '../uploads/extensions.js';
import { uploadRefusals } from '../uploads/refusals.js';
import { fileNameOf, titleOf } from '../uploads/url-names.js';
import { decodeJoinedUrl } from '../urls.js';
import { toWireTime } from '../wire-time.js';
import { readSessionId } from './session-id.js';

const maxUrls = 20;

/** For how long a SessionId must not come again. */
const sessionMs = 10 * 60 * 1000;

/** Members of UploadMetadatas. */
const known = [
  'SourceURL',
  'Title',
  'FileSize',
  'Description',
  'CoverURL',
  'CateId',
  'Tags',
  'TemplateGroupId',
  'WorkflowId',
  'FileExtension',
];

/** The files are fetched later, and a medium is there once its file is. */
export const uploadMediaByURL: Handler<'UploadMediaByURL'> = (parameters, { store }) => {
  const urls = readUploadUrls(parameters);
  checkPlace(parameters);
  const sessionId = readSession(parameters, store);
  const metadata = readMetadata(parameters, urls);
  const jobs = urls.map((url) =>
    present<NewUrlJob>({
      id: newId(),
      url,
      status: 'PENDING',
      medium: readDraft(url, metadata.get(url), parameters, store),
      sessionId,
      createdAt: toWireTime(store.now()),
    }),
  );
  for (const job of jobs) store.urlJobs.insert(job);
  store.touch('urlJobs');
  return { UploadJobs: jobs.map(({ id, url }) => ({ JobId: id, SourceURL: url })) };
};

function readUploadUrls(parameters: Parameters): string[] {
  const joined = readList(parameters, 'UploadURLs');
  if (!joined) throw refusals.missing('UploadURLs');
  if (joined.length > maxUrls) throw uploadRefusals.uploadUrls();
  return joined.map(checkUploadUrl);
}

/** Only http and https: no other scheme, or files of this machine could be fetched. */
function checkUploadUrl(joined: string): string {
  const url = decodeJoinedUrl(joined) ?? '';
  const isUsable = /^https?:/i.test(url) && URL.canParse(url) && !isUnprintable(url);
  // `fetch` takes no names and passwords, and they would be told in GetURLUploadInfos.
  if (isUsable && !new URL(url).username && !new URL(url).password) return url;
  throw uploadRefusals.uploadUrls();
}

function readSession(parameters: Parameters, store: Store): string | undefined {
  const since = toWireTime(new Date(store.now().getTime() - sessionMs));
  const wasUsed = (sessionId: string) => store.urlJobs.hasSession(sessionId, since);
  return readSessionId(parameters, { wasUsed, span: 'ten minutes' });
}

/** What is said about each URL, by URL; about some nothing is. */
function readMetadata(
  parameters: Parameters,
  urls: readonly string[],
): ReadonlyMap<string, JsonItem> {
  if (readText(parameters, 'UploadMetadatas') === undefined) return new Map();
  const tooMany = () => refusals.exceeded('UploadMetadatas');
  const items = readJsonItems(parameters, 'UploadMetadatas', { known, max: maxUrls, tooMany });
  return new Map(items.map((item) => [readSourceUrl(item, urls), item]));
}

function readSourceUrl({ members, nameOf }: JsonItem, urls: readonly string[]): string {
  refuseUnsupported(members, ['WorkflowId']);
  const url = decodeJoinedUrl(requireText(members, 'SourceURL')) ?? '';
  if (urls.includes(url)) return url;
  throw refusals.invalid(nameOf('SourceURL'), 'it must be one of UploadURLs');
}

function readDraft(
  url: string,
  item: JsonItem | undefined,
  { TemplateGroupId = '', ...parameters }: Parameters,
  store: Store,
): MediumDraft {
  const members = { TemplateGroupId, ...item?.members };
  const { FileExtension = '' } = members as Parameters;
  const extension = extensionOf(FileExtension ? `.${FileExtension}` : fileNameOf(url));
  const type = mediumTypeOf(extension);
  if (!type) throw uploadRefusals.extension();
  readInteger(members, 'FileSize', { min: 0 });
  return {
    templateGroupId: defaultTemplateGroupId,
    ...readDetails(members, store, item?.nameOf),
    ...readUserDataParameter(parameters),
    title: item ? requireText(members, 'Title') : titleOf(url),
    type,
    extension,
  };
}
