import type { CallContext } from '../operation.js';
import { defaultSigner, type SignUrl } from '../signed-urls.js';
import type { AttachedMedium, Image, Job, Medium, Source, Stream } from '../store/records.js';
import type { Store } from '../store.js';
import { attachedSummary, imageSummary, mediumSummary } from './items.js';
import type { ItemDetail, PlayableStream, ProcessingJob, SourceFile } from './shapes.js';

/** A medium that was transcoded often has more of them. */
const shownJobs = 20;

/** Everything the page shows of one medium, image or attached medium. */
export function findItem(id: string, context: CallContext): ItemDetail | undefined {
  const { store } = context;
  const { sign } = defaultSigner(context);
  const medium = store.media.byId(id);
  if (medium) return mediumDetail(medium, store, sign);
  const image = store.images.byId(id);
  if (image) return imageDetail(image, sign);
  const attached = store.attachedMedia.byId(id);
  return attached && attachedDetail(attached, store, sign);
}

function mediumDetail(medium: Medium, store: Store, sign: SignUrl): ItemDetail {
  const source = store.sources.ofMedium(medium.id);
  return {
    ...mediumSummary(medium, sign),
    ...commonTexts(medium),
    category: medium.categoryName,
    source: source && sourceFile(source, sign),
    streams: store.streams.ofMedium(medium.id).map((stream) => playableStream(stream, sign)),
    snapshotUrls: snapshotKeys(medium.id, store).map(sign),
    jobs: store.jobs.ofMedium(medium.id, shownJobs).map(processingJob),
  };
}

/** Whoever asked for none has the covers to choose from. */
function snapshotKeys(mediumId: string, { snapshots }: Store): string[] {
  const asked = snapshots.latest(mediumId, 'NormalSnapshot');
  const shown = asked.length > 0 ? asked : snapshots.latest(mediumId, 'CoverSnapshot');
  return shown.map(({ objectKey }) => objectKey);
}

function processingJob({ id, work, state, startedAt, progress, errorMessage }: Job): ProcessingJob {
  const isRunning = state === 'waiting' && startedAt !== undefined;
  return {
    id,
    work: work.kind === 'transcode' ? `${work.definition} ${work.format}` : work.kind,
    state: isRunning ? 'running' : state,
    progress,
    error: errorMessage,
  };
}

function imageDetail(image: Image, sign: SignUrl): ItemDetail {
  const { fileName, status, size, width, height, objectKey } = image;
  const url = size === undefined ? undefined : sign(objectKey);
  return {
    ...imageSummary(image, sign),
    ...commonTexts(image),
    category: image.categoryName,
    source: { fileName, status, size, width, height, url },
    streams: [],
    snapshotUrls: [],
    jobs: [],
  };
}

function attachedDetail(attached: AttachedMedium, store: Store, sign: SignUrl): ItemDetail {
  const summary = attachedSummary(attached, store, sign);
  const { fileName, status, objectKey, id } = attached;
  const { size } = summary;
  const url = size === undefined ? undefined : sign(objectKey);
  const categories = store.attachedMedia.categoriesOf(id).map(({ name }) => name);
  return {
    ...summary,
    ...commonTexts(attached),
    category: categories.length > 0 ? categories.join(', ') : undefined,
    source: { fileName, status, size, url },
    streams: [],
    snapshotUrls: [],
    jobs: [],
  };
}

function commonTexts({ description, tags, modifiedAt }: Medium | Image | AttachedMedium) {
  const separate = tags === undefined || tags === '' ? [] : tags.split(',');
  return { description, tags: separate, modifiedAt };
}

function sourceFile(source: Source, sign: SignUrl): SourceFile {
  const { fileName, status, objectKey, size, width, height, duration, bitrate, fps } = source;
  const url = objectKey && sign(objectKey);
  return { fileName, status, url, size, width, height, duration, bitrate, fps };
}

function playableStream(stream: Stream, sign: SignUrl): PlayableStream {
  const { jobId, definition, format, type, status, codec, objectKey } = stream;
  const { size, width, height, duration, bitrate, fps } = stream;
  const figures = { size, width, height, duration, bitrate, fps };
  return { jobId, definition, format, type, status, codec, url: sign(objectKey), ...figures };
}
