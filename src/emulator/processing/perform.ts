import type { ObjectFiles } from '../object-files.js';
import type { Job } from '../store/records.js';
import type { Store } from '../store.js';
import { JobFailure } from './failure.js';
import type { Bench } from './ffmpeg.js';
import { formatOf, isPlayable, notPlayable, sourceGone } from './original.js';
import { makeCovers, makeSnapshots, type PictureSet } from './pictures.js';
import { type Probed, probe, probePlaylist } from './probe.js';
import { makeRendition, type Rendition } from './rendition.js';
import type { Tools } from './tools.js';
import { Workspace } from './workspace.js';

/** What the work of a job came to. Files lie in their workspace until they are entered. */
export type Made =
  | { readonly kind: 'figures'; readonly probed: Probed }
  | { readonly kind: 'pictures'; readonly sets: readonly PictureSet[]; readonly files: Workspace }
  | { readonly kind: 'rendition'; readonly rendition: Rendition; readonly files: Workspace }
  | { readonly kind: 'original' };

export interface Workshop {
  readonly store: Store;
  readonly files: ObjectFiles;
  readonly tools: Tools;
  readonly timeLimitMs: number;
}

/** Does the work of a job, and changes nothing in the store but its progress. */
export async function perform(job: Job, workshop: Workshop, signal: AbortSignal): Promise<Made> {
  const { store, tools } = workshop;
  const source = store.sources.ofMedium(job.mediumId);
  const object = source?.objectKey && store.objects.byKey(source.objectKey);
  if (!source || !object) throw sourceGone();
  const file = store.pathOf(object);
  const { work } = job;
  // One that could not be analysed is looked at again, and found bad again.
  const isKnown = work.kind !== 'analysis' && source.duration !== undefined;
  const look = () =>
    formatOf(source) === 'm3u8' ? probePlaylist(file) : probe(file, tools, signal);
  const probed = isKnown ? source : await look();
  if (work.kind === 'analysis') return { kind: 'figures', probed };
  if (work.kind !== 'original') return make(job, { file, probed }, workshop, signal);
  if (!isPlayable(work.format)) throw notPlayable();
  return { kind: 'original' };
}

async function make(
  { id, work }: Job,
  material: Pick<Bench, 'file' | 'probed'>,
  { store, files, tools, timeLimitMs }: Workshop,
  signal: AbortSignal,
): Promise<Made> {
  if (tools.ffmpeg === undefined) throw noFfmpeg();
  const workspace = new Workspace(files);
  // It is done when it is entered, not before.
  const onProgress = (percent: number) =>
    store.jobs.setProgress(id, Math.min(99, Math.floor(percent)));
  const bench = { ...material, ffmpeg: tools.ffmpeg, workspace, signal, timeLimitMs, onProgress };
  try {
    if (work.kind === 'transcode') {
      const rendition = await makeRendition(work, bench, tools);
      return { kind: 'rendition', rendition, files: workspace };
    }
    const sets = await (work.kind === 'snapshots' ? makeSnapshots(work, bench) : makeCovers(bench));
    return { kind: 'pictures', sets, files: workspace };
  } catch (error) {
    workspace.close();
    throw error;
  }
}

function noFfmpeg(): JobFailure {
  const message = 'There is no ffmpeg on this machine to transcode or take pictures with.';
  return new JobFailure('UnsupportedOperation', message);
}
