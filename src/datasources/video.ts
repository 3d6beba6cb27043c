import type DataLoader from 'dataloader';
import { RestoreStatus, StorageClass } from '../types/media.js';
import {
  AuditStatus,
  DownloadSwitch,
  MediaSource,
  type PlayableMedia,
  PreprocessStatus,
  TranscodeMode,
} from '../types/video.js';
import type {
  BatchMediaEntry,
  BatchMediaInfo,
  FoundVideo,
  ListedVideo,
  VideoDetail,
  VideoInfo,
} from '../vod/operations.js';
import { isSendableId } from './input.js';
import { deferred, type LoaderSet, settleEach } from './loader.js';
import { isMatchable } from './match.js';
import { toCategory, toMediaFields } from './media.js';
import type { MediaBatch } from './media-batch.js';
import {
  coveredBy,
  type Look,
  type Lookup,
  lookupsFor,
  type PlayableSelection,
  planFor,
} from './planner.js';
import type { KeyedReads } from './reads.js';
import { readEnum, readInteger, readNumber, readText, readTexts, readTime } from './wire.js';

/** VOD keeps video and audio as one kind of object: who asks says which one it expects. */
export type PlayableKind = 'Video' | 'Audio';
export type Playable<Kind extends PlayableKind = PlayableKind> = PlayableMedia & {
  readonly __typename: Kind;
};

type Selection = PlayableSelection;
type SearchedFields = Pick<PlayableMedia, 'transcodeMode' | 'source' | 'spriteSnapshots'>;
type AnyVideo = Omit<Partial<VideoDetail & FoundVideo>, 'Snapshots'> & {
  Snapshots?: VideoInfo['Snapshots'] | VideoDetail['Snapshots'];
};

type LookedUp = VideoInfo | VideoDetail | BatchMediaInfo;

/** A record that a list or a search has answered. */
export type Held =
  | { readonly from: 'GetVideoList'; readonly record: ListedVideo }
  | { readonly from: 'SearchMedia'; readonly record: FoundVideo };

/** Look-ups of videos and audios by id. */
export class VideoSource {
  readonly #loaders: LoaderSet;
  readonly #batch: MediaBatch;
  readonly #looked: DataLoader<Look, LookedUp | null, unknown>;
  readonly #searched: Record<PlayableKind, DataLoader<string, FoundVideo | null, unknown>>;

