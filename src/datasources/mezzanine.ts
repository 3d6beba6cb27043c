import type DataLoader from 'dataloader';
import { MediaStatus, OutputType, RestoreStatus, StorageClass } from '../types/media.js';
import type { Mezzanine, SourceAudioStream, SourceVideoStream } from '../types/mezzanine.js';
import { PreprocessStatus } from '../types/video.js';
import type { BatchMezzanine, MezzanineDetail, WireStreamInfo } from '../vod/operations.js';
import { isSendableId } from './input.js';
import { type LoaderSet, settleEach } from './loader.js';
import type { MediaBatch } from './media-batch.js';
import { sourceFieldsNotInBatch } from './planner.js';
import { hasOptions, type UrlOptions } from './url-options.js';
import { readEnum, readInteger, readNumber, readText, readTime, readUrlEnd } from './wire.js';

interface MezzanineKey {
  readonly id: string;
  readonly options: UrlOptions;
  readonly video: boolean;
  readonly audio: boolean;
  /** Whether BatchGetMediaInfos can answer it. */
  readonly batchable: boolean;
}

/** What a GetMezzanineInfo call depends on. */
interface SingleKey extends Pick<MezzanineKey, 'id' | 'options'> {
  readonly additions: string;
}

type AnyMezzanine = Partial<MezzanineDetail & BatchMezzanine>;

/** Source files. A single one is asked for by GetMezzanineInfo, several of one tick by the batch. */
export class MezzanineSource {
  readonly #loaders: LoaderSet;
  readonly #batch: MediaBatch;
  readonly #loader: DataLoader<MezzanineKey, AnyMezzanine | null, unknown>;
  readonly #singles: DataLoader<SingleKey, AnyMezzanine | null, unknown>;

  constructor(loaders: LoaderSet, batch: MediaBatch) {
    this.#loaders = loaders;
    this.#batch = batch;
    this.#loader = loaders.create((keys) => this.#load(keys), { cacheKeyFn: JSON.stringify });
    this.#singles = loaders.create((keys) => this.#get(keys), { cacheKeyFn: JSON.stringify });
  }

  /** The source of a medium; `null` if the medium or its source does not exist. */
  async byVideoId(
    id: string,
    options: UrlOptions,
    selection: ReadonlySet<string>,
  ): Promise<Mezzanine | null> {
    if (!isSendableId(id)) return null;
    const batchable =
      !hasOptions(options) && ![...selection].some((field) => sourceFieldsNotInBatch.has(field));
    const mezzanine = await this.#loader.load({
      id,
      options,
      video: selection.has('videoStreams'),
      audio: selection.has('audioStreams'),
      batchable,
    });
    if (mezzanine === null || mezzanine.Status === 'Deleted') return null;
    return toMezzanine(id, mezzanine, this.#loaders.reads.cdnValidityMs);
  }

  async #load(keys: readonly MezzanineKey[]): Promise<(AnyMezzanine | null | Error)[]> {
    const batchIds = new Set(keys.filter((key) => key.batchable).map((key) => key.id));
    return settleEach(keys, (key) =>
      key.batchable && (batchIds.size > 1 || this.#batch.has(key.id))
        ? this.#fromBatch(key)
        : this.#single(key),
    );
  }

  async #fromBatch(key: MezzanineKey): Promise<AnyMezzanine | null> {
    const mezzanine = (await this.#batch.load(key.id))?.MezzanineInfo ?? null;
    // Whether the batch always fills the stream lists is undocumented: if not, ask for them.
    const lacksLists =
      mezzanine !== null &&
      ((key.video && mezzanine.VideoStreamList === undefined) ||
        (key.audio && mezzanine.AudioStreamList === undefined));
    return lacksLists ? this.#single(key) : mezzanine;
  }

  /** Selections that need the same call share it. */
  #single({ id, options, video, audio }: MezzanineKey): Promise<AnyMezzanine | null> {
    const additions = [...(video ? ['video'] : []), ...(audio ? ['audio'] : [])].join(',');
    return this.#singles.load({ id, options, additions });
  }

  async #get(keys: readonly SingleKey[]): Promise<(AnyMezzanine | null | Error)[]> {
    const { reads, scope } = this.#loaders;
    const answers = await Promise.all(
      keys.map(({ id, ...variant }) => reads.mezzanines(variant).load([id], scope)),
    );
    return answers.map(([mezzanine = null]) => mezzanine);
  }
}

function toMezzanine(videoId: string, wire: AnyMezzanine, cdnValidityMs: number): Mezzanine {
  return {
    videoId,
    fileName: readText(wire.FileName),
    fileUrl: readText(wire.FileURL),
    expiresAt: readUrlEnd(wire.FileURL, cdnValidityMs),
    outputType: readEnum(OutputType, wire.OutputType),
    status: readEnum(MediaStatus, wire.Status),
    size: readInteger(wire.Size),
    duration: readNumber(wire.Duration),
    bitrate: readNumber(wire.Bitrate),
    fps: readNumber(wire.Fps),
    width: readInteger(wire.Width),
    height: readInteger(wire.Height),
    createdAt: readTime(wire.CreationTime),
    preprocessStatus: readEnum(PreprocessStatus, wire.PreprocessStatus),
    crc64: readText(wire.CRC64),
    fileMd5: readText(wire.FileMD5),
    storageClass: readEnum(StorageClass, wire.StorageClass),
    restoreStatus: readEnum(RestoreStatus, wire.RestoreStatus),
    restoreExpiration: readTime(wire.RestoreExpiration),
    videoStreams: (wire.VideoStreamList ?? []).map(toVideoStream),
    audioStreams: (wire.AudioStreamList ?? []).map(toAudioStream),
  };
}

function toSourceStream(wire: Partial<WireStreamInfo>) {
  return {
    index: readInteger(wire.Index),
    codecName: readText(wire.CodecName),
    codecLongName: readText(wire.CodecLongName),
    codecTag: readText(wire.CodecTag),
    codecTagString: readText(wire.CodecTagString),
    codecTimeBase: readText(wire.CodecTimeBase),
    bitrate: readNumber(wire.Bitrate),
    duration: readNumber(wire.Duration),
    startTime: readNumber(wire.StartTime),
    numFrames: readInteger(wire.NumFrames),
    timebase: readText(wire.Timebase),
    lang: readText(wire.Lang),
  };
}

function toVideoStream(wire: WireStreamInfo): SourceVideoStream {
  return {
    ...toSourceStream(wire),
    profile: readText(wire.Profile),
    level: readText(wire.Level),
    pixFmt: readText(wire.PixFmt),
    width: readInteger(wire.Width),
    height: readInteger(wire.Height),
    sar: readText(wire.Sar),
    dar: readText(wire.Dar),
    fps: readNumber(wire.Fps),
    avgFps: readNumber(wire.AvgFPS),
    hasBFrames: readInteger(wire.HasBFrames),
    rotate: readInteger(wire.Rotate),
    hdrType: readText(wire.HDRType),
  };
}

function toAudioStream(wire: WireStreamInfo): SourceAudioStream {
  return {
    ...toSourceStream(wire),
    sampleFmt: readText(wire.SampleFmt),
    sampleRate: readInteger(wire.SampleRate),
    channels: readInteger(wire.Channels),
    channelLayout: readText(wire.ChannelLayout),
  };
}
