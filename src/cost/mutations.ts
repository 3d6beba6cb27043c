import { maxBatchIds } from '../vod/operations.js';
import { standingOf } from './groups.js';
import { addImageLookups, addImages } from './images.js';
import { MediaCost } from './media.js';
import { idsIn, namedGroup } from './queries.js';
import type { Place, Walk } from './walk.js';

/** Items of an input by the names of their fields. */
type Input = Readonly<Record<string, unknown>>;

/** The root fields of mutations by name. */
const roots: Readonly<Record<string, (walk: Walk, place: Place) => void>> = {
  updateVideo: (walk, place) => {
    walk.add('UpdateVideoInfo', 1, place.path);
    addVideosRead(walk, 'UpdateVideoPayload', place, [(place.args.input as Input).id]);
  },
  updateVideos: (walk, place) => {
    const inputs = inputsIn(place);
    // An item with UserData goes by a call of its own.
    const alone = inputs.filter(({ userData }) => userData !== undefined);
    const rest = inputs.filter(({ userData }) => userData === undefined);
    walk.add('UpdateVideoInfo', distinct(alone), place.path);
    walk.add('UpdateVideoInfos', batches(distinct(rest)), place.path);
    addVideosRead(
      walk,
      'UpdateVideosPayload',
      place,
      inputs.map(({ id }) => id),
    );
  },
  deleteVideos: (walk, place) => {
    walk.add('DeleteVideo', batches(namedGroup(place.args.ids).count), place.path);
  },
  deleteMezzanines: (walk, place) => {
    walk.add('DeleteMezzanines', batches(namedGroup(place.args.videoIds).count), place.path);
  },
  deleteStreams: (walk, place) => {
    walk.add('GetPlayInfo', 1, place.path);
    walk.add('DeleteStream', batches(namedGroup(place.args.jobIds).count), place.path);
    addVideosRead(walk, 'DeleteStreamsPayload', place, [place.args.videoId]);
  },
  updateImages: (walk, place) => {
    const inputs = inputsIn(place);
    const group = namedGroup(inputs.map(({ id }) => id));
    walk.add('UpdateImageInfos', batches(distinct(inputs)), place.path);
    for (const images of fieldsNamed(walk, 'UpdateImagesPayload', place, ['images'])) {
      addImages(walk, images, standingOf(group, []));
    }
  },
  deleteImages: (walk, place) => {
    const { ids, urls, video } = place.args.input as Input;
    const group = namedGroup(ids);
    // Ids are read first: missing ones are not sent.
    addImageLookups(walk, place.path, standingOf(group, []));
    const calls = batches(group.count) + new Set(idsIn(urls)).size + (video === undefined ? 0 : 1);
    walk.add('DeleteImage', calls, place.path);
  },
};

export const mutationFields: readonly string[] = Object.keys(roots);

/** Mutations are executed one after the other, and nothing that was read before one is used behind it. */
export function addMutation(walk: Walk, places: readonly Place[]): void {
  for (const place of places) roots[place.name]?.(walk, place);
}

/** Reading back what was changed, if it is selected. */
function addVideosRead(walk: Walk, payload: string, place: Place, ids: unknown[]): void {
  const group = namedGroup(ids);
  for (const videos of fieldsNamed(walk, payload, place, ['video', 'videos'])) {
    new MediaCost(walk, standingOf(group, [])).lookedUp('Video', videos);
  }
}

const fieldsNamed = (walk: Walk, type: string, place: Place, names: readonly string[]) =>
  walk.fieldsOf(type, place).filter(({ name }) => names.includes(name));

const inputsIn = ({ args }: Place): Input[] => args.input as Input[];

const distinct = (inputs: readonly Input[]) => new Set(inputs.map(({ id }) => id)).size;

const batches = (items: number) => Math.ceil(items / maxBatchIds);
