import { codeOf, messageOf } from '../errors.js';
import type { ItemOutcome, ItemResult } from '../types/item-result.js';
import {
  type CallFailure,
  isCallFailure,
  isRetryable,
  isUnconfirmed,
  troubleOf,
  VodError,
} from '../vod/errors.js';

/** What became of one item, and the failed call if that is why. */
export interface ItemChange {
  readonly id: string;
  readonly outcome: ItemOutcome;
  readonly failure?: CallFailure;
}

/** Sends one call for some of the items; answers what became of each. */
export type SendChunk<Item> = (chunk: readonly Item[]) => Promise<(id: string) => ItemOutcome>;

/** After a lost answer: reads which of the items are as the call would have made them. */
export type SettleChunk<Item> = (chunk: readonly Item[]) => Promise<ReadonlySet<string>>;

const idOf = (item: string | { readonly id: string }) =>
  typeof item === 'string' ? item : item.id;

/**
 * Sends the chunks of a mutation on several items. A chunk that fails, fails its own items. After a
 * lost answer what was executed is found out by reading, where that tells; an item that is not as it
 * should be stays unconfirmed, because the call may still arrive. Only if nothing at all was executed
 * does the whole mutation fail, with the first reason.
 */
export async function changeEach<Item extends string | { readonly id: string }>(
  chunks: readonly (readonly Item[])[],
  send: SendChunk<Item>,
  settle: SettleChunk<Item> = async () => new Set(),
): Promise<ItemChange[]> {
  const results = await Promise.all(
    chunks.map(async (chunk) => {
      try {
        const outcomeOf = await send(chunk);
        return chunk.map((item): ItemChange => {
          const id = idOf(item);
          return { id, outcome: outcomeOf(id) };
        });
      } catch (problem) {
        if (!isCallFailure(problem)) throw problem;
        const done = isUnconfirmed(problem)
          ? await settle(chunk).catch(() => new Set())
          : new Set();
        return chunk.map((item): ItemChange => {
          const id = idOf(item);
          return done.has(id) ? { id, outcome: 'DONE' } : failedItem(id, problem);
        });
      }
    }),
  );
  return results.flat();
}

/** Rejects with the reason if every change failed and none can have been executed. */
export function unlessNothingHappened(changes: readonly ItemChange[]): readonly ItemChange[] {
  const [first] = changes;
  const nothingHappened = changes.every(
    ({ failure, outcome }) => failure !== undefined && outcome !== 'UNCONFIRMED',
  );
  if (first?.failure !== undefined && nothingHappened) throw first.failure;
  return changes;
}

function failedItem(id: string, failure: CallFailure): ItemChange {
  return isUnconfirmed(failure) ? { id, outcome: 'UNCONFIRMED', failure } : unsentItem(id, failure);
}

/** An item that surely stayed as it was, by a refusal or because a call before its own failed. */
export function unsentItem(id: string, failure: Error): ItemChange {
  if (!isCallFailure(failure)) throw failure;
  const forbidden = failure instanceof VodError && troubleOf(failure.code) === 'forbidden';
  return { id, outcome: forbidden ? 'FORBIDDEN' : 'FAILED', failure };
}

/** The results in the order of the input, each id once. */
export function toResults(ids: readonly string[], changes: readonly ItemChange[]): ItemResult[] {
  const byId = new Map(changes.map((change) => [change.id, change]));
  return ids.flatMap((id) => {
    const change = byId.get(id);
    return change === undefined ? [] : [toResult(change)];
  });
}

const messages: Readonly<Record<ItemOutcome, string | null>> = {
  DONE: null,
  NOT_FOUND: 'It does not exist.',
  FORBIDDEN: 'There is no permission for it.',
  NOT_REMOVABLE:
    'Its source is what plays, so that deleting it needs `force`; or there is no permission for it.',
  FAILED: 'It failed.',
  UNCONFIRMED: 'The answer was lost: it may or may not have happened.',
};

function toResult({ id, outcome, failure }: ItemChange): ItemResult {
  if (failure === undefined) {
    return { id, outcome, code: null, message: messages[outcome], retryable: false };
  }
  return {
    id,
    outcome,
    code: failure instanceof VodError ? failure.code : codeOf(failure),
    message: outcome === 'UNCONFIRMED' ? messages.UNCONFIRMED : messageOf(failure),
    retryable: isRetryable(failure),
  };
}
