/**
 * What the store keeps, in our own words. A field without a value is absent. Times are text in the
 * wire's form (`2024-05-01T08:00:00Z`), which also sorts as time; durations are seconds, sizes
 * bytes, bitrates kbit/s. `objectKey` names a file in the bucket (see `StoredObject`).
 */
import type { WireStreamInfo } from '../../vod/operations.js';
import type { VodEvent } from '../events/bodies.js';

type MediumType = 'video' | 'audio';
export type SnapshotType =
  | 'CoverSnapshot'
  | 'NormalSnapshot'
  | 'SpriteSnapshot'
  | 'SpriteOriginSnapshot';

export interface Category {
  id: number;
  name: string;
  /** -1 at the top. */
  parentId: number;
  level: number;
  /** `material` is for what short videos are made of, `default` for everything else. */
  type: 'default' | 'material';
  createdAt: string;
}

/** A video or an audio, without its files. */
export interface NewMedium {
  id: string;
  type: MediumType;
  title: string;
  description?: string;
  /** Separated by commas. */
  tags?: string;
  categoryId?: number;
  status: string;
  /** The cover among our own objects; `coverUrl` is one that lies elsewhere. At most one is set. */
  coverKey?: string;
  coverUrl?: string;
  duration?: number;
  size?: number;
  createdAt: string;
  modifiedAt: string;
  storageLocation: string;
  appId: string;
  regionId: string;
  templateGroupId?: string;
  downloadSwitch: 'on' | 'off';
  preprocessStatus: string;
  auditStatus?: string;
  transcodeMode: 'FastTranscode' | 'NoTranscode' | 'AsyncTranscode';
  mediaSource: string;
  storageClass: string;
  restoreStatus?: string;
  restoreExpiration?: string;
  referenceId?: string;
  userData?: string;
}

export interface Medium extends NewMedium {
  sequence: number;
  categoryName?: string;
}

/** The file as it was uploaded ("mezzanine"). Without `objectKey` it has not arrived yet. */
export interface NewSource {
  mediumId: string;
  status: string;
  fileName: string;
  objectKey?: string;
  createdAt: string;
  duration?: number;
  bitrate?: number;
  fps?: number;
  width?: number;
  height?: number;
  videoStreams: WireStreamInfo[];
  audioStreams: WireStreamInfo[];
}

export interface Source extends NewSource {
  size?: number;
  md5?: string;
  crc64?: string;
}

export interface NewStream {
  jobId: string;
  mediumId: string;
  objectKey: string;
  format: string;
  definition: string;
  type: MediumType;
  specification?: string;
  codec?: string;
  duration: number;
  bitrate: number;
  fps?: number;
  /** All files of the stream together. */
  size: number;
  width?: number;
  height?: number;
  templateId?: string;
  templateGroupId?: string;
  createdAt: string;
  modifiedAt: string;
}

export interface Stream extends NewStream {
  /** `Normal` is the newest of its definition and format, older ones are `Invisible`. */
  status: 'Normal' | 'Invisible';
}

export interface Snapshot {
  objectKey: string;
  mediumId: string;
  type: SnapshotType;
  /** From 0, within its job. */
  position: number;
  jobId: string;
  createdAt: string;
  /** Those taken when the medium was uploaded, 1, and those of later jobs, 0. */
  ofUpload: 0 | 1;
}

export interface NewImage {
  id: string;
  title?: string;
  description?: string;
  tags?: string;
  categoryId?: number;
  status: string;
  type: 'default' | 'cover';
  objectKey: string;
  /** As the uploader named it. */
  fileName?: string;
  width?: number;
  height?: number;
  createdAt: string;
  modifiedAt: string;
  storageLocation: string;
  appId: string;
  regionId: string;
  auditStatus?: string;
  userData?: string;
}

export interface Image extends NewImage {
  sequence: number;
  size?: number;
  categoryName?: string;
}

export interface NewAttachedMedium {
  id: string;
  title?: string;
  description?: string;
  tags?: string;
  status: string;
  businessType: 'watermark' | 'subtitle' | 'material';
  objectKey: string;
  fileName?: string;
  createdAt: string;
  modifiedAt: string;
  storageLocation: string;
  appId: string;
  userData?: string;
}

export interface AttachedMedium extends NewAttachedMedium {
  sequence: number;
}

/** A file as the bucket and the CDN deliver it. Several objects may share one file of the library. */
export interface StoredObject {
  key: string;
  /** What it goes away with: the id of a medium, image or attached medium, or a stream's job id. */
  ownerId: string;
  /** Where the bytes lie: relative to the folder of `place`, or absolute. */
  file: string;
  /** `data`: in the data folder, one file an object; without it in the shipped library. */
  place?: 'data';
  contentType: string;
  size: number;
  md5?: string;
  crc64?: string;
  /** Of a file that arrived in parts; of all others the MD5 is the ETag. */
  etag?: string;
  /** JSON: what its uploader wants to be delivered with it. */
  headers?: string;
}

/** A file that arrives in parts. */
export interface MultipartUpload {
  uploadId: string;
  objectKey: string;
  contentType: string;
  /** As of the object. */
  headers?: string;
  initiatedAt: string;
}

