import { readAppId } from '../account.js';
import { checkUserData } from '../events/user-data.js';
import type { Parameters } from '../operation.js';
import { type NameOf, readCategory } from '../operations/changes.js';
import { readCover } from '../operations/cover.js';
import { readText } from '../parameters.js';
import { present } from '../present.js';
import { isKnownTemplateGroup } from '../processing/templates.js';
import type { MediumDraft } from '../store/records.js';
import type { Store } from '../store.js';
import { hasEmoji, isUnprintable } from '../texts.js';
import { storageLocation } from '../urls.js';
import { uploadRefusals } from './refusals.js';

const maxTags = 16;

/** A parameter of the call itself is named as it is. */
export const ownName: NameOf = (member) => member;

/** Texts that everything uploaded can have. */
export function readTexts(members: Parameters, nameOf: NameOf = ownName) {
  return present<Pick<MediumDraft, 'description' | 'tags'> & { title?: string }>({
    title: readLimited(members, 'Title', 128, nameOf),
    description: readLimited(members, 'Description', 1024, nameOf),
    tags: readTags(members, nameOf),
  });
}

type Details = Omit<MediumDraft, 'type' | 'title' | 'extension'> & { title?: string };

/** What a video or audio can have besides. */
export function readDetails(members: Parameters, store: Store, nameOf: NameOf = ownName): Details {
  const cover = readText(members, 'CoverURL');
  return {
    ...readTexts(members, nameOf),
    ...(cover !== undefined && readCover(nameOf('CoverURL'), cover, store)),
    ...present<Pick<Details, 'categoryId' | 'templateGroupId'>>({
      categoryId: readCategoryId(members, store, nameOf),
      templateGroupId: readTemplateGroup(members),
    }),
  };
}

export function readCategoryId(
  members: Parameters,
  store: Store,
  nameOf: NameOf = ownName,
): number | undefined {
  const text = readText(members, 'CateId');
  return text === undefined ? undefined : readCategory(text, store, nameOf('CateId'));
}

export function readUserDataParameter(parameters: Parameters): { userData?: string } {
  const text = readText(parameters, 'UserData');
  return text === undefined ? {} : { userData: checkUserData('UserData', text) };
}

/** The account has one bucket and one application. */
export function checkPlace(parameters: Parameters): void {
  const location = readText(parameters, 'StorageLocation') ?? storageLocation;
  if (location !== storageLocation) throw uploadRefusals.storageNotFound();
  readAppId(parameters);
}

/** Within `maxBytes` of UTF-8, in characters that VOD takes. */
export function readLimited(
  members: Parameters,
  name: string,
  maxBytes: number,
  nameOf: NameOf = ownName,
): string | undefined {
  const text = readText(members, name);
  return text === undefined ? undefined : checkLimited(nameOf(name), text, maxBytes);
}

function readTags(members: Parameters, nameOf: NameOf): string | undefined {
  const text = readText(members, 'Tags');
  const tags = text?.split(',') ?? [];
  if (tags.length > maxTags) throw uploadRefusals.tooManyTags(maxTags);
  for (const tag of tags) checkLimited(nameOf('Tags'), tag, 32);
  return text;
}

function checkLimited(name: string, text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) > maxBytes) throw uploadRefusals.tooLong(name, maxBytes);
  if (hasEmoji(text) || isUnprintable(text)) throw uploadRefusals.illegalCharacters(name);
  return text;
}

function readTemplateGroup(members: Parameters): string | undefined {
  const id = readText(members, 'TemplateGroupId');
  if (id !== undefined && !isKnownTemplateGroup(id)) throw uploadRefusals.templateGroupNotFound();
  return id;
}
