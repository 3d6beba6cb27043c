import type { Parameters } from '../operation.js';
import { readList } from '../parameters.js';
import { refusals } from '../refusals.js';
import type { NewMedium } from '../store/records.js';
import type { Store } from '../store.js';
import { checkDescription, checkNoEmoji, checkTags, checkTitle } from '../texts.js';

/** An attached medium may be in so many at a time. */
const maxCategories = 5;

/** Names a member in a refusal. */
export type NameOf = (member: string) => string;

/** What an update sets; `null` takes the value away. */
export type Changes = {
  [Field in 'title' | 'description' | 'tags' | 'categoryId']?: NewMedium[Field] | null;
};

/** Members that videos and images share: a member that was not sent leaves its field as it is. */
export function readChanges(members: Parameters, store: Store, nameOf: NameOf): Changes {
  const { CateId } = members;
  return {
    ...readTextChanges(members, nameOf),
    ...(CateId && { categoryId: readCategory(CateId, store, nameOf('CateId')) }),
  };
}

export function readTextChanges(
  { Title, Description, Tags }: Parameters,
  nameOf: NameOf,
): Omit<Changes, 'categoryId'> {
  return {
    // A medium keeps a title: an empty one is ignored. The other texts are cleared by an empty one.
    ...(Title && { title: checkTitle(nameOf('Title'), Title) }),
    ...(Description !== undefined && {
      description: checkDescription(nameOf('Description'), Description) || null,
    }),
    ...(Tags !== undefined && { tags: checkTags(nameOf('Tags'), Tags) || null }),
  };
}

/** Of images and attached media the texts may hold no emoji. */
export function checkNoEmojis(members: Parameters, nameOf: NameOf): void {
  for (const name of ['Title', 'Description', 'Tags']) {
    checkNoEmoji(nameOf(name), members[name] ?? '');
  }
}

/** The id of an existing category. */
export function readCategory(text: string, store: Store, name: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw refusals.invalid(name, 'it must be an integer');
  const category = store.categories.byId(Number(text));
  if (!category) throw refusals.categoryNotFound();
  return category.id;
}

/** CateIds; not sent leaves the categories as they are, an empty text takes all away. */
export function readCategories(
  sent: Parameters,
  store: Store,
  nameOf: NameOf,
): number[] | undefined {
  if (sent.CateIds === undefined) return undefined;
  const name = nameOf('CateIds');
  const ids = new Set(readList(sent, 'CateIds'));
  if (ids.size > maxCategories) {
    throw refusals.invalid(name, `at most ${maxCategories} categories`);
  }
  return [...new Set([...ids].map((id) => readCategory(id, store, name)))];
}
