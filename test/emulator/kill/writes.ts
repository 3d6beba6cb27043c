import type { Choices } from '../../../src/emulator/catalogue/deterministic.js';
import { type Answer, idOf, type State, type States, type Target, unknown } from './states.js';

/** One call that changes something, and what is there once it has: all of it or nothing. */
export interface Write {
  readonly values: Readonly<Record<string, string>>;
  /** Only an answer tells the ids that the service made. */
  readonly after: (answer?: Answer) => States;
}

/** What one writer changes, alone: at most one change of each target is under way. */
export interface Realm {
  readonly name: string;
  readonly choices: Choices;
  readonly states: States;
  /** A number that no realm of this run was given before. */
  readonly newNumber: () => number;
}

interface Kind {
  readonly weight: number;
  /** Undefined if the realm has nothing left that it could change. */
  readonly create: (realm: Realm) => Write | undefined;
}

const batchSize = 20;
const maxCategories = 4;

/** What is killed. A new operation that writes is a new line here. */
export const kinds: Readonly<Record<string, Kind>> = {
  UpdateVideoInfo: { weight: 30, create: updateVideo },
  UpdateVideoInfos: { weight: 15, create: (realm) => updateMany(realm, 'video') },
  UpdateImageInfos: { weight: 15, create: (realm) => updateMany(realm, 'image') },
  DeleteVideo: { weight: 4, create: deleteVideo },
  DeleteImage: { weight: 2, create: deleteImage },
  DeleteStream: { weight: 8, create: deleteStream },
  DeleteMezzanines: { weight: 6, create: deleteSource },
  AddCategory: { weight: 8, create: addCategory },
  UpdateCategory: { weight: 6, create: renameCategory },
  DeleteCategory: { weight: 6, create: deleteCategory },
  SetMessageCallback: { weight: 6, create: setCallback },
};

export function createWrite(realm: Realm): Write {
  const all = Object.values(kinds).flatMap((kind) => Array<Kind>(kind.weight).fill(kind));
  for (;;) {
    const kind = all[realm.choices.integer(0, all.length - 1)];
    const write = kind?.create(realm);
    if (write) return write;
  }
}

/** The targets of a kind that are there, with what is known of them. */
function living(realm: Realm, kind: string): [Target, Record<string, unknown>][] {
  return [...realm.states].flatMap(([target, state]) =>
    state && target.startsWith(`${kind}/`) ? [[target, state]] : [],
  );
}

function oneOf<Item>({ choices }: Realm, items: readonly Item[]): Item | undefined {
  return items[choices.integer(0, items.length - 1)];
}

const known =
  (...states: [Target, State][]) =>
  (): States =>
    new Map(states);

/** Unmistakable texts, which also say whether one of them stands without the others. */
function newTexts({ choices, newNumber }: Realm) {
  const number = newNumber();
  const [harbour, kill] = choices.happens(0.5) ? ['港口', '第'] : ['Harbour ', 'no. '];
  const Title = `${harbour}${kill}${number}.`;
  return { Title, Description: `Text of ${Title}`, Tags: `tag${number},港口${number}` };
}

/** Is it one that a write gave, and no medium of the catalogue has? */
export function isGivenTitle(title: unknown): title is string {
  return typeof title === 'string' && /\d\.$/.test(title);
}

/** Some go into a category that the realm made, or one of the catalogue. */
function updateVideo(realm: Realm): Write | undefined {
  const [target, before] = oneOf(realm, living(realm, 'video')) ?? [];
  if (target === undefined) return undefined;
  const texts = newTexts(realm);
  const UserData = JSON.stringify({ Extend: { title: texts.Title } });
  const [, category] = oneOf(realm, living(realm, 'category')) ?? [];
  return {
    values: {
      ...{ Action: 'UpdateVideoInfo', VideoId: idOf(target), ...texts, UserData },
      ...(category && { CateId: String(category.CateId) }),
    },
    after: known([target, { ...before, ...texts, UserData, ...category }]),
  };
}

function updateMany(realm: Realm, kind: 'video' | 'image'): Write | undefined {
  const chosen = realm.choices.some(living(realm, kind), batchSize);
  if (chosen.length === 0) return undefined;
  const [action, idName] =
    kind === 'video' ? ['UpdateVideoInfos', 'VideoId'] : ['UpdateImageInfos', 'ImageId'];
  const items = chosen.map(([target, before]) => ({ target, before, texts: newTexts(realm) }));
  const content = items.map(({ target, texts }) => ({ [idName]: idOf(target), ...texts }));
  return {
    values: { Action: action, UpdateContent: JSON.stringify(content) },
    after: known(
      ...items.map(({ target, before, texts }): [Target, State] => [
        target,
        { ...before, ...texts },
      ]),
    ),
  };
}

