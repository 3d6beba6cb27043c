import type { WireCategory } from '../../vod/operations.js';
import type { AttachedMedium } from '../store/records.js';
import type { Store } from '../store.js';

/** Attached media tell all their categories, with where these stand. */
export function categoriesOf({ id }: AttachedMedium, store: Store): Required<WireCategory>[] {
  return store.attachedMedia.categoriesOf(id).map((category) => ({
    CateId: category.id,
    CateName: category.name,
    Level: category.level,
    ParentId: category.parentId,
  }));
}
