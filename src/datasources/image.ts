import type DataLoader from 'dataloader';
import { type Image, ImageType } from '../types/image.js';
import { AuditStatus } from '../types/video.js';
import type { FoundImage, ImageInfo } from '../vod/operations.js';
import { imageLookupOnly } from './image-fields.js';
import { isSendableId } from './input.js';
import { deferred, groupBy, type LoaderSet } from './loader.js';
import { isMatchable } from './match.js';
import { mediaReaders, toCategory } from './media.js';
import { mediumOf } from './record.js';
import type { UrlOptions } from './url-options.js';
import { readEnum, readInteger, readText, readTime } from './wire.js';

interface ImageKey {
  readonly id: string;
  readonly options: UrlOptions;
}

/** Uploaded images. A single one is asked for by GetImageInfo, several of one tick by GetImageInfos. */
export class ImageSource {
  readonly #loaders: LoaderSet;
  readonly #loader: DataLoader<ImageKey, ImageInfo | null, unknown>;
  readonly #searched: DataLoader<string, FoundImage | null, unknown>;

  constructor(loaders: LoaderSet) {
    this.#loaders = loaders;
    this.#loader = loaders.create((keys) => this.#load(keys), { cacheKeyFn: JSON.stringify });
    this.#searched = loaders.over(({ foundImages }) => foundImages);
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
    return info === null ? null : new ImageMedium('Image', id, info, later);
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
    if (!imageLookupOnly.some((field) => selection.has(field))) {
      return new ImageMedium('Image', id, hit);
    }
    const info = await this.#loader.load({ id, options: {} });
    return info && new ImageMedium('Image', id, { ...onlyInSearch(hit), ...info });
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

  /** A single image has its own operation, also with ten times the quota of the batch. */
  async #load(keys: readonly ImageKey[]): Promise<(ImageInfo | null | Error)[]> {
    const { reads, scope } = this.#loaders;
    const answers = new Map<ImageKey, ImageInfo | null | Error>();
    const variants = groupBy(keys, (key) => JSON.stringify(key.options));
    await Promise.all(
      [...variants.values()].map(async (variant) => {
        const { options } = variant[0] as ImageKey;
        const source = variant.length === 1 ? reads.image(options) : reads.images(options);
        const infos = await source.load(
          variant.map(({ id }) => id),
          scope,
        );
        for (const [index, key] of variant.entries()) answers.set(key, infos[index] ?? null);
      }),
    );
    return keys.map((key) => answers.get(key) ?? null);
  }
}

type AnyImage = Partial<ImageInfo & FoundImage>;

function onlyInSearch({ ModificationTime, FileName }: FoundImage): AnyImage {
  return {
    ...(ModificationTime !== undefined && { ModificationTime }),
    ...(FileName !== undefined && { FileName }),
  };
}

const ImageMedium = mediumOf<AnyImage, Omit<Image, '__typename' | 'id'>>({
  ...mediaReaders,
  category: (wire) => toCategory(wire.CateId, wire.CateName),
  url: (wire) => readText(wire.URL),
  type: (wire) => readEnum(ImageType, wire.ImageType),
  regionId: (wire) => readText(wire.RegionId),
  auditStatus: (wire) => readEnum(AuditStatus, wire.AuditStatus),
  fileName: (wire) => readText(wire.FileName),
  mezzanine: ({ Mezzanine: file }) =>
    file === undefined
      ? null
      : {
          fileUrl: readText(file.FileURL),
          fileSize: readInteger(file.FileSize),
          width: readInteger(file.Width),
          height: readInteger(file.Height),
          originalFileName: readText(file.OriginalFileName),
        },
});
