import { z } from 'zod';
import { count, integer, jsonText, mediaId, seconds, text, time, url } from './scalars.js';

const status = z.enum([
  'Uploading',
  'UploadFail',
  'UploadSucc',
  'Transcoding',
  'TranscodeFail',
  'Checking',
  'Blocked',
  'Normal',
  'ProduceFail',
]);

const preprocessStatus = z.enum([
  'UnPreprocess',
  'Preprocessing',
  'PreprocessSucceed',
  'PreprocessFailed',
]);

const storage = {
  StorageClass: z.enum([
    'Standard',
    'IA',
    'Archive',
    'ColdArchive',
    'SourceIA',
    'SourceArchive',
    'SourceColdArchive',
    'Changing',
    'SourceChanging',
  ]),
  RestoreStatus: z.enum(['Processing', 'Success', 'Failed']).optional(),
  RestoreExpiration: time.optional(),
};

/** What is told about a video or audio everywhere. */
const common = {
  Title: text,
  Description: text.optional(),
  Tags: text.optional(),
  CateId: integer.optional(),
  CateName: text.optional(),
  CoverURL: url.optional(),
  Status: status,
  CreationTime: time,
  ModificationTime: time,
  StorageLocation: text,
  AppId: text,
  ...storage,
  ReferenceId: text.optional(),
};

const lookedUp = {
  TemplateGroupId: text.optional(),
  DownloadSwitch: z.enum(['on', 'off']),
  PreprocessStatus: preprocessStatus,
  RegionId: text,
  UserData: jsonText.optional(),
};

const figures = { Duration: seconds.optional(), Size: count.optional() };

const bare = { Snapshots: z.array(url).min(1).optional() };
const wrapped = {
  Snapshots: z.strictObject({ Snapshot: z.array(url).min(1) }).optional(),
};

/** `Video` of GetVideoInfo. */
export const videoDetail = z.strictObject({
  VideoId: mediaId,
  ...common,
  ...lookedUp,
  ...figures,
  AuditStatus: z.enum(['Init', 'Normal', 'Blocked']).optional(),
  ...wrapped,
});

/** `VideoList[]` of GetVideoInfos. */
export const videoInfo = z.strictObject({
  VideoId: mediaId,
  ...common,
  ...lookedUp,
  ...figures,
  ...bare,
});

/** `VideoList.Video[]` of GetVideoList. */
export const listedVideo = z.strictObject({
  VideoId: mediaId,
  ...common,
  ...figures,
  UserData: jsonText.optional(),
  ...wrapped,
});

/** `MediaInfos[].MediaInfo` of BatchGetMediaInfos. */
export const batchMediaInfo = z.strictObject({
  MediaId: mediaId,
  ...common,
  ...lookedUp,
  ...bare,
});

/** `Video` and `Audio` of SearchMedia, less their id. */
export const foundMedium = z
  .strictObject({
    ...common,
    ...figures,
    DownloadSwitch: lookedUp.DownloadSwitch,
    PreprocessStatus: preprocessStatus,
    TranscodeMode: z.enum(['FastTranscode', 'NoTranscode', 'AsyncTranscode']),
    MediaSource: z.enum(['general', 'short_video', 'editing', 'live']),
    ...bare,
    SpriteSnapshots: z.array(url).min(1),
  })
  .partial();

export const stateOfStorage = { PreprocessStatus: preprocessStatus, ...storage };
export const mediumStatus = status;
