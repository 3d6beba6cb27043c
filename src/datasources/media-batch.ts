import type DataLoader from 'dataloader';
import type { VodClient } from '../vod/client.js';
import { VodError } from '../vod/errors.js';
import { type BatchMediaEntry, maxBatchIds } from '../vod/operations.js';
import type { LoaderSet } from './loader.js';
import { isVideoMissing } from './video.js';

/**
 * BatchGetMediaInfos: the one call that answers source and streams of up to 20 media at once.
 * Mezzanines and streams share it, so that selecting both costs no second call.
 */
export function createMediaBatch(
  client: VodClient,
  loaders: LoaderSet,
): DataLoader<string, BatchMediaEntry | null, unknown> {
  return loaders.create<string, BatchMediaEntry | null>(
    async (ids) => {
      try {
        const answer = await client.call('BatchGetMediaInfos', { MediaIds: ids.join(',') });
        const found = new Map(answer.MediaInfos.map((entry) => [entry.MediaId, entry]));
        const forbidden = new Set(answer.ForbiddenMediaIds);
        return ids.map((id) =>
          forbidden.has(id) ? forbiddenMedium(id, answer.RequestId) : (found.get(id) ?? null),
        );
      } catch (problem) {
        if (isVideoMissing(problem)) return ids.map(() => null);
        throw problem;
      }
    },
    { maxBatchSize: maxBatchIds },
  );
}

function forbiddenMedium(id: string, requestId: string): VodError {
  return new VodError(
    'BatchGetMediaInfos',
    'Forbidden',
    `no permission for medium ${id}`,
    requestId,
  );
}
