import type { Category } from '../types/category.js';
import { type Media, MediaStatus } from '../types/media.js';
import type { Readers } from './record.js';
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

type CommonFields = Pick<
  Media,
  'title' | 'description' | 'tags' | 'status' | 'storageLocation' | 'appId'
> & { createdAt: string | null; modifiedAt: string | null };

export const mediaReaders: Readers<WireMedia, CommonFields> = {
  title: (wire) => readText(wire.Title),
  description: (wire) => readText(wire.Description),
  tags: (wire) => readTags(wire.Tags),
  status: (wire) => readEnum(MediaStatus, wire.Status),
  createdAt: (wire) => readTime(wire.CreationTime),
  modifiedAt: (wire) => readTime(wire.ModificationTime),
  storageLocation: (wire) => readText(wire.StorageLocation),
  appId: (wire) => readText(wire.AppId),
};

/** VOD tells the category of most media as id and name. */
export function toCategory(id: unknown, name: unknown): Category | null {
  const categoryId = readId(id);
  return categoryId === null
    ? null
    : { id: categoryId, name: readText(name), level: null, parentId: null };
}
