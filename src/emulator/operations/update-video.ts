import { emitBaseChange } from '../events/base-change.js';
import { checkUserData } from '../events/user-data.js';
import type { Handler, Parameters } from '../operation.js';
import { refuseUnsupported } from '../parameters.js';
import type { Medium, NewMedium } from '../store/records.js';
import type { Store } from '../store.js';
import { readUpdateContent } from '../update-content.js';
import { toWireTime } from '../wire-time.js';
import { type Changes, type NameOf, readChanges } from './changes.js';
import { readCover } from './cover.js';
import { findNamed, namedMedium } from './named-media.js';

type VideoChanges = Changes & {
  [Field in 'coverKey' | 'coverUrl' | 'userData']?: NewMedium[Field] | null;
};

/** Known to older SDKs, withdrawn from the reference. */
const withdrawn = ['Status', 'DownloadSwitch', 'CustomMediaInfo'];

const members = ['VideoId', 'ReferenceId', 'Title', 'Description', 'Tags', 'CoverURL', 'CateId'];

export const updateVideoInfo: Handler<'UpdateVideoInfo'> = (parameters, { store }) => {
  const medium = namedMedium(parameters, store);
  const changes = readVideoChanges(parameters, store, (name) => name);
  applyChanges(store, medium, changes);
  return {};
};

/** All objects are checked before the first is applied. UserData is no member of theirs. */
export const updateVideoInfos: Handler<'UpdateVideoInfos'> = (parameters, { store }) => {
  const refused = [...withdrawn, 'UserData'];
  const updates = readUpdateContent(parameters, [...members, ...refused]).map((item) => {
    refuseUnsupported(item.members, refused);
    return {
      named: item.members,
      target: findNamed(item.members, store),
      changes: readVideoChanges(item.members, store, item.nameOf),
    };
  });
  for (const { target, changes } of updates) if (target) applyChanges(store, target, changes);

  const missing = updates.filter(({ target }) => !target).map(({ named }) => named);
  return {
    NonExistVideoIds: distinct(missing.map(({ VideoId }) => VideoId)),
    NonExistReferenceIds: distinct(missing.map((it) => (it.VideoId ? '' : it.ReferenceId))),
    ForbiddenVideoIds: [],
  };
};

function readVideoChanges(sent: Parameters, store: Store, nameOf: NameOf): VideoChanges {
  const { CoverURL, UserData } = sent;
  return {
    ...readChanges(sent, store, nameOf),
    ...(CoverURL !== undefined && {
      coverKey: null,
      coverUrl: null,
      ...(CoverURL && readCover(nameOf('CoverURL'), CoverURL, store)),
    }),
    ...(UserData !== undefined && {
      userData: UserData === '' ? null : checkUserData(nameOf('UserData'), UserData),
    }),
  };
}

function applyChanges(store: Store, { id }: Medium, changes: VideoChanges): void {
  if (Object.keys(changes).length === 0) return;
  // Read again: another object of the same call may have changed it.
  const before = store.media.byId(id);
  store.media.update(id, { ...changes, modifiedAt: toWireTime(store.now()) });
  emitBaseChange(store, before, store.media.byId(id));
}

function distinct(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids.flatMap((id) => id || []))];
}
