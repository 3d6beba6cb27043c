import type { Handler } from '../operation.js';
import type { ServedOperation } from '../wire/served.js';
import {
  deleteAttachedMedia,
  getAttachedMediaInfo,
  updateAttachedMediaInfos,
} from './attached-media.js';
import { batchGetMediaInfos } from './batch.js';
import { addCategory, deleteCategory, getCategories, updateCategory } from './category.js';
import { deleteImage } from './delete-image.js';
import { getImageInfo, getImageInfos, updateImageInfos } from './image.js';
import {
  deleteMessageCallback,
  getMessageCallback,
  setMessageCallback,
} from './message-callback.js';
import { deleteMezzanines, getMezzanineInfo } from './mezzanine.js';
import { getVideoPlayAuth } from './play-auth.js';
import { registerMedia } from './register-media.js';
import { searchMedia } from './search.js';
import { listSnapshots, submitSnapshotJob } from './snapshot.js';
import { deleteStream, getPlayInfo } from './stream.js';
import { getTranscodeTask, listTranscodeTask, submitTranscodeJobs } from './transcode.js';
import { updateVideoInfo, updateVideoInfos } from './update-video.js';
import { createUploadAttachedMedia } from './upload-attached-media.js';
import { uploadMediaByURL } from './upload-by-url.js';
import { createUploadImage } from './upload-image.js';
import { createUploadVideo, refreshUploadVideo } from './upload-video.js';
import { getURLUploadInfos } from './url-upload-infos.js';
import { deleteVideo, getVideoInfo, getVideoInfos } from './video.js';
import { getVideoList } from './video-list.js';

/** The operations this service knows: an operation of the catalogue without a handler fails here. */
export const handlers: { readonly [Name in ServedOperation]: Handler<Name> } = {
  SearchMedia: searchMedia,
  GetVideoInfo: getVideoInfo,
  GetVideoInfos: getVideoInfos,
  GetVideoList: getVideoList,
  UpdateVideoInfo: updateVideoInfo,
  UpdateVideoInfos: updateVideoInfos,
  DeleteVideo: deleteVideo,
  GetMezzanineInfo: getMezzanineInfo,
  DeleteMezzanines: deleteMezzanines,
  GetPlayInfo: getPlayInfo,
  GetVideoPlayAuth: getVideoPlayAuth,
  DeleteStream: deleteStream,
  GetImageInfo: getImageInfo,
  GetImageInfos: getImageInfos,
  UpdateImageInfos: updateImageInfos,
  DeleteImage: deleteImage,
  BatchGetMediaInfos: batchGetMediaInfos,
  GetCategories: getCategories,
  AddCategory: addCategory,
  UpdateCategory: updateCategory,
  DeleteCategory: deleteCategory,
  SetMessageCallback: setMessageCallback,
  GetMessageCallback: getMessageCallback,
  DeleteMessageCallback: deleteMessageCallback,
  GetAttachedMediaInfo: getAttachedMediaInfo,
  UpdateAttachedMediaInfos: updateAttachedMediaInfos,
  DeleteAttachedMedia: deleteAttachedMedia,
  CreateUploadVideo: createUploadVideo,
  RefreshUploadVideo: refreshUploadVideo,
  CreateUploadImage: createUploadImage,
  CreateUploadAttachedMedia: createUploadAttachedMedia,
  UploadMediaByURL: uploadMediaByURL,
  GetURLUploadInfos: getURLUploadInfos,
  RegisterMedia: registerMedia,
  SubmitTranscodeJobs: submitTranscodeJobs,
  ListTranscodeTask: listTranscodeTask,
  GetTranscodeTask: getTranscodeTask,
  SubmitSnapshotJob: submitSnapshotJob,
  ListSnapshots: listSnapshots,
};
