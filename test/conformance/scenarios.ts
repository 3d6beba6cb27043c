import { changeCategories, remove, setCallback, update } from './scenarios/change.js';
import { attachedMedia, lookUp, lookUpImages, lookUpSource, play } from './scenarios/look-up.js';
import { takePictures, transcode } from './scenarios/processing.js';
import { list, search, traverse } from './scenarios/search.js';
import { announce, pull, register, store } from './scenarios/upload.js';
import type { Session } from './session.js';

/** What each client does, in this order, with a service that holds the shipped library. */
export const scenarios: Readonly<Record<string, (session: Session) => Promise<void>>> = {
  searching: search,
  'going through a whole search': traverse,
  'listing videos': list,
  'looking media up': lookUp,
  'looking sources up': lookUpSource,
  'looking images up': lookUpImages,
  playing: play,
  'changing media': update,
  'sorting media into categories': changeCategories,
  'changing attached media': attachedMedia,
  'setting a callback': setCallback,
  'announcing uploads': announce,
  'uploading until it plays': store,
  'having files pulled': pull,
  'registering files': register,
  transcoding: transcode,
  'taking pictures': takePictures,
  'deleting media and their parts': remove,
};
