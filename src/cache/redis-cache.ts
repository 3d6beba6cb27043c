import { Redis } from 'ioredis';
import {
  type CacheAnswer,
  type CachedValue,
  type CacheKey,
  type EntityCache,
  keyText,
} from './entity-cache.js';

const prefix = 'vodgraph:';
const channel = `${prefix}changed`;
const versionKey = ({ entity }: Pick<CacheKey, 'entity'>) => `${prefix}version:${entity}`;
const valueKey = (key: CacheKey) => `${prefix}value:${keyText(key)}`;

/** Versions are kept longer than any value lives and any look-up is on the way. */
const versionLifeMs = 30 * 60 * 1000;

/** A Redis that does not answer in time is done without: VOD is asked instead. */
const commandTimeoutMs = 500;

interface Stored extends CachedValue {
  readonly version: string;
}

/**
 * One cache for several processes. A change counts the entity's version up, so that no value read
 * before it is good in any of them, and is told to the others, which then join no look-up that was
 * under way before it.
 */
export class RedisCache implements EntityCache {
  readonly #redis: Redis;
  readonly #listener: Redis;
  readonly #warn: (message: string) => void;

  constructor(url: string, warn: (message: string) => void) {
    this.#warn = (message) => warn(`The cache in Redis: ${message}`);
    this.#redis = new Redis(url, { commandTimeout: commandTimeoutMs, maxRetriesPerRequest: 1 });
    this.#listener = new Redis(url, { maxRetriesPerRequest: null });
    for (const redis of [this.#redis, this.#listener]) {
      redis.on('error', (error: Error) => this.#warn(error.message));
    }
    this.#listener.subscribe(channel).catch((error: Error) => this.#warn(error.message));
  }

  async read(keys: readonly CacheKey[]): Promise<CacheAnswer[]> {
    try {
      const texts = await this.#redis.mget(...keys.map(valueKey), ...keys.map(versionKey));
      return keys.map((_, index) => {
        const version = texts[keys.length + index] ?? '';
        return { cached: goodValue(texts[index], version), version };
      });
    } catch (error) {
      this.#warn(messageOf(error));
      return keys.map(() => ({ cached: undefined, version: unknownVersion }));
    }
  }

  write(key: CacheKey, cached: CachedValue, version: string): void {
    const lifeMs = Math.floor(cached.endsAt - Date.now());
    if (lifeMs <= 0 || version === unknownVersion) return;
    const stored: Stored = { ...cached, version };
    this.#redis
      .set(valueKey(key), JSON.stringify(stored), 'PX', lifeMs)
      .catch((error: unknown) => this.#warn(messageOf(error)));
  }

  async invalidate(entities: readonly string[]): Promise<void> {
    const commands = this.#redis.pipeline();
    for (const entity of entities) {
      commands.incr(versionKey({ entity })).pexpire(versionKey({ entity }), versionLifeMs);
      commands.publish(channel, entity);
    }
    await commands.exec().catch((error: unknown) => this.#warn(messageOf(error)));
  }

  onChange(listener: (entity: string) => void): void {
    this.#listener.on('message', (_channel, entity) => listener(entity));
  }

  async close(): Promise<void> {
    this.#redis.disconnect();
    this.#listener.disconnect();
  }
}

/** The version of an entity that could not be read: nothing may be written under it. */
const unknownVersion = '?';

function goodValue(text: string | null | undefined, version: string): CachedValue | undefined {
  if (!text) return undefined;
  const stored = JSON.parse(text) as Stored;
  return stored.version === version && stored.endsAt > Date.now() ? stored : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
