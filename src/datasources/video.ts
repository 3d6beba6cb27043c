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
import type { FoundVideo, ListedVideo, VideoDetail, VideoInfo } from '../vod/operations.js';
import { isSendableId } from './input.js';
import { deferred, type LoaderSet } from './loader.js';
import { isMatchable } from './match.js';
import { toCategory, toMediaFields } from './media.js';
import { type Parts, partsFor } from './video-parts.js';
import { readEnum, readInteger, readNumber, readText, readTexts, readTime } from './wire.js';

/** VOD keeps video and audio as one kind of object: who asks says which one it expects. */
export type PlayableKind = 'Video' | 'Audio';
export type Playable<Kind extends PlayableKind = PlayableKind> = PlayableMedia & {
  readonly __typename: Kind;
};

type Selection = ReadonlySet<string>;
type SearchedFields = Pick<PlayableMedia, 'transcodeMode' | 'source' | 'spriteSnapshots'>;
type AnyVideo = Omit<Partial<VideoDetail & FoundVideo>, 'Snapshots'> & {
  Snapshots?: VideoInfo['Snapshots'] | VideoDetail['Snapshots'];
};

/** A record that a list or a search has answered. */
export type Held =
  | { readonly from: 'GetVideoList'; readonly record: ListedVideo }
  | { readonly from: 'SearchMedia'; readonly record: FoundVideo };

/** Look-ups of videos and audios by id. */
export class VideoSource {
  readonly #infos: DataLoader<string, VideoInfo | null, unknown>;
  readonly #details: DataLoader<string, VideoDetail | null, unknown>;
  readonly #searched: Record<PlayableKind, DataLoader<string, FoundVideo | null, unknown>>;

  constructor(loaders: LoaderSet) {
    this.#infos = loaders.over(({ videoInfos }) => videoInfos);
    this.#details = loaders.over(({ videoDetails }) => videoDetails);
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
    const parts = partsFor(selection, held?.from);
    const later = parts.search ? this.#searchedFields(kind, id, selection) : {};
    const looked = await this.#look(id, parts.lookup);
    if (looked === null) return null;
    const searched = held?.from === 'SearchMedia' ? onlyInSearch(held.record) : {};
    return { ...toPlayable(kind, id, { ...(looked ?? held?.record), ...searched }), ...later };
  }

  /** The selected ones of the fields that need a search: promises, so that it can fail without the rest. */
  #searchedFields(kind: PlayableKind, id: string, selection: Selection): Partial<SearchedFields> {
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

  /** `undefined` if no look-up is needed, `null` if there is no such medium. */
  #look(id: string, lookup: Parts['lookup']): Promise<VideoInfo | VideoDetail | null> | undefined {
    if (lookup === undefined) return undefined;
    return lookup === 'GetVideoInfo' ? this.#details.load(id) : this.#infos.load(id);
  }
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
