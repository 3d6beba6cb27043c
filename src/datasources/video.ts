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
import { deferred, groupBy, type LoaderSet, settleEach } from './loader.js';
import { isMatchable } from './match.js';
import { mediaReaders, toCategory } from './media.js';
import type { MediaBatch } from './media-batch.js';
import {
  type HeldFrom,
  isEnough,
  type Look,
  type Lookup,
  lookupsFor,
  type PlayableSelection,
  planFor,
} from './planner.js';
import type { KeyedReads } from './reads.js';
import { mediumOf } from './record.js';
import { readEnum, readInteger, readNumber, readText, readTexts, readTime } from './wire.js';

/** VOD keeps video and audio as one kind of object: who asks says which one it expects. */
export type PlayableKind = 'Video' | 'Audio';
export type Playable<Kind extends PlayableKind = PlayableKind> = PlayableMedia & {
  readonly __typename: Kind;
};

type SearchedFields = Pick<PlayableMedia, 'transcodeMode' | 'source' | 'spriteSnapshots'>;
type AnyVideo = Omit<Partial<VideoDetail & FoundVideo>, 'Snapshots'> & {
  Snapshots?: VideoInfo['Snapshots'] | VideoDetail['Snapshots'];
};

type LookedUp = VideoInfo | VideoDetail | BatchMediaInfo;

/** What look-ups have told of media by their ids; an Error where they failed. */
type Answers = ReadonlyMap<string, LookedUp | null | Error>;

/** What was asked for in one tick: each medium by one look-up; those that failed are forgotten. */
interface Asked {
  readonly lookups: Map<string, Lookup>;
  readonly answers: Promise<Answers>;
}

/** Completes the record that a list or a search has of a medium; `null` if it is gone meanwhile. */
type ReadHeld<Kind extends PlayableKind> = (
  id: string,
  held: ListedVideo | FoundVideo,
) => Promise<Playable<Kind> | null>;

/** Look-ups of videos and audios by id. */
export class VideoSource {
  readonly #loaders: LoaderSet;
  readonly #batch: MediaBatch;
  readonly #looked: DataLoader<Look, Answers, unknown>;
  #asked: Asked[] = [];
  readonly #searched: Record<PlayableKind, DataLoader<string, FoundVideo | null, unknown>>;