export interface UploadPart {
  uploadId: string;
  /** From 1, not necessarily without gaps. */
  number: number;
  /** In the data folder. */
  file: string;
  size: number;
  md5: string;
  crc64: string;
  receivedAt: string;
}

/** Where a file may be uploaded to, and what it is for. */
export interface Upload {
  objectKey: string;
  kind: 'video' | 'image' | 'attached';
  /** Id of the medium, image or attached medium. */
  ownerId: string;
}

/** Where the events of an application are announced to. */
export interface MessageCallback {
  appId: string;
  url: string;
  /** Separated by commas, or `ALL`; empty for none. */
  eventTypes: string;
  authSwitch: 'on' | 'off';
  authKey?: string;
}

/** An event that is still to be delivered. */
export interface NewPendingEvent {
  /** Id of the medium, image or attached medium that it is about: its events keep their order. */
  ownerId: string;
  body: VodEvent;
  url: string;
  /** What the delivery is signed with; absent if it is not. */
  authKey?: string;
}

export interface PendingEvent extends NewPendingEvent {
  /** Grows in the order in which events happened. */
  sequence: number;
}

/** What is to be made of a source. */
export type Work =
  | { readonly kind: 'analysis' }
  | { readonly kind: 'covers' }
  | SnapshotWork
  | TranscodeWork
  /** The source as it is becomes a stream. */
  | { readonly kind: 'original'; readonly format: string };

export interface TranscodeWork {
  readonly kind: 'transcode';
  readonly templateId: string;
  readonly format: 'mp4' | 'm3u8' | 'mp3';
  readonly definition: Definition;
}

/** What sources are transcoded to: the first three are of video, the others of audio. */
export type Definition = 'FD' | 'LD' | 'SD' | 'SQ' | 'HQ';

/** Pictures at the `offsets`, or else `count` of them from `start` on, all in milliseconds. */
export interface SnapshotWork {
  readonly kind: 'snapshots';
  readonly offsets?: readonly number[];
  readonly start: number;
  readonly count: number;
  /** Between two pictures; 0 spreads them evenly. */
  readonly interval: number;
  readonly width?: number;
  readonly height?: number;
  readonly sprite?: SpriteLayout;
}

/** How pictures are laid out on larger ones; lengths in pixels. */
export interface SpriteLayout {
  /** Without either, cells are as large as the pictures. */
  readonly cellWidth?: number;
  readonly cellHeight?: number;
  readonly padding: number;
  readonly margin: number;
  readonly color: string;
  readonly columns: number;
  readonly lines: number;
  /** Whether the single pictures are kept too. */
  readonly keepsCells: boolean;
}

export interface NewJob {
  id: string;
  mediumId: string;
  /** The transcode task it is part of. */
  taskId?: string;
  work: Work;
  /** The highest first, among equals the oldest. */
  priority: number;
  userData?: string;
  /** In milliseconds since 1970, by the service's clock. */
  enqueuedAt: number;
}

export interface Job extends NewJob {
  sequence: number;
  state: 'waiting' | 'succeeded' | 'failed';
  /** In percent. */
  progress: number;
  startedAt?: string;
  completedAt?: string;
  /** The stream that was made. */
  stream?: NewStream;
  errorCode?: string;
  errorMessage?: string;
}

/** What was asked of a source at one time: a job for each stream. */
export interface NewTranscodeTask {
  id: string;
  mediumId: string;
  startedBy: 'Auto' | 'Manual';
  templateGroupId: string;
  sessionId?: string;
  createdAt: string;
}

export interface TranscodeTask extends NewTranscodeTask {
  completedAt?: string;
}

/** What an upload says about the medium that is to come of it. */
export interface MediumDraft
  extends Pick<
    NewMedium,
    | 'type'
    | 'title'
    | 'description'
    | 'tags'
    | 'categoryId'
    | 'coverKey'
    | 'coverUrl'
    | 'templateGroupId'
    | 'referenceId'
    | 'userData'
  > {
  /** Of the source's file, without its dot. */
  extension: string;
}

/** A file to be fetched from elsewhere. */
export interface NewUrlJob {
  id: string;
  url: string;
  status: 'PENDING' | 'DOWNLOADING' | 'DOWNLOAD_FAIL' | 'UPLOAD_FAIL' | 'SUCCESS';
  /** What becomes of the file once it is here: there is no medium before. */
  medium: MediumDraft;
  sessionId?: string;
  createdAt: string;
}

export interface UrlJob extends NewUrlJob {
  /** These two once it succeeded. */
  mediumId?: string;
  fileSize?: number;
  errorCode?: string;
  errorMessage?: string;
  completedAt?: string;
}

/** How far a traversal has come: the records its last page held, and the last of them. */
export interface ScrollPosition {
  /** What is traversed: a position is good for the same search only. */
  query: string;
  /** Counted from 0 over the whole traversal; the page held `firstRecord` up to before `endRecord`. */
  firstRecord: number;
  endRecord: number;
  /** Sort key and sequence of the last record passed; absent while nothing was. */
  anchorValue?: string;
  anchorSequence?: number;
}
