import type { Parameters } from '../operation.js';
import { refusals } from '../refusals.js';
import type { NewMedium } from '../store/records.js';
import type { Store } from '../store.js';
import { checkDescription, checkTags, checkTitle } from '../texts.js';

/** Names a member in a refusal. */
export type NameOf = (member: string) => string;

/** What an update sets; `null` takes the value away. */
export type Changes = {
  [Field in 'title' | 'description' | 'tags' | 'categoryId']?: NewMedium[Field] | null;
};

/** Members that videos and images share: a member that was not sent leaves its field as it is. */
export function readChanges(members: Parameters, store: Store, nameOf: NameOf): Changes {
  const { Title, Description, Tags } = members;
  const category = readCategory(members, store, nameOf);
  return {
    // A medium keeps a title: an empty one is ignored. The other texts are cleared by an empty one.
    ...(Title && { title: checkTitle(nameOf('Title'), Title) }),
    ...(Description !== undefined && {
      description: checkDescription(nameOf('Description'), Description) || null,
    }),
    ...(Tags !== undefined && { tags: checkTags(nameOf('Tags'), Tags) || null }),
    ...(category !== undefined && { categoryId: category }),
  };
}

function readCategory({ CateId }: Parameters, store: Store, nameOf: NameOf): number | undefined {
  if (!CateId) return undefined;
  if (!/^-?\d{1,15}$/.test(CateId)) {
    throw refusals.invalid(nameOf('CateId'), 'it must be an integer');
  }
  const category = store.categories.byId(Number(CateId));
  if (!category) throw refusals.categoryNotFound();
  return category.id;
}
