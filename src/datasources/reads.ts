import { CachedReads } from '../cache/cached-reads.js';
import type { Caching } from '../cache/caching.js';
import { Batcher, type BatchOperation } from '../vod/batcher.js';
import type { VodClient } from '../vod/client.js';
import type {
  BatchMediaEntry,
  FoundImage,
  FoundVideo,
  OperationName,
  VideoDetail,
  VideoInfo,
} from '../vod/operations.js';
import type { CallScope } from '../vod/scope.js';
import * as lookups from './lookups.js';
import type { UrlOptions } from './url-options.js';

/** Values by key, whoever asks. */
export interface KeyedReads<Value> {
  /** A value, `null` for what does not exist, or an Error for each key, in order. */
  load(keys: readonly string[], scope: CallScope): Promise<(Value | null | Error)[]>;
  /** A change was made: whoever asks from now on asks anew. */
  forget(key: string): void;
}

/** Variants of one look-up kept at the same time; more, and the oldest goes. */
const maxVariants = 100;

/**
 * The look-ups of the whole process: what one request asks for is shared with all others that ask for
 * the same at the same time. Nothing in a key or a value depends on who asks.
 */
export class SharedReads {
  readonly client: VodClient;
  /** How long the CDN's URLs are good after the time that stands in them. */
  readonly cdnValidityMs: number;
  readonly videoInfos: KeyedReads<VideoInfo>;
  readonly videoDetails: KeyedReads<VideoDetail>;
  readonly mediaEntries: KeyedReads<BatchMediaEntry>;
  readonly foundVideos: Readonly<Record<'Video' | 'Audio', KeyedReads<FoundVideo>>>;
  readonly foundImages: KeyedReads<FoundImage>;
  readonly #caching: Caching | undefined;
  readonly #fixed: KeyedReads<unknown>[] = [];
  readonly #variants = new Map<string, KeyedReads<unknown>>();

  constructor(client: VodClient, cdnValidityMs: number, caching?: Caching) {
    this.client = client;
    this.cdnValidityMs = cdnValidityMs;
    this.#caching = caching;
    caching?.cache.onChange((id) => this.#forgetUnderWay([id]));
    this.videoInfos = this.#reads(lookups.videoInfos);
    this.videoDetails = this.#reads(lookups.videoDetails);
    this.mediaEntries = this.#reads(lookups.mediaEntries);
    this.foundVideos = {
      Video: this.#reads(lookups.foundVideos('video'), 'video'),
      Audio: this.#reads(lookups.foundVideos('audio'), 'audio'),
    };
    this.foundImages = this.#reads(lookups.foundImages, 'image');
  }

  images(options: UrlOptions) {
    return this.#variant(lookups.imageInfos(options), options);
  }

  image(options: UrlOptions) {
    return this.#variant(lookups.imageInfo(options), options);
  }

  mezzanines(variant: lookups.MezzanineVariant) {
    return this.#variant(lookups.mezzanines(variant), variant);
  }

  playInfos(options: UrlOptions) {
    return this.#variant(lookups.playInfos(options), options);
  }

  /** After a change of these media or images: nothing read before it is given to anybody any more. */
  async forget(ids: readonly string[]): Promise<void> {
    this.#forgetUnderWay(ids);
    await this.#caching?.cache.invalidate(ids);
  }

  #forgetUnderWay(ids: readonly string[]): void {
    for (const reads of [...this.#fixed, ...this.#variants.values()]) {
      for (const id of ids) reads.forget(id);
    }
  }

  /** `kind` tells apart the look-ups that one operation serves. */
  #reads<Name extends OperationName, Value>(
    batch: BatchOperation<Name, Value>,
    kind = '',
  ): KeyedReads<Value> {
    const reads = this.#cached(batch, `${batch.operation} ${kind}`);
    this.#fixed.push(reads);
    return reads;
  }

  #cached<Name extends OperationName, Value>(
    batch: BatchOperation<Name, Value>,
    lookup: string,
  ): KeyedReads<Value> {
    const reads = new Batcher(this.client, batch);
    const life = this.#caching?.lifeOf(batch.operation);
    if (!this.#caching || !life || life.freshMs === 0) return reads;
    return new CachedReads(reads, this.#caching.cache, lookup, life, (outcome, keys) =>
      this.client.observers.cached(batch.operation, outcome, keys),
    );
  }

  #variant<Name extends OperationName, Value>(
    batch: BatchOperation<Name, Value>,
    variant: object,
  ): KeyedReads<Value> {
    const key = `${batch.operation} ${JSON.stringify(variant)}`;
    const known = this.#variants.get(key) as KeyedReads<Value> | undefined;
    if (known) return known;
    const reads = this.#cached(batch, key);
    this.#variants.set(key, reads);
    const [oldest] = this.#variants.keys();
    if (this.#variants.size > maxVariants && oldest !== undefined) this.#variants.delete(oldest);
    return reads;
  }
}