function deleteVideo(realm: Realm): Write | undefined {
  const chosen = realm.choices.some(living(realm, 'video'), 2).map(([target]) => target);
  if (chosen.length === 0) return undefined;
  return {
    values: { Action: 'DeleteVideo', VideoIds: chosen.map(idOf).join() },
    after: known(...chosen.map((target): [Target, State] => [target, undefined])),
  };
}

function deleteImage(realm: Realm): Write | undefined {
  const [target] = oneOf(realm, living(realm, 'image')) ?? [];
  if (target === undefined) return undefined;
  return {
    values: { Action: 'DeleteImage', DeleteImageType: 'ImageId', ImageIds: idOf(target) },
    after: known([target, undefined]),
  };
}

const streamsOf = (state: State) => (state?.streams ?? []) as string[];

function deleteStream(realm: Realm): Write | undefined {
  const playable = living(realm, 'video').filter(([, state]) => streamsOf(state).length > 0);
  const [target, before] = oneOf(realm, playable) ?? [];
  const JobIds = oneOf(realm, streamsOf(before));
  if (target === undefined || JobIds === undefined) return undefined;
  const streams = streamsOf(before).filter((jobId) => jobId !== JobIds);
  return {
    values: { Action: 'DeleteStream', VideoId: idOf(target), JobIds },
    after: known([target, { ...before, streams }]),
  };
}

/** A source that is also the playable original takes that stream along. */
function deleteSource(realm: Realm): Write | undefined {
  const complete = living(realm, 'video').filter(([, state]) => state.source !== undefined);
  const [target, before] = oneOf(realm, complete) ?? [];
  if (target === undefined) return undefined;
  const id = idOf(target);
  const streams = streamsOf(before).filter((jobId) => jobId !== `${id}02`);
  return {
    values: { Action: 'DeleteMezzanines', VideoIds: id, Force: 'true' },
    after: known([target, { ...before, streams, source: undefined }]),
  };
}

function addCategory(realm: Realm): Write | undefined {
  if (living(realm, 'category').length >= maxCategories) return undefined;
  const slot = realm.newNumber();
  const CateName = `kill ${slot}`;
  return {
    values: { Action: 'AddCategory', CateName },
    after: (answer) => {
      const { CateId } = (answer?.Category ?? { CateId: unknown }) as { CateId: unknown };
      return known([`category/${slot}`, { CateId, CateName }])();
    },
  };
}

/** What is in the category tells its new name, or that it is in none any more. */
function changeCategory(
  realm: Realm,
  action: string,
  change: (target: Target) => { CateName: string } | undefined,
): Write | undefined {
  const [target, before] = oneOf(realm, living(realm, 'category')) ?? [];
  if (target === undefined) return undefined;
  const { CateId } = before ?? {};
  const changed = change(target);
  const category = changed && { CateId, ...changed };
  const within = living(realm, 'video').filter(([, state]) => state.CateId === CateId);
  return {
    values: { Action: action, CateId: String(CateId), ...changed },
    after: known(
      [target, category],
      ...within.map(([video, state]): [Target, State] => [
        video,
        { ...state, CateId: category?.CateId, CateName: category?.CateName },
      ]),
    ),
  };
}

function renameCategory(realm: Realm): Write | undefined {
  return changeCategory(realm, 'UpdateCategory', (target) => ({
    CateName: `kill ${idOf(target)} ${realm.newNumber()}`,
  }));
}

function deleteCategory(realm: Realm): Write | undefined {
  return changeCategory(realm, 'DeleteCategory', () => undefined);
}

/** Of an application without media, so that nothing is announced to it. */
function setCallback(realm: Realm): Write {
  const AppId = `app-${realm.name}`;
  const number = realm.newNumber();
  const state = {
    CallbackURL: `http://127.0.0.1:9/${number}`,
    EventTypeList: realm.choices.oneOf(['ALL', 'FileUploadComplete', 'TranscodeComplete']),
    AuthSwitch: realm.choices.oneOf(['on', 'off']),
    AuthKey: `Key${number}`,
  };
  return {
    values: { Action: 'SetMessageCallback', AppId, CallbackType: 'HTTP', ...state },
    after: known([`callback/${AppId}`, state]),
  };
}
