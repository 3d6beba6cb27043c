import type { Category } from '../types/category.js';
import { MediaStatus } from '../types/media.js';
import { readEnum, readId, readTags, readText, readTime } from './wire.js';

/** The fields that the wire has for media of every kind, whichever operation tells them. */
interface WireMedia {
  readonly Title?: string;
  readonly Description?: string;
  readonly Tags?: string;
  readonly Status?: string;
  readonly CreationTime?: string;
  readonly ModificationTime?: string;
  readonly StorageLocation?: string;
  readonly AppId?: string;
}

export function toMediaFields(wire: WireMedia) {
  return {
    title: readText(wire.Title),
    description: readText(wire.Description),
    tags: readTags(wire.Tags),
    status: readEnum(MediaStatus, wire.Status),
    createdAt: readTime(wire.CreationTime),
    modifiedAt: readTime(wire.ModificationTime),
    storageLocation: readText(wire.StorageLocation),
    appId: readText(wire.AppId),
  };
}

/** VOD tells the category of most media as id and name. */
export function toCategory(id: unknown, name: unknown): Category | null {
  const categoryId = readId(id);
  return categoryId === null
    ? null
    : { id: categoryId, name: readText(name), level: null, parentId: null };
}
