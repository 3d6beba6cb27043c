import type { ObjectFiles } from '../object-files.js';
import type { Job, TranscodeWork } from '../store/records.js';
import type { Store } from '../store.js';
import { JobFailure } from './failure.js';
import type { Bench } from './ffmpeg.js';
import type { Finished } from './finished.js';
import type { Made } from './made.js';
import { formatOf, isPlayable, notPlayable, sourceGone } from './original.js';
import { makeCovers, makeSnapshots } from './pictures.js';
import { probe, probePlaylist } from './probe.js';
import { makeRendition } from './rendition.js';
import type { Tools } from './tools.js';
import { Workspace } from './workspace.js';

export interface Workshop {
  readonly store: Store;
  readonly files: ObjectFiles;
  readonly tools: Tools;
  readonly timeLimitMs: number;
  /** What jobs made that is not entered yet, by their ids. */
  readonly finished: ReadonlyMap<string, Finished>;
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
  job: Job,
  material: Pick<Bench, 'file' | 'probed'>,
  workshop: Workshop,
  signal: AbortSignal,
): Promise<Made> {
  const { id, work } = job;
  const { store, files, tools, timeLimitMs } = workshop;
  if (tools.ffmpeg === undefined) throw noFfmpeg();
  const workspace = new Workspace(files);
  // It is done when it is entered, not before.
  const onProgress = (percent: number) =>
    store.jobs.setProgress(id, Math.min(99, Math.floor(percent)));
  const bench = { ...material, ffmpeg: tools.ffmpeg, workspace, signal, timeLimitMs, onProgress };
  try {
    if (work.kind === 'transcode') {
      const encoded = work.format === 'm3u8' ? findEncoded(job, work, workshop) : undefined;
      const borrowed = encoded && workspace.borrow(encoded);
      const rendition = await makeRendition(work, bench, tools, borrowed);
      return { kind: 'rendition', rendition, files: workspace };
    }
    const sets = await (work.kind === 'snapshots' ? makeSnapshots(work, bench) : makeCovers(bench));
    return { kind: 'pictures', sets, files: workspace };
  } catch (error) {
    workspace.close();
    throw error;
  }
}

/** The MP4 of the same task and definition, if it is made already. */
function findEncoded(
  { taskId = '' }: Job,
  { definition }: TranscodeWork,
  { store, finished }: Workshop,
): string | undefined {
  for (const { id, work, stream } of store.jobs.ofTask(taskId)) {
    if (work.kind !== 'transcode' || work.format !== 'mp4') continue;
    if (work.definition !== definition) continue;
    if (stream) return store.findObject(stream.objectKey)?.path;
    const result = finished.get(id)?.result;
    if (result && 'rendition' in result) return result.files.pathOf(result.rendition.name);
  }
  return undefined;
}

function noFfmpeg(): JobFailure {
  const message = 'There is no ffmpeg on this machine to transcode or take pictures with.';
  return new JobFailure('UnsupportedOperation', message);
}
