import type DataLoader from 'dataloader';
import { type Image, ImageType } from '../types/image.js';
import { AuditStatus } from '../types/video.js';
import type { VodClient } from '../vod/client.js';
import { VodError } from '../vod/errors.js';
import {
  type FoundImage,
  type ImageInfo,
  maxBatchIds,
  maxMatchIds,
  maxPageSize,
} from '../vod/operations.js';
import { isSendableId } from './input.js';
import { chunksOf, deferred, groupBy, type LoaderSet } from './loader.js';
import { isMatchable, matchIds } from './match.js';
import { toCategory, toMediaFields } from './media.js';
import type { UrlOptions } from './url-options.js';
import { readEnum, readInteger, readText, readTime } from './wire.js';

interface ImageKey {
  readonly id: string;
  readonly options: UrlOptions;
}

/** Fields that only the look-ups answer. */
const lookupOnly = ['type', 'regionId', 'auditStatus', 'mezzanine'];

/** Uploaded images. A single one is asked for by GetImageInfo, several of one tick by GetImageInfos. */
export class ImageSource {
  readonly #client: VodClient;
  readonly #loader: DataLoader<ImageKey, ImageInfo | null, unknown>;
  readonly #searched: DataLoader<string, FoundImage | null, unknown>;

  constructor(client: VodClient, loaders: LoaderSet) {
    this.#client = client;
    this.#loader = loaders.create((keys) => this.#load(keys), {
      cacheKey: (key) => JSON.stringify(key),
    });
    this.#searched = loaders.create((ids) => this.#searchByIds(ids), {
      maxBatchSize: maxMatchIds,
    });
  }

  /** The image; `null` if there is none. */
  async byId(
    id: string,
    options: UrlOptions,
    selection: ReadonlySet<string>,
  ): Promise<Image | null> {
    if (!isSendableId(id)) return null;
    const later = this.#searchedFields(id, selection);
    const info = await this.#loader.load({ id, options });
    return info === null ? null : { ...toImage(id, info), ...later };
  }

  /** The selected ones of the fields that need a search: promises, so that it can fail without the rest. */
  #searchedFields(
    id: string,
    selection: ReadonlySet<string>,
  ): Partial<Pick<Image, 'modifiedAt' | 'fileName'>> {
    const field = <Value>(name: string, read: (wire: FoundImage) => Value) => {
      if (!selection.has(name) || !isMatchable(id)) return {};
      const found = this.#searched.load(id);
      return { [name]: deferred(found.then((wire) => (wire === null ? null : read(wire)))) };
    };
    return {
      ...field('modifiedAt', (wire) => readTime(wire.ModificationTime)),
      ...field('fileName', (wire) => readText(wire.FileName)),
    };
  }

  /** The image of a search's hit, looked up if the hit lacks what is selected. */
  async ofHit(id: string, hit: FoundImage, selection: ReadonlySet<string>): Promise<Image | null> {
    if (!lookupOnly.some((field) => selection.has(field))) return toImage(id, hit);
    const info = await this.#loader.load({ id, options: {} });
    return info === null ? null : toImage(id, { ...onlyInSearch(hit), ...info });
  }

  /** Of each id, whether there is such an image; an Error where that could not be read. */
  async exist(ids: readonly string[]): Promise<Map<string, boolean | Error>> {
    const infos = await this.#loader.loadMany(ids.map((id) => ({ id, options: {} })));
    return new Map(
      ids.map((id, index) => {
        const info = infos[index];
        return [id, info instanceof Error ? info : info !== null];
      }),
    );
  }

  async #load(keys: readonly ImageKey[]): Promise<(ImageInfo | null | Error)[]> {
    const variants = groupBy(keys, (key) => JSON.stringify(key.options));
    const answers = new Map<ImageKey, ImageInfo | null | Error>();
    await Promise.all(
      [...variants.values()].flatMap((variant) =>
        // A single image has its own operation, also with ten times the quota of the batch.
        chunksOf(variant, maxBatchIds).map((chunk) =>
          this.#loadChunk(chunk, variant.length === 1, answers),
        ),
      ),
    );
    return keys.map((key) => answers.get(key) ?? null);
  }

  async #loadChunk(
    keys: readonly ImageKey[],
    single: boolean,
    answers: Map<ImageKey, ImageInfo | null | Error>,
  ): Promise<void> {
    const { options } = keys[0] as ImageKey;
    const ids = keys.map((key) => key.id);
    try {
      const infos = single
        ? await this.#getOne(ids[0] as string, options)
        : await this.#getMany(ids, options);
      const found = new Map(infos.map((info) => [info.ImageId, info]));
      for (const key of keys) answers.set(key, found.get(key.id) ?? null);
    } catch (problem) {
      const answer = isImageMissing(problem) ? null : (problem as Error);
      for (const key of keys) answers.set(key, answer);
    }
  }

  async #getOne(id: string, options: UrlOptions): Promise<ImageInfo[]> {
    return [(await this.#client.call('GetImageInfo', { ImageId: id, ...options })).ImageInfo];
  }

  async #getMany(ids: readonly string[], options: UrlOptions): Promise<ImageInfo[]> {
    const answer = await this.#client.call('GetImageInfos', {
      ImageIds: ids.join(','),
      ...options,
    });
    return answer.ImageInfo ?? [];
  }

  async #searchByIds(ids: readonly string[]): Promise<(FoundImage | null)[]> {
    const { MediaList = [] } = await this.#client.call('SearchMedia', {
      SearchType: 'image',
      Match: matchIds('image', ids),
      Fields: 'ModificationTime,FileName',
      PageSize: maxPageSize,
    });
    const found = new Map(MediaList.map((hit) => [hit.MediaId, hit.Image ?? null]));
    return ids.map((id) => found.get(id) ?? null);
  }
}

export function isImageMissing(problem: unknown): boolean {
  return problem instanceof VodError && problem.code === 'NoSuchResource';
}

type AnyImage = Partial<ImageInfo & FoundImage>;

function onlyInSearch({ ModificationTime, FileName }: FoundImage): AnyImage {
  return {
    ...(ModificationTime !== undefined && { ModificationTime }),
    ...(FileName !== undefined && { FileName }),
  };
}

function toImage(id: string, wire: AnyImage): Image {
  const { Mezzanine: file } = wire;
  return {
    __typename: 'Image',
    id,
    ...toMediaFields(wire),
    category: toCategory(wire.CateId, wire.CateName),
    url: readText(wire.URL),
    type: readEnum(ImageType, wire.ImageType),
    regionId: readText(wire.RegionId),
    auditStatus: readEnum(AuditStatus, wire.AuditStatus),
    fileName: readText(wire.FileName),
    mezzanine:
      file === undefined
        ? null
        : {
            fileUrl: readText(file.FileURL),
            fileSize: readInteger(file.FileSize),
            width: readInteger(file.Width),
            height: readInteger(file.Height),
            originalFileName: readText(file.OriginalFileName),
          },
  };
}