  constructor(loaders: LoaderSet, batch: MediaBatch) {
    this.#loaders = loaders;
    this.#batch = batch;
    this.#looked = loaders.create((looks) => this.#look(looks), { cache: false });
    loaders.track({
      clearAll: () => {
        this.#asked = [];
      },
    });
    this.#searched = {
      Video: loaders.over(({ foundVideos }) => foundVideos.Video),
      Audio: loaders.over(({ foundVideos }) => foundVideos.Audio),
    };
  }

  /** The medium with what is selected; `null` if there is none. */
  async byId<Kind extends PlayableKind>(
    kind: Kind,
    id: string,
    selection: PlayableSelection,
  ): Promise<Playable<Kind> | null> {
    const [medium = null] = await this.byIds(kind, [id], selection);
    if (medium instanceof Error) throw medium;
    return medium;
  }

  /**
   * The media with these ids, in their order: `null` where there is none, an Error where VOD tells
   * nothing. A list is one look-up: a hundred of one medium each would take longer than all the rest.
   */
  async byIds<Kind extends PlayableKind>(
    kind: Kind,
    ids: readonly string[],
    { fields, files }: PlayableSelection,
  ): Promise<(Playable<Kind> | null | Error)[]> {
    const { lookup, search } = planFor(fields);
    const sendable = ids.filter(isSendableId);
    const later = new Map<string, Partial<SearchedFields>>();
    if (search) for (const id of sendable) later.set(id, this.#searchedFields(kind, id, fields));
    const answers = await this.#lookUp({ ids: sendable, lookup, files });
    return ids.map((id) => {
      const wire = answerOf(answers, id);
      return wire === null || wire instanceof Error
        ? wire
        : new PlayableMedium(kind, id, wire, later.get(id));
    });
  }

  /** Reads the records of a list or a search, which are completed if they lack what is selected. */
  reader<Kind extends PlayableKind>(
    kind: Kind,
    { fields, files }: PlayableSelection,
    from: HeldFrom,
  ): ReadHeld<Kind> {
    const { lookup, search } = planFor(fields, from);
    return async (id, held) => {
      const later = search ? this.#searchedFields(kind, id, fields) : undefined;
      const looked =
        lookup === undefined
          ? held
          : answerOf(await this.#lookUp({ ids: [id], lookup, files }), id);
      if (looked === null) return null;
      if (looked instanceof Error) throw looked;
      const wire =
        from === 'SearchMedia' ? { ...looked, ...onlyInSearch(held as FoundVideo) } : looked;
      return new PlayableMedium(kind, id, wire, later);
    };
  }

  /** The answers that the media are in, newest last: what an earlier tick asked for is not asked again. */
  #lookUp({ ids, lookup, files }: Look): Promise<Answers[]> {
    const isAsked = ({ lookups }: Asked, id: string) => isEnough(lookups.get(id), lookup);
    const asked = this.#asked.filter((tick) => ids.some((id) => isAsked(tick, id)));
    const unasked =
      asked.length === 0 ? ids : ids.filter((id) => !asked.some((tick) => isAsked(tick, id)));
    const answers = asked.map((tick) => tick.answers);
    if (unasked.length > 0) answers.push(this.#looked.load({ ids: unasked, lookup, files }));
    return Promise.all(answers);
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

  async #look(looks: readonly Look[]): Promise<Answers[]> {
    const lookups = lookupsFor(looks);
    const asked = { lookups, answers: this.#ask(lookups) };
    this.#asked.push(asked);
    const answers = await asked.answers;
    for (const [id, answer] of answers) if (answer instanceof Error) lookups.delete(id);
    return looks.map(() => answers);
  }

  async #ask(lookups: ReadonlyMap<string, Lookup>): Promise<Answers> {
    const { reads, scope } = this.#loaders;
    const idsOf = groupBy([...lookups.keys()], (id) => lookups.get(id) as Lookup);
    const idsFor = (lookup: Lookup) => idsOf.get(lookup) ?? [];
    const answers = new Map<string, LookedUp | null | Error>();
    const load = async (ids: string[], source: KeyedReads<LookedUp>) => {
      if (ids.length === 0) return;
      const found = await source.load(ids, scope);
      ids.forEach((id, index) => void answers.set(id, found[index] ?? null));
    };
    const loadBatch = async (ids: string[]) => {
      if (ids.length === 0) return;
      const entries = await settleEach(ids, (id) => this.#batch.load(id));
      for (const [index, id] of ids.entries()) {
        const entry = entries[index];
        answers.set(id, entry instanceof Error ? entry : basicInfoOf(entry ?? null));
      }
      // The failure of the batch is that of source and streams: the medium has its own look-up.
      const failed = ids.filter((id) => answers.get(id) instanceof Error);
      await load(failed, reads.videoInfos);
    };
    await Promise.all([
      load(idsFor('GetVideoInfo'), reads.videoDetails),
      load(idsFor('GetVideoInfos'), reads.videoInfos),
      loadBatch(idsFor('BatchGetMediaInfos')),
    ]);
    return answers;
  }
}

/** The newest answer counts: it is the richest. An id that VOD cannot be asked for is in none. */
function answerOf(answers: readonly Answers[], id: string): LookedUp | null | Error {
  for (let last = answers.length - 1; last >= 0; last -= 1) {
    const answer = answers[last]?.get(id);
    if (answer !== undefined) return answer;
  }
  return null;
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

const PlayableMedium = mediumOf<AnyVideo, Omit<PlayableMedia, '__typename' | 'id'>>({
  ...mediaReaders,
  category: (wire) => toCategory(wire.CateId, wire.CateName),
  referenceId: (wire) => readText(wire.ReferenceId),
  coverUrl: (wire) => readText(wire.CoverURL),
  duration: (wire) => readNumber(wire.Duration),
  size: (wire) => readInteger(wire.Size),
  snapshots: (wire) =>
    readTexts(Array.isArray(wire.Snapshots) ? wire.Snapshots : wire.Snapshots?.Snapshot),
  spriteSnapshots: (wire) => readTexts(wire.SpriteSnapshots),
  templateGroupId: (wire) => readText(wire.TemplateGroupId),
  downloadSwitch: (wire) => readEnum(DownloadSwitch, wire.DownloadSwitch),
  preprocessStatus: (wire) => readEnum(PreprocessStatus, wire.PreprocessStatus),
  auditStatus: (wire) => readEnum(AuditStatus, wire.AuditStatus),
  regionId: (wire) => readText(wire.RegionId),
  transcodeMode: (wire) => readEnum(TranscodeMode, wire.TranscodeMode),
  source: (wire) => readEnum(MediaSource, wire.MediaSource),
  storageClass: (wire) => readEnum(StorageClass, wire.StorageClass),
  restoreStatus: (wire) => readEnum(RestoreStatus, wire.RestoreStatus),
  restoreExpiration: (wire) => readTime(wire.RestoreExpiration),
  userData: (wire) => readText(wire.UserData),
});