  constructor(loaders: LoaderSet, batch: MediaBatch) {
    this.#loaders = loaders;
    this.#batch = batch;
    this.#looked = loaders.create(
      (looks) => this.#look(looks),
      ({ id, lookup }) => `${lookup} ${id}`,
    );
    this.#searched = {
      Video: loaders.over(({ foundVideos }) => foundVideos.Video),
      Audio: loaders.over(({ foundVideos }) => foundVideos.Audio),
    };
  }

  /** The medium with what is selected; `null` if there is none. */
  async byId<Kind extends PlayableKind>(
    kind: Kind,
    id: string,
    selection: Selection,
  ): Promise<Playable<Kind> | null> {
    return isSendableId(id) ? this.#complete(kind, id, selection) : null;
  }

  /** The medium of a list's or search's record, completed if the record lacks what is selected. */
  ofRecord<Kind extends PlayableKind>(
    kind: Kind,
    id: string,
    held: Held,
    selection: Selection,
  ): Promise<Playable<Kind> | null> {
    return this.#complete(kind, id, selection, held);
  }

  async #complete<Kind extends PlayableKind>(
    kind: Kind,
    id: string,
    selection: Selection,
    held?: Held,
  ): Promise<Playable<Kind> | null> {
    const { fields, files } = selection;
    const { lookup, search } = planFor(fields, held?.from);
    const later = search ? this.#searchedFields(kind, id, fields) : {};
    const looked =
      lookup === undefined ? undefined : await this.#looked.load({ id, lookup, files });
    if (looked === null) return null;
    const searched = held?.from === 'SearchMedia' ? onlyInSearch(held.record) : {};
    return { ...toPlayable(kind, id, { ...(looked ?? held?.record), ...searched }), ...later };
  }

  /** The selected ones of the fields that need a search: promises, so that it can fail without the rest. */
  #searchedFields(
    kind: PlayableKind,
    id: string,
    selection: ReadonlySet<string>,
  ): Partial<SearchedFields> {
    const found = isMatchable(id) ? this.#searched[kind].load(id) : Promise.resolve(null);
    const field = <Value>(name: string, read: (wire: FoundVideo) => Value) =>
      selection.has(name)
        ? { [name]: deferred(found.then((wire) => (wire === null ? null : read(wire)))) }
        : {};
    return {
      ...field('transcodeMode', (wire) => readEnum(TranscodeMode, wire.TranscodeMode)),
      ...field('source', (wire) => readEnum(MediaSource, wire.MediaSource)),
      ...field('spriteSnapshots', (wire) => readTexts(wire.SpriteSnapshots)),
    };
  }

  async #look(looks: readonly Look[]): Promise<(LookedUp | null | Error)[]> {
    const { reads, scope } = this.#loaders;
    const lookups = lookupsFor(looks);
    const idsFor = (lookup: Lookup) =>
      [...lookups.keys()].filter((id) => lookups.get(id) === lookup);
    const answers = new Map<string, LookedUp | null | Error>();
    const load = async (ids: string[], source: KeyedReads<LookedUp>) => {
      const found = await source.load(ids, scope);
      for (const [index, id] of ids.entries()) answers.set(id, found[index] ?? null);
    };
    const batched = idsFor('BatchGetMediaInfos');
    const entries = settleEach(batched, (id) => this.#batch.load(id));
    await Promise.all([
      load(idsFor('GetVideoInfo'), reads.videoDetails),
      load(idsFor('GetVideoInfos'), reads.videoInfos),
      entries.then(async (found) => {
        for (const [index, id] of batched.entries()) {
          const entry = found[index];
          answers.set(id, entry instanceof Error ? entry : basicInfoOf(entry ?? null));
        }
        // The failure of the batch is that of source and streams: the medium has its own look-up.
        const failed = batched.filter((id) => answers.get(id) instanceof Error);
        await load(failed, reads.videoInfos);
      }),
    ]);
    for (const [id, lookup] of lookups) this.#remember(id, lookup, answers.get(id) ?? null);
    return looks.map(({ id }) => answers.get(id) ?? null);
  }

  /** What a rich look-up has told, a poorer one need not ask again. */
  #remember(id: string, lookup: Lookup, answer: LookedUp | null | Error): void {
    if (answer instanceof Error) return;
    for (const poorer of coveredBy(lookup)) {
      this.#looked.prime({ id, lookup: poorer, files: false }, answer);
    }
  }
}

/** Of an entry that holds no information of its own the medium exists all the same. */
function basicInfoOf(entry: BatchMediaEntry | null): BatchMediaInfo | null {
  return entry && (entry.MediaInfo ?? { MediaId: entry.MediaId });
}

function onlyInSearch(found: FoundVideo): AnyVideo {
  const { TranscodeMode: mode, MediaSource: source, SpriteSnapshots: sprites } = found;
  return {
    ...(mode !== undefined && { TranscodeMode: mode }),
    ...(source !== undefined && { MediaSource: source }),
    ...(sprites !== undefined && { SpriteSnapshots: sprites }),
  };
}

function toPlayable<Kind extends PlayableKind>(
  kind: Kind,
  id: string,
  wire: AnyVideo,
): Playable<Kind> {
  return {
    __typename: kind,
    id,
    ...toMediaFields(wire),
    category: toCategory(wire.CateId, wire.CateName),
    referenceId: readText(wire.ReferenceId),
    coverUrl: readText(wire.CoverURL),
    duration: readNumber(wire.Duration),
    size: readInteger(wire.Size),
    snapshots: readTexts(Array.isArray(wire.Snapshots) ? wire.Snapshots : wire.Snapshots?.Snapshot),
    spriteSnapshots: readTexts(wire.SpriteSnapshots),
    templateGroupId: readText(wire.TemplateGroupId),
    downloadSwitch: readEnum(DownloadSwitch, wire.DownloadSwitch),
    preprocessStatus: readEnum(PreprocessStatus, wire.PreprocessStatus),
    auditStatus: readEnum(AuditStatus, wire.AuditStatus),
    regionId: readText(wire.RegionId),
    transcodeMode: readEnum(TranscodeMode, wire.TranscodeMode),
    source: readEnum(MediaSource, wire.MediaSource),
    storageClass: readEnum(StorageClass, wire.StorageClass),
    restoreStatus: readEnum(RestoreStatus, wire.RestoreStatus),
    restoreExpiration: readTime(wire.RestoreExpiration),
    userData: readText(wire.UserData),
  };
}
