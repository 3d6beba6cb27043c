/** A value as VOD told it, and since when. */
export interface CachedValue {
  /** `null`: it did not exist then. */
  readonly value: unknown;
  /** When it was asked for, in milliseconds since 1970: what it tells may be as old as this. */
  readonly readAt: number;
  /** When it must be gone: the end of its life, or of the first signed URL in it. */
  readonly endsAt: number;
}

/** What is known under a key, and the version of its entity to hand back with a newer value. */
export interface CacheAnswer {
  readonly cached: CachedValue | undefined;
  readonly version: string;
}

/** Names a value: the entity (a medium or image) it is of, and the look-up that told it. */
export interface CacheKey {
  readonly entity: string;
  readonly lookup: string;
}

/**
 * Values of look-ups, shared by all requests. Each entity has a version, which a change counts up;
 * a value is good only for the version it was read under, so that one which was on the way during the
 * change can never be taken for newer than it.
 */
export interface EntityCache {
  read(keys: readonly CacheKey[]): Promise<CacheAnswer[]>;
  /** Keeps a value that was read while the entity had this version. */
  write(key: CacheKey, cached: CachedValue, version: string): void;
  /** The entities were changed: nothing read before is good any more, here or in another process. */
  invalidate(entities: readonly string[]): Promise<void>;
  /** Another process has changed an entity. */
  onChange(listener: (entity: string) => void): void;
  close(): Promise<void>;
}

/** The key as text. */
export function keyText({ entity, lookup }: CacheKey): string {
  return `${lookup} ${entity}`;
}
