import { mutationFailed, notFound } from '../errors.js';
import type { UpdateVideoInput } from '../types/video.js';
import type { ScopedClient } from '../vod/client.js';
import { isCallFailure, isUnconfirmed } from '../vod/errors.js';
import { type BatchMediaEntry, maxBatchIds } from '../vod/operations.js';
import {
  type Change,
  checkCategoryId,
  checkChange,
  checkJsonObject,
  checkTags,
  checkText,
  checkUrl,
  maxDescriptionBytes,
  maxTitleBytes,
  readChanges,
} from './input.js';
import { changeEach, type ItemChange } from './items.js';
import { chunksOf, type LoaderSet } from './loader.js';
import { isVideoMissing } from './lookups.js';
import { appliedChanges, goneItems } from './settle.js';

/** Ours: VOD states no limit for UserData as a whole. */
const maxUserDataBytes = 4096;

/** Changes and deletions of videos, audios and their sources. */
export class VideoChanges {
  readonly #client: ScopedClient;
  readonly #loaders: LoaderSet;

  constructor(client: ScopedClient, loaders: LoaderSet) {
    this.#client = client;
    this.#loaders = loaders;
  }

  /** Changes one medium; rejects with NOT_FOUND if it does not exist. */
  async update(input: UpdateVideoInput): Promise<void> {
    const change = readUpdate('input', input);
    try {
      await this.#send(change);
    } catch (problem) {
      if (isVideoMissing(problem)) throw notFound(`Video ${change.id}`, problem);
      if (await this.#isApplied(change, problem)) return;
      throw mutationFailed(problem);
    } finally {
      await this.#loaders.forget([change.id]);
    }
  }

  /** Changes several media. UserData is not a documented member of the bulk call: such go one by one. */
  async updateMany(inputs: readonly UpdateVideoInput[]): Promise<ItemChange[]> {
    const changes = readChanges(inputs, readUpdate);
    const goesAlone = ({ content }: Change) => 'UserData' in content;
    const bulk = changes.filter((change) => !goesAlone(change));
    const results = await Promise.all([
      changeEach(
        chunksOf(bulk, maxBatchIds),
        (chunk) => this.#sendBulk(chunk),
        (chunk) => this.#applied(chunk),
      ),
      changeEach(
        chunksOf(changes.filter(goesAlone), 1),
        async ([change]) => {
          await this.#send(change as Change);
          return () => 'DONE';
        },
        (chunk) => this.#applied(chunk),
      ),
    ]).finally(() => this.#loaders.forget(changes.map(({ id }) => id)));
    return results.flat().map(missingAsNotFound);
  }

  /** Whether a change whose answer was lost shows all the same. */
  async #isApplied(change: Change, problem: unknown): Promise<boolean> {
    if (!isCallFailure(problem) || !isUnconfirmed(problem)) return false;
    const applied = await this.#applied([change]).catch(() => new Set());
    return applied.has(change.id);
  }

  #applied(changes: readonly Change[]): Promise<Set<string>> {
    return appliedChanges(changes, this.#loaders.reads.videoInfos, this.#loaders);
  }

  #send({ id, content }: Change): Promise<object> {
    return this.#client.call('UpdateVideoInfo', { VideoId: id, ...content });
  }

  async #sendBulk(changes: readonly Change[]): Promise<(id: string) => ItemChange['outcome']> {
    const answer = await this.#client.call('UpdateVideoInfos', {
      UpdateContent: JSON.stringify(
        changes.map(({ id, content }) => ({ VideoId: id, ...content })),
      ),
    });
    return outcomeByList({
      NOT_FOUND: answer.NonExistVideoIds,
      FORBIDDEN: answer.ForbiddenVideoIds,
    });
  }

  /** Deletes media with all their files. */
  delete(ids: readonly string[]): Promise<ItemChange[]> {
    return changeEach(
      chunksOf(ids, maxBatchIds),
      async (chunk) => {
        try {
          const answer = await this.#client.call('DeleteVideo', { VideoIds: chunk.join(',') });
          return outcomeByList({
            NOT_FOUND: answer.NonExistVideoIds,
            FORBIDDEN: answer.ForbiddenVideoIds,
          });
        } catch (problem) {
          // VOD answers so only if none of the ids exists (contract 3.6).
          if (isVideoMissing(problem)) return () => 'NOT_FOUND';
          throw problem;
        }
      },
      (chunk) => goneItems(chunk, this.#loaders.reads.videoInfos, this.#loaders),
    ).finally(() => this.#loaders.forget(ids));
  }

  /** Deletes source files; the streams stay. */
  async deleteMezzanines(ids: readonly string[], force: boolean): Promise<ItemChange[]> {
    const results = await changeEach(
      chunksOf(ids, maxBatchIds),
      async (chunk) => {
        const answer = await this.#client.call('DeleteMezzanines', {
          VideoIds: chunk.join(','),
          Force: force,
        });
        return outcomeByList({
          NOT_FOUND: answer.NonExistVideoIds,
          NOT_REMOVABLE: answer.UnRemoveableVideoIds,
        });
      },
      (chunk) => this.#withoutSource(chunk),
    ).finally(() => this.#loaders.forget(ids));
    return results.map(missingAsNotFound);
  }

  #withoutSource(ids: readonly string[]): Promise<Set<string>> {
    return goneItems(ids, this.#loaders.reads.mediaEntries, this.#loaders, hasSource);
  }
}

function hasSource({ MezzanineInfo: source }: BatchMediaEntry): boolean {
  return source !== undefined && source.Status !== 'Deleted';
}

/**
 * UpdateVideoInfo answers a missing video by an error, the bulk calls by a list; if none exists at
 * all, they may answer by the error too (undocumented).
 */
function missingAsNotFound(change: ItemChange): ItemChange {
  return isVideoMissing(change.failure) ? { id: change.id, outcome: 'NOT_FOUND' } : change;
}

/** What an answer's lists say of an item; what is in none of them is done. */
export function outcomeByList(
  lists: Partial<Record<Exclude<ItemChange['outcome'], 'DONE'>, readonly string[] | undefined>>,
): (id: string) => ItemChange['outcome'] {
  const outcomes = new Map<string, ItemChange['outcome']>();
  for (const [outcome, ids] of Object.entries(lists)) {
    for (const id of ids ?? []) outcomes.set(id, outcome as ItemChange['outcome']);
  }
  return (id) => outcomes.get(id) ?? 'DONE';
}

function readUpdate(argument: string, input: UpdateVideoInput): Change {
  const { id, title, description, coverUrl, tags, categoryId, userData } = input;
  return checkChange(argument, id, {
    ...(title !== undefined && {
      Title: checkText(`${argument}.title`, title, maxTitleBytes),
    }),
    ...(description !== undefined && {
      Description: checkText(`${argument}.description`, description, maxDescriptionBytes),
    }),
    ...(coverUrl !== undefined && { CoverURL: checkUrl(`${argument}.coverUrl`, coverUrl) }),
    ...(tags !== undefined && { Tags: checkTags(`${argument}.tags`, tags) }),
    ...(categoryId !== undefined && {
      CateId: checkCategoryId(`${argument}.categoryId`, categoryId),
    }),
    ...(userData !== undefined && {
      UserData: checkJsonObject(`${argument}.userData`, userData, maxUserDataBytes),
    }),
  });
}
