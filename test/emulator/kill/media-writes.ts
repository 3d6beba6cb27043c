import { idOf, type State, type Target } from './states.js';
import { callOf, known, living, newTexts, oneOf, type Realm, type Write } from './write.js';

const batchSize = 20;

/** Some go into a category that the realm made, or one of the catalogue. */
export function updateVideo(realm: Realm): Write | undefined {
  const [target, before] = oneOf(realm, living(realm, 'video')) ?? [];
  if (target === undefined) return undefined;
  const texts = newTexts(realm);
  const UserData = JSON.stringify({ Extend: { title: texts.Title } });
  const [, category] = oneOf(realm, living(realm, 'category')) ?? [];
  return callOf(
    {
      ...{ Action: 'UpdateVideoInfo', VideoId: idOf(target), ...texts, UserData },
      ...(category && { CateId: String(category.CateId) }),
    },
    known([target, { ...before, ...texts, UserData, ...category }]),
  );
}

const bulkUpdates = {
  video: { Action: 'UpdateVideoInfos', idName: 'VideoId' },
  image: { Action: 'UpdateImageInfos', idName: 'ImageId' },
  attached: { Action: 'UpdateAttachedMediaInfos', idName: 'MediaId' },
};

/** Several at once: all of them or none. */
export function updateMany(realm: Realm, kind: keyof typeof bulkUpdates): Write | undefined {
  const chosen = realm.choices.some(living(realm, kind), batchSize);
  if (chosen.length === 0) return undefined;
  const { Action, idName } = bulkUpdates[kind];
  const items = chosen.map(([target, before]) => ({ target, before, texts: newTexts(realm) }));
  const content = items.map(({ target, texts }) => ({ [idName]: idOf(target), ...texts }));
  return callOf(
    { Action, UpdateContent: JSON.stringify(content) },
    known(
      ...items.map(({ target, before, texts }): [Target, State] => [
        target,
        { ...before, ...texts },
      ]),
    ),
  );
}

export function deleteVideo(realm: Realm): Write | undefined {
  const chosen = realm.choices.some(living(realm, 'video'), 2).map(([target]) => target);
  if (chosen.length === 0) return undefined;
  return callOf(
    { Action: 'DeleteVideo', VideoIds: chosen.map(idOf).join() },
    known(...chosen.map((target): [Target, State] => [target, undefined])),
  );
}

export function deleteImage(realm: Realm): Write | undefined {
  const [target] = oneOf(realm, living(realm, 'image')) ?? [];
  if (target === undefined) return undefined;
  return callOf(
    { Action: 'DeleteImage', DeleteImageType: 'ImageId', ImageIds: idOf(target) },
    known([target, undefined]),
  );
}

export function deleteAttached(realm: Realm): Write | undefined {
  const [target] = oneOf(realm, living(realm, 'attached')) ?? [];
  if (target === undefined) return undefined;
  const values = { Action: 'DeleteAttachedMedia', MediaIds: idOf(target) };
  return callOf(values, known([target, undefined]));
}

const streamsOf = (state: State) => (state?.streams ?? []) as string[];

export function deleteStream(realm: Realm): Write | undefined {
  const playable = living(realm, 'video').filter(([, state]) => streamsOf(state).length > 0);
  const [target, before] = oneOf(realm, playable) ?? [];
  const JobIds = oneOf(realm, streamsOf(before));
  if (target === undefined || JobIds === undefined) return undefined;
  const streams = streamsOf(before).filter((jobId) => jobId !== JobIds);
  return callOf(
    { Action: 'DeleteStream', VideoId: idOf(target), JobIds },
    known([target, { ...before, streams }]),
  );
}

/** A source that is also the playable original takes that stream along. */
export function deleteSource(realm: Realm): Write | undefined {
  const complete = living(realm, 'video').filter(([, state]) => state.source !== undefined);
  const [target, before] = oneOf(realm, complete) ?? [];
  if (target === undefined) return undefined;
  const id = idOf(target);
  const streams = streamsOf(before).filter((jobId) => jobId !== `${id}02`);
  return callOf(
    { Action: 'DeleteMezzanines', VideoIds: id, Force: 'true' },
    known([target, { ...before, streams, source: undefined }]),
  );
}
