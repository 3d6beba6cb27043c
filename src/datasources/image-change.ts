import { badUserInput } from '../errors.js';
import type { DeleteImagesInput, UpdateImageInput, VideoImagesInput } from '../types/image.js';
import type { ScopedClient } from '../vod/client.js';
import { maxBatchIds, type ResponseOf } from '../vod/operations.js';
import type { ImageSource } from './image.js';
import {
  type Change,
  checkCategoryId,
  checkChange,
  checkCount,
  checkId,
  checkIds,
  checkKnown,
  checkNoEmoji,
  checkTags,
  checkText,
  checkUrl,
  maxDescriptionBytes,
  maxTitleBytes,
  readChanges,
} from './input.js';
import {
  changeEach,
  type ItemChange,
  type SendChunk,
  type SettleChunk,
  unsentItem,
} from './items.js';
import { chunksOf, type LoaderSet } from './loader.js';
import { isImageMissing } from './lookups.js';
import { appliedChanges, goneItems } from './settle.js';
import { outcomeByList } from './video-change.js';

/** What a deletion of images names, each once, and what became of each. */
export interface ImageDeletion {
  readonly ids: readonly string[];
  readonly changes: readonly ItemChange[];
}

/** Changes and deletions of images. */
export class ImageChanges {
  readonly #client: ScopedClient;
  readonly #loaders: LoaderSet;
  readonly #images: ImageSource;

  constructor(client: ScopedClient, loaders: LoaderSet, images: ImageSource) {
    this.#client = client;
    this.#loaders = loaders;
    this.#images = images;
  }

  updateMany(inputs: readonly UpdateImageInput[]): Promise<ItemChange[]> {
    const changes = readChanges(inputs, readUpdate);
    return changeEach(
      chunksOf(changes, maxBatchIds),
      (chunk) => {
        const content = chunk.map((change) => ({ ImageId: change.id, ...change.content }));
        return this.#client
          .call('UpdateImageInfos', { UpdateContent: JSON.stringify(content) })
          .then((answer) => outcomeByList({ NOT_FOUND: readMissing(answer) }), allMissing);
      },
      (chunk) => appliedChanges(chunk, this.#loaders.reads.images({}), this.#loaders),
    ).finally(() => this.#loaders.forget(changes.map(({ id }) => id)));
  }

  async delete(input: DeleteImagesInput): Promise<ImageDeletion> {
    const { ids, urls, video } = input;
    try {
      if (ids !== undefined) return await this.#deleteByIds(checkIds('input.ids', ids));
      if (urls !== undefined) return await this.#deleteByUrls(urls);
      return await this.#deleteOfVideo(video as VideoImagesInput);
    } finally {
      await this.#loaders.forget(ids ?? (video ? [video.id] : []));
    }
  }

  /** VOD's answer tells nothing per id, so missing ones are found out first and not sent. */
  async #deleteByIds(ids: readonly string[]): Promise<ImageDeletion> {
    const found = await this.#images.exist(ids);
    const existing = ids.filter((id) => found.get(id) === true);
    const changes = await this.#send(
      chunksOf(existing, maxBatchIds),
      (chunk) => ({ DeleteImageType: 'ImageId', ImageIds: chunk.join(',') }),
      (chunk) => goneItems(chunk, this.#loaders.reads.images({}), this.#loaders),
    );
    const notSent = [...found].flatMap(([id, exists]): ItemChange[] => {
      if (exists instanceof Error) return [unsentItem(id, exists)];
      return exists ? [] : [{ id, outcome: 'NOT_FOUND' }];
    });
    return { ids, changes: [...changes, ...notSent] };
  }

  /** One URL a call, so that each has an answer of its own. */
  async #deleteByUrls(urls: readonly string[]): Promise<ImageDeletion> {
    checkCount('input.urls', urls.length);
    const ids = [...new Set(urls.map((url, index) => checkUrl(`input.urls[${index}]`, url)))];
    const changes = await this.#send(chunksOf(ids, 1), ([url]) => ({
      DeleteImageType: 'ImageURL',
      // Encoded once more than the transport does (contract 3.13): a comma would part it.
      ImageURLs: encodeURIComponent(url as string),
    }));
    return { ids, changes };
  }

  async #deleteOfVideo({ id, types }: VideoImagesInput): Promise<ImageDeletion> {
    checkId('input.video.id', id);
    const kinds = [...new Set(checkKnown('input.video.types', types))];
    if (kinds.length === 0) throw badUserInput('input.video.types: must hold at least one type.');
    if (kinds.includes('All') && kinds.length > 1) {
      throw badUserInput('input.video.types: ALL must stand alone.');
    }
    const changes = await this.#send([[id]], () => ({
      DeleteImageType: 'VideoId',
      VideoId: id,
      ImageType: kinds.join(','),
    }));
    return { ids: [id], changes };
  }

  #send(
    chunks: readonly (readonly string[])[],
    requestOf: (chunk: readonly string[]) => { DeleteImageType: string },
    settle?: SettleChunk<string>,
  ): Promise<ItemChange[]> {
    const send: SendChunk<string> = (chunk) =>
      this.#client
        .call('DeleteImage', requestOf(chunk))
        .then(() => () => 'DONE' as const, allMissing);
    return changeEach(chunks, send, settle);
  }
}

/** VOD refuses so only if none of the images that a call names exists. */
function allMissing(problem: unknown): () => 'NOT_FOUND' {
  if (isImageMissing(problem)) return () => 'NOT_FOUND';
  throw problem;
}

/** The reference prints this list bare, its SDKs expect it wrapped (contract 2.2). */
function readMissing({ NonExistImageIds: missing }: ResponseOf<'UpdateImageInfos'>) {
  return Array.isArray(missing) ? missing : missing?.ImageId;
}

function readUpdate(argument: string, input: UpdateImageInput): Change {
  const { id, title, description, tags, categoryId } = input;
  const text = (name: string, value: string | null, maxBytes: number) =>
    checkNoEmoji(`${argument}.${name}`, checkText(`${argument}.${name}`, value, maxBytes));
  return checkChange(argument, id, {
    ...(title !== undefined && { Title: text('title', title, maxTitleBytes) }),
    ...(description !== undefined && {
      Description: text('description', description, maxDescriptionBytes),
    }),
    ...(tags !== undefined && {
      Tags: checkNoEmoji(`${argument}.tags`, checkTags(`${argument}.tags`, tags)),
    }),
    ...(categoryId !== undefined && {
      CateId: checkCategoryId(`${argument}.categoryId`, categoryId),
    }),
  });
}
