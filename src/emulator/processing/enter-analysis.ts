import { type EmittedEvent, emitEvent } from '../events/emit.js';
import { plain, rounded } from '../operations/figures.js';
import { present } from '../present.js';
import type { Medium, NewMedium, Source } from '../store/records.js';
import type { Store } from '../store.js';
import { toWireTime } from '../wire-time.js';
import { enqueueJob, enqueueTranscoding } from './enqueue.js';
import { JobFailure } from './failure.js';
import { endingOf, errorFields, type Finished } from './finished.js';
import { formatOf, isPlayable, originalJobId, originalStream } from './original.js';
import type { Probed } from './probe.js';
import { shownSize } from './sizes.js';
import { decimalText } from './stream-figures.js';
import { chooseTemplates, noTranscodeGroupId } from './templates.js';

/** The medium gets its figures; covers are taken and streams made as its template group wants. */
export function enterAnalysis(store: Store, finished: Finished, canTranscode: boolean): void {
  const { job, result, atMs } = finished;
  const { mediumId } = job;
  store.jobs.end(job.id, endingOf(finished));
  const isBad = result instanceof JobFailure;
  if (!isBad && result.kind === 'figures') enterFigures(store, mediumId, result.probed, atMs);
  const medium = store.media.byId(mediumId);
  const source = store.sources.ofMedium(mediumId);
  if (!medium || !source) return;
  emitEvent(store, mediumId, {
    EventType: 'VideoAnalysisComplete',
    VideoId: mediumId,
    ...(isBad ? errorFields(result) : ({ Status: 'success', ...eventFigures(source) } as const)),
  });

  if (canTranscode && medium.type === 'video') {
    enqueueJob(store, { mediumId, work: { kind: 'covers' }, enqueuedAt: atMs });
  }
  const { templateGroupId } = medium;
  if (templateGroupId === noTranscodeGroupId) {
    if (!isBad && isPlayable(formatOf(source))) publishOriginal(store, medium, source, atMs);
  } else if (templateGroupId !== undefined) {
    const works = canTranscode
      ? chooseTemplates(medium.type, shownSize(source.videoStreams[0]))
      : [{ kind: 'original', format: formatOf(source) } as const];
    enqueueTranscoding(store, medium, { startedBy: 'Auto', templateGroupId, works, atMs });
  }
}

/** What the file holds decides whether it is a video or an audio; of a playlist it is not known. */
function enterFigures(store: Store, mediumId: string, probed: Probed, atMs: number): void {
  const { videoStreams, audioStreams, duration } = probed;
  store.sources.setFigures(mediumId, probed);
  const size = store.sources.ofMedium(mediumId)?.size;
  const isAudio = videoStreams.length === 0 && audioStreams.length > 0;
  const type = videoStreams.length > 0 ? 'video' : isAudio ? 'audio' : undefined;
  store.media.update(
    mediumId,
    present<Partial<NewMedium>>({ type, duration, size, modifiedAt: toWireTime(new Date(atMs)) }),
  );
}

type AnalysisEvent = Extract<EmittedEvent, { EventType: 'VideoAnalysisComplete' }>;

function eventFigures({ width, height, duration, bitrate, fps, size }: Source) {
  return present<Partial<AnalysisEvent>>({
    Width: width,
    Height: height,
    Duration: rounded(duration),
    Bitrate: plain(bitrate),
    Fps: decimalText(fps),
    Size: size,
  });
}

function publishOriginal(store: Store, medium: Medium, source: Source, atMs: number): void {
  const at = toWireTime(new Date(atMs));
  store.streams.insert(originalStream(medium, source, originalJobId(medium.id), at));
  const changes = { status: 'Normal', transcodeMode: 'NoTranscode', modifiedAt: at } as const;
  store.media.update(medium.id, changes);
}
