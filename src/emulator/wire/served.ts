import type { Operations } from '../../vod/operations.js';
import type { AttachedMediaOperations } from './attached-media.js';
import type { CategoryOperations } from './category.js';
import type { EventOperations } from './event.js';
import type { PlayAuthOperations } from './play-auth.js';
import type { ProcessingOperations } from './processing.js';
import type { UploadOperations } from './upload.js';

/** Answers (less their RequestId) of all operations that this service serves: more than the client sends. */
export interface ServedAnswers
  extends ClientAnswers,
    CategoryOperations,
    AttachedMediaOperations,
    PlayAuthOperations,
    UploadOperations,
    ProcessingOperations,
    EventOperations {}

type ClientAnswers = { [Name in keyof Operations]: Operations[Name]['response'] };

export type ServedOperation = keyof ServedAnswers;

// The nouns of the operations, as the documentation and the handlers are filed.
export type SearchOperation = 'SearchMedia';
export type VideoOperation =
  | 'GetVideoInfo'
  | 'GetVideoInfos'
  | 'GetVideoList'
  | 'UpdateVideoInfo'
  | 'UpdateVideoInfos'
  | 'DeleteVideo';
export type ImageOperation = 'GetImageInfo' | 'GetImageInfos' | 'UpdateImageInfos' | 'DeleteImage';
export type SourceOperation = 'GetMezzanineInfo' | 'DeleteMezzanines' | 'BatchGetMediaInfos';
export type PlaybackOperation = 'GetPlayInfo' | 'DeleteStream' | keyof PlayAuthOperations;
export type CategoryOperation = keyof CategoryOperations;
export type AttachedMediaOperation = keyof AttachedMediaOperations;
export type UploadOperation = keyof UploadOperations;
export type ProcessingOperation = keyof ProcessingOperations;
export type EventOperation = keyof EventOperations;
