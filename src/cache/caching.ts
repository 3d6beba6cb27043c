import type { OperationName } from '../vod/operations.js';
import type { CacheLife } from './cached-reads.js';
import type { EntityCache } from './entity-cache.js';
import { MemoryCache } from './memory-cache.js';

/** A cache below the look-ups, and how long what each operation tells is good. */
export interface Caching {
  readonly cache: EntityCache;
  readonly lifeOf: (operation: OperationName) => CacheLife;
}

/** In milliseconds; a kind whose values are fresh for 0 is not cached. */
export interface CacheSettings {
  readonly mediaMs: number;
  readonly imageMs: number;
  readonly sourceMs: number;
  readonly streamMs: number;
  readonly staleMs: number;
  readonly missingMs: number;
  /** Validity of URLs that is configured for the CDN domain. */
  readonly cdnValidityMs: number;
  readonly maxBytes: number;
  /** Of a cache that several processes share; one of this process alone without it. */
  readonly redisUrl?: string;
}

type Warn = (message: string) => void;

export async function createCaching(settings: CacheSettings, warn: Warn): Promise<Caching> {
  const { redisUrl, maxBytes, staleMs, missingMs, cdnValidityMs } = settings;
  const cache =
    redisUrl === undefined ? new MemoryCache(maxBytes) : await openRedis(redisUrl, warn);
  return {
    cache,
    lifeOf: (operation) => ({
      freshMs: freshMsOf(operation, settings),
      staleMs,
      missingMs,
      cdnValidityMs,
    }),
  };
}

/** The client of Redis is loaded only if there is one, for the sake of the start. */
async function openRedis(url: string, warn: Warn): Promise<EntityCache> {
  const { RedisCache } = await import('./redis-cache.js');
  return new RedisCache(url, warn);
}

function freshMsOf(operation: OperationName, settings: CacheSettings): number {
  switch (operation) {
    case 'GetImageInfo':
    case 'GetImageInfos':
      return settings.imageMs;
    case 'GetMezzanineInfo':
      return settings.sourceMs;
    case 'GetPlayInfo':
      return settings.streamMs;
    case 'BatchGetMediaInfos':
      // It tells all of the three: what is good for the shortest time decides.
      return Math.min(settings.mediaMs, settings.sourceMs, settings.streamMs);
    default:
      return settings.mediaMs;
  }
}
