import path from 'node:path';
import { type JsonItem, readJsonItems } from '../json-items.js';
import type { Handler, Parameters } from '../operation.js';
import { requireText } from '../parameters.js';
import { beginProcessing } from '../processing/begin.js';
import { refusals } from '../refusals.js';
import type { MediumDraft, StoredObject } from '../store/records.js';
import type { Store } from '../store.js';
import { readDetails, readLimited, readUserDataParameter } from '../uploads/details.js';
import { extensionOf, mediumTypeOf } from '../uploads/extensions.js';
import { insertMedium } from '../uploads/new-medium.js';
import { keyOfUrl } from '../urls.js';
import type { RegisteredMedia } from '../wire/upload.js';
import { toWireTime } from '../wire-time.js';

const rules = {
  known: ['FileURL', 'Title', 'Description', 'Tags', 'CoverURL', 'CateId'],
  max: 10,
  tooMany: () => refusals.exceeded('RegisterMetadatas'),
};

/** Files that are in the bucket already become media. Without a template group they are not transcoded. */
export const registerMedia: Handler<'RegisterMedia'> = (parameters, { store }) => {
  const userData = readUserDataParameter(parameters);
  const items = readJsonItems(parameters, 'RegisterMetadatas', rules).map((item) => ({
    url: readFileUrl(item),
    details: { ...userData, ...readItem(item, parameters, store) },
  }));
  const outcomes = items.map(({ url, details }) => ({
    url,
    medium: register(url, details, store),
  }));
  return {
    RegisteredMediaList: outcomes.flatMap(({ medium }) => medium ?? []),
    FailedFileURLs: outcomes.flatMap(({ url, medium }) => (medium ? [] : url)),
  };
};

type Details = Omit<MediumDraft, 'type' | 'extension'>;

function readFileUrl({ members, nameOf }: JsonItem): string {
  requireText(members, 'FileURL');
  return readLimited(members, 'FileURL', 1024, nameOf) ?? '';
}

function readItem(
  { members, nameOf }: JsonItem,
  { TemplateGroupId = '' }: Parameters,
  store: Store,
): Details {
  const details = readDetails({ ...members, TemplateGroupId }, store, nameOf);
  return { ...details, title: requireText(members, 'Title') };
}

/** `undefined` for what is not a file of the bucket that can be a source. */
function register(url: string, details: Details, store: Store): RegisteredMedia | undefined {
  const object = store.objects.byKey(keyOfUrl(url) ?? '');
  if (!object) return undefined;
  const known = store.sources.mediumOf(object.key);
  if (known !== undefined) return { MediaId: known, FileURL: url, NewRegister: false };
  const extension = extensionOf(object.key);
  const type = mediumTypeOf(extension);
  // The segments of a playlist are objects of their own: it cannot be read by itself.
  if (!type || extension === 'm3u8') return undefined;
  const id = insertMedium(store, { ...details, type, extension }, 'UploadSucc');
  giveSource(store, id, object);
  return { MediaId: id, FileURL: url, NewRegister: true };
}

function giveSource(store: Store, mediumId: string, { key, size }: StoredObject): void {
  store.sources.insert({
    mediumId,
    status: 'Normal',
    fileName: path.basename(key),
    objectKey: key,
    createdAt: toWireTime(store.now()),
    videoStreams: [],
    audioStreams: [],
  });
  store.media.update(mediumId, { size });
  beginProcessing(store, mediumId);
}
