/** Bodies of the events this service emits, as VOD sends them; see the vendor's event catalogue. */

interface EventBase {
  /** UTC; of images with milliseconds behind a colon, as VOD writes it there. */
  readonly EventTime: string;
  /** `Extend` of the UserData of the medium or job. */
  readonly Extend?: string;
}

interface Failure {
  readonly ErrorCode?: string;
  readonly ErrorMessage?: string;
}

type Outcome = 'success' | 'fail';
type MediaKind = 'video' | 'image' | 'attached';

interface FileUploadComplete extends EventBase {
  readonly EventType: 'FileUploadComplete';
  readonly VideoId: string;
  readonly Status: 'success';
  readonly Size: number;
  readonly FileUrl: string;
}

/** No Width, Height and Fps for audio alone. */
interface VideoAnalysisComplete extends EventBase, Failure {
  readonly EventType: 'VideoAnalysisComplete';
  readonly VideoId: string;
  readonly Status: Outcome;
  readonly Width?: number;
  readonly Height?: number;
  readonly Duration?: number;
  readonly Bitrate?: string;
  readonly Fps?: string;
  readonly Size?: number;
}

/** One output stream; figures are absent if it failed. */
export interface StreamOutcome extends Failure {
  readonly Status: Outcome;
  readonly IsAudio: boolean;
  readonly JobId: string;
  readonly Definition: string;
  readonly Format: string;
  readonly FileUrl?: string;
  readonly Bitrate?: string;
  readonly Fps?: string;
  readonly Duration?: number;
  readonly Encrypt?: boolean;
  readonly Width?: number;
  readonly Height?: number;
  readonly Size?: number;
  readonly StartTime: string;
  readonly FinishTime: string;
}

interface StreamTranscodeComplete extends EventBase, StreamOutcome {
  readonly EventType: 'StreamTranscodeComplete';
  readonly VideoId: string;
}

interface TranscodeComplete extends EventBase {
  readonly EventType: 'TranscodeComplete';
  readonly VideoId: string;
  readonly Status: Outcome;
  readonly StreamInfos: readonly StreamOutcome[];
}

export interface SnapshotInfo {
  readonly Status: Outcome;
  readonly SnapshotType: string;
  readonly SnapshotCount: number;
  readonly SnapshotFormat: string;
  readonly SnapshotRegular: string;
  readonly JobId: string;
}

interface SnapshotComplete extends EventBase, Failure {
  readonly EventType: 'SnapshotComplete';
  readonly VideoId: string;
  readonly Status: Outcome;
  readonly SubType?: 'SpecifiedTime';
  readonly CoverUrl?: string;
  readonly SnapshotInfos?: readonly SnapshotInfo[];
}

interface ImageUploadComplete extends EventBase {
  readonly EventType: 'ImageUploadComplete';
  readonly ImageId: string;
  readonly Status: Outcome;
  readonly Size: number;
  readonly FileURL: string;
  readonly AppId: string;
}

interface AttachedMediaUploadComplete extends EventBase {
  readonly EventType: 'AttachedMediaUploadComplete';
  readonly AttachedMediaId: string;
  readonly Status: Outcome;
  readonly Size: number;
  readonly FileURL: string;
}

interface UploadByURLComplete extends EventBase, Failure {
  readonly EventType: 'UploadByURLComplete';
  readonly JobId: string;
  readonly VideoId?: string;
  readonly SourceURL: string;
  readonly Status: Outcome;
  readonly Size?: string;
}

interface DeleteMediaComplete extends EventBase, Failure {
  readonly EventType: 'DeleteMediaComplete';
  readonly Status: Outcome;
  readonly MediaId: string;
  readonly MediaType: MediaKind;
  readonly DeleteType: 'all' | 'mezzanine' | 'stream';
  readonly JobIds?: string;
}

export interface MediaBaseChangeComplete extends EventBase {
  readonly EventType: 'MediaBaseChangeComplete';
  readonly Status: Outcome;
  readonly MediaId: string;
  readonly MediaType: MediaKind;
  readonly OperateMode: 'create' | 'update' | 'delete';
  /** Each value is the JSON text of `{"OldValue":…,"NewValue":…}`; only what changed. */
  readonly MediaContent: Readonly<Record<string, string>>;
}

export type VodEvent =
  | FileUploadComplete
  | VideoAnalysisComplete
  | StreamTranscodeComplete
  | TranscodeComplete
  | SnapshotComplete
  | ImageUploadComplete
  | AttachedMediaUploadComplete
  | UploadByURLComplete
  | DeleteMediaComplete
  | MediaBaseChangeComplete;

export type EventType = VodEvent['EventType'];
