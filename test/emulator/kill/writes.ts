import {
  deleteAttached,
  deleteImage,
  deleteSource,
  deleteStream,
  deleteVideo,
  updateMany,
  updateVideo,
} from './media-writes.js';
import { addCategory, deleteCategory, renameCategory, setCallback } from './other-writes.js';
import { createUpload, deleteUpload, storeObject } from './upload-writes.js';
import type { Realm, Write } from './write.js';

interface Kind {
  readonly weight: number;
  /** Undefined if the realm has nothing that it could change. */
  readonly create: (realm: Realm) => Write | undefined;
}

/** What is written while the service is killed. An operation more is a line more. */
const kinds: Readonly<Record<string, Kind>> = {
  UpdateVideoInfo: { weight: 24, create: updateVideo },
  UpdateVideoInfos: { weight: 12, create: (realm) => updateMany(realm, 'video') },
  UpdateImageInfos: { weight: 10, create: (realm) => updateMany(realm, 'image') },
  UpdateAttachedMediaInfos: { weight: 6, create: (realm) => updateMany(realm, 'attached') },
  DeleteVideo: { weight: 4, create: deleteVideo },
  DeleteImage: { weight: 2, create: deleteImage },
  DeleteAttachedMedia: { weight: 1, create: deleteAttached },
  DeleteStream: { weight: 7, create: deleteStream },
  DeleteMezzanines: { weight: 5, create: deleteSource },
  AddCategory: { weight: 7, create: addCategory },
  UpdateCategory: { weight: 5, create: renameCategory },
  DeleteCategory: { weight: 5, create: deleteCategory },
  SetMessageCallback: { weight: 12, create: setCallback },
  CreateUploadVideo: { weight: 5, create: createUpload },
  PutObject: { weight: 6, create: storeObject },
  'DeleteVideo of an upload': { weight: 3, create: deleteUpload },
};

const drawn = Object.values(kinds).flatMap((kind) => Array<Kind>(kind.weight).fill(kind));

/** The next write of a realm, any that it can do. */
export function createWrite(realm: Realm): Write {
  for (;;) {
    const kind = drawn[realm.choices.integer(0, drawn.length - 1)];
    const write = kind?.create(realm);
    if (write) return write;
  }
}
