import type DataLoader from 'dataloader';
import { notFound } from '../errors.js';
import {
  Definition,
  EncryptMode,
  EncryptType,
  type Stream,
  type StreamFilter,
  StreamFormat,
  StreamStatus,
  StreamType,
} from '../types/stream.js';
import type { ScopedClient } from '../vod/client.js';
import { VodError } from '../vod/errors.js';
import { maxBatchIds, type PlayInfo } from '../vod/operations.js';
import { checkKnown } from './input.js';
import { changeEach, type ItemChange } from './items.js';
import { chunksOf, type LoaderSet, settleEach } from './loader.js';
import { isVideoMissing } from './lookups.js';
import type { MediaBatch } from './media-batch.js';
import { hasOptions, type UrlOptions } from './url-options.js';
import type { PlayableKind } from './video.js';
import { readEnum, readInteger, readNumber, readText, readTime, readUrlEnd } from './wire.js';

interface StreamKey {
  readonly id: string;
  readonly options: UrlOptions;
}

/** Streams. Those of a single medium are asked for by GetPlayInfo, of several by the batch. */
export class StreamSource {
  readonly #client: ScopedClient;
  readonly #loaders: LoaderSet;
  readonly #batch: MediaBatch;
  readonly #loader: DataLoader<StreamKey, PlayInfo[] | null, unknown>;

  constructor(client: ScopedClient, loaders: LoaderSet, batch: MediaBatch) {
    this.#client = client;
    this.#loaders = loaders;
    this.#batch = batch;
    this.#loader = loaders.create((keys) => this.#load(keys), { cacheKeyFn: JSON.stringify });
  }

  /** All streams of a medium that pass the filter; none while nothing can be played. */
  async ofMedium(
    medium: { readonly id: string; readonly __typename: PlayableKind },
    options: UrlOptions,
    filter: StreamFilter | null,
  ): Promise<Stream[]> {
    const passes = createStreamFilter(filter);
    const streams = await this.#loader.load({ id: medium.id, options });
    const { cdnValidityMs } = this.#loaders.reads;
    return (streams ?? []).map((wire) => toStream(medium, wire, cdnValidityMs)).filter(passes);
  }

  /**
   * Deletes streams of one video. VOD's answer tells nothing per job, so the jobs are read first:
   * unknown ones are not sent. Rejects with NOT_FOUND if the video does not exist.
   */
  async delete(videoId: string, jobIds: readonly string[]): Promise<ItemChange[]> {
    const streams = await this.#playable(videoId).catch((problem: unknown) => {
      throw isVideoMissing(problem) ? notFound(`Video ${videoId}`, problem) : problem;
    });
    const known = new Set(streams.map((stream) => stream.JobId));
    const sendable = jobIds.filter((id) => known.has(id));
    const changes = await changeEach(
      chunksOf(sendable, maxBatchIds),
      async (chunk) => {
        try {
          await this.#client.call('DeleteStream', { VideoId: videoId, JobIds: chunk.join(',') });
          return () => 'DONE';
        } catch (problem) {
          if (isStreamMissing(problem)) return () => 'NOT_FOUND';
          throw problem;
        }
      },
      async (chunk) => {
        const left = new Set((await this.#playable(videoId)).map((stream) => stream.JobId));
        return new Set(chunk.filter((id) => !left.has(id)));
      },
    ).finally(() => this.#loaders.forget([videoId]));
    return [
      ...changes,
      ...jobIds.filter((id) => !known.has(id)).map((id) => ({ id, outcome: 'NOT_FOUND' as const })),
    ];
  }

  async #load(keys: readonly StreamKey[]): Promise<(PlayInfo[] | null | Error)[]> {
    const { reads, scope } = this.#loaders;
    const batchIds = new Set(keys.filter((key) => !hasOptions(key.options)).map((key) => key.id));
    return settleEach(keys, async ({ id, options }) => {
      if (!hasOptions(options) && (batchIds.size > 1 || this.#batch.has(id))) {
        return (await this.#batch.load(id))?.PlayInfoList ?? [];
      }
      const [streams = null] = await reads.playInfos(options).load([id], scope);
      if (streams instanceof Error) throw streams;
      return streams;
    });
  }

  /** As they are now, whatever others have asked for; a medium that cannot be played is refused. */
  async #playable(id: string): Promise<PlayInfo[]> {
    try {
      const answer = await this.#client.call('GetPlayInfo', {
        VideoId: id,
        ResultType: 'Multiple',
      });
      return answer.PlayInfoList?.PlayInfo ?? [];
    } catch (problem) {
      if (problem instanceof VodError && problem.code === 'InvalidVideo.NoneStream') return [];
      throw problem;
    }
  }
}

function isStreamMissing(problem: unknown): boolean {
  return problem instanceof VodError && problem.code === 'InvalidStream.NotFound';
}

/** A filter that does not depend on VOD's: it costs no call and works on the batch's answers too. */
function createStreamFilter(filter: StreamFilter | null): (stream: Stream) => boolean {
  const { formats, definitions, types, latestOnly } = filter ?? {};
  if (formats) checkKnown('filter.formats', formats);
  if (definitions) checkKnown('filter.definitions', definitions);
  if (types) checkKnown('filter.types', types);
  const among = <Value>(wanted: readonly Value[] | null | undefined, value: Value | null) =>
    wanted == null || (value !== null && wanted.includes(value));
  return (stream) =>
    among(formats, stream.format) &&
    among(definitions, stream.definition) &&
    among(types, stream.type) &&
    (latestOnly !== true || stream.status !== 'Invisible');
}

function toStream(
  medium: { readonly id: string; readonly __typename: PlayableKind },
  wire: PlayInfo,
  cdnValidityMs: number,
): Stream {
  return {
    videoId: medium.id,
    mediaKind: medium.__typename,
    jobId: wire.JobId,
    url: readText(wire.PlayURL),
    expiresAt: readUrlEnd(wire.PlayURL, cdnValidityMs),
    format: readEnum(StreamFormat, wire.Format),
    definition: readEnum(Definition, wire.Definition),
    type: readEnum(StreamType, wire.StreamType),
    status: readEnum(StreamStatus, wire.Status),
    specification: readText(wire.Specification),
    duration: readNumber(wire.Duration),
    bitrate: readNumber(wire.Bitrate),
    fps: readNumber(wire.Fps),
    size: readInteger(wire.Size),
    width: readInteger(wire.Width),
    height: readInteger(wire.Height),
    encrypted: Number(wire.Encrypt ?? 0) === 1,
    encryptType: readEnum(EncryptType, wire.EncryptType),
    encryptMode: readEnum(EncryptMode, wire.EncryptMode),
    narrowBandType: readText(wire.NarrowBandType),
    watermarkId: readText(wire.WatermarkId),
    hdrType: readText(wire.HDRType),
    codecName: readText(wire.CodecName),
    bitDepth: readInteger(wire.BitDepth),
    jobType: readInteger(wire.JobType),
    jobExt: readText(wire.JobExt),
    createdAt: readTime(wire.CreationTime),
    modifiedAt: readTime(wire.ModificationTime),
  };
}
