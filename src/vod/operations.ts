/**
 * The catalogue of VOD operations (RPC API, version 2017-03-21): what each one is asked and answers,
 * in the vendor's own spelling. The client sends them, the embedded service serves them; both are
 * typed by this file. Lists travel as one comma-joined string, bulk updates as one JSON string.
 * Fields without a value are absent on the wire, never `null`.
 */

/** Version of the RPC API, sent with every call. */
export const vodVersion = '2017-03-21';

/** The most ids VOD takes in one call of a batch operation. */
export const maxBatchIds = 20;

/** The most records VOD's page operations answer in one page. */
export const maxPageSize = 100;

/** How many matches VOD reaches by page number; beyond, only SearchMedia's ScrollToken goes on. */
export const maxPagedRecords = 5000;

/** The most ids one Match expression may name. */
export const maxMatchIds = 100;

interface WrappedSnapshots {
  Snapshot: string[];
}

/** What VOD tells about a video or audio; which operation returns which field is documented per type. */
interface MediaInfoFields {
  Title?: string;
  Description?: string;
  Tags?: string;
  CateId?: number;
  CateName?: string;
  CoverURL?: string;
  Status?: string;
  CreationTime?: string;
  ModificationTime?: string;
  StorageLocation?: string;
  AppId?: string;
  StorageClass?: string;
  RestoreStatus?: string;
  RestoreExpiration?: string;
  ReferenceId?: string;
}

/** Fields that only the look-ups by id return. */
interface LookupFields {
  TemplateGroupId?: string;
  DownloadSwitch?: string;
  PreprocessStatus?: string;
  RegionId?: string;
  UserData?: string;
}

/** Number of seconds (may have a fraction) and bytes of the source. */
interface SourceFigures {
  Duration?: number;
  Size?: number;
}

/** `Video` of GetVideoInfo: the only operation with AuditStatus; snapshots are wrapped. */
export interface VideoDetail extends MediaInfoFields, LookupFields, SourceFigures {
  VideoId: string;
  AuditStatus?: string;
  Snapshots?: WrappedSnapshots;
}

/** `VideoList[]` of GetVideoInfos; snapshots are a bare array. */
export interface VideoInfo extends MediaInfoFields, LookupFields, SourceFigures {
  VideoId: string;
  Snapshots?: string[];
}

/** `VideoList.Video[]` of GetVideoList. */
export interface ListedVideo extends MediaInfoFields, SourceFigures {
  VideoId: string;
  UserData?: string;
  Snapshots?: WrappedSnapshots;
}

/** `MediaInfos[].MediaInfo` of BatchGetMediaInfos: neither Size nor Duration. */
export interface BatchMediaInfo extends MediaInfoFields, LookupFields {
  MediaId: string;
  Snapshots?: string[];
}

/** `Video` or `Audio` of a SearchMedia hit; only its id and the requested Fields are present. */
export interface FoundVideo extends MediaInfoFields, SourceFigures {
  VideoId?: string;
  AudioId?: string;
  DownloadSwitch?: string;
  PreprocessStatus?: string;
  TranscodeMode?: string;
  MediaSource?: string;
  Snapshots?: string[];
  SpriteSnapshots?: string[];
}

/** `Image` of a SearchMedia hit. */
export interface FoundImage {
  ImageId?: string;
  Title?: string;
  Description?: string;
  Tags?: string;
  CateId?: number;
  CateName?: string;
  Status?: string;
  CreationTime?: string;
  ModificationTime?: string;
  StorageLocation?: string;
  URL?: string;
  AppId?: string;
  FileName?: string;
}

export interface WireCategory {
  CateId: number;
  CateName?: string;
  Level?: number;
  ParentId?: number;
}

/** `AttachedMedia` of a SearchMedia hit. */
export interface FoundAttachedMedia {
  MediaId?: string;
  Title?: string;
  Description?: string;
  Tags?: string;
  Categories?: WireCategory[];
  Status?: string;
  BusinessType?: string;
  CreationTime?: string;
  ModificationTime?: string;
  StorageLocation?: string;
  URL?: string;
  AppId?: string;
  FileName?: string;
}

/** One hit. The three objects of the other types are there too, as `{}`: switch on MediaType. */
export interface MediaHit {
  MediaId: string;
  MediaType: string;
  CreationTime: string;
  Video?: FoundVideo;
  Audio?: FoundVideo;
  Image?: FoundImage;
  AttachedMedia?: FoundAttachedMedia;
}

/** Every member is a string on the wire, numbers too. */
export type WireStreamInfo = Record<string, string>;

/** The source file as BatchGetMediaInfos tells it: without options and storage state. */
export interface BatchMezzanine {
  MediaId: string;
  FileName?: string;
  FileURL?: string;
  Status?: string;
  CreationTime?: string;
  Bitrate?: string;
  Fps?: string;
  Duration?: string;
  Size?: number;
  Width?: number;
  Height?: number;
  FileMD5?: string;
  CRC64?: string;
  VideoStreamList?: WireStreamInfo[];
  AudioStreamList?: WireStreamInfo[];
}

/** `Mezzanine` of GetMezzanineInfo. Stream lists are there only if AdditionType asked for them. */
export interface MezzanineDetail extends Omit<BatchMezzanine, 'MediaId'> {
  VideoId: string;
  OutputType?: string;
  PreprocessStatus?: string;
  StorageClass?: string;
  RestoreStatus?: string;
  RestoreExpiration?: string;
}

/** One playable stream. Duration, Bitrate and Fps are strings, sizes are numbers. */
export interface PlayInfo {
  JobId: string;
  PlayURL?: string;
  Format?: string;
  Definition?: string;
  StreamType?: string;
  Specification?: string;
  Status?: string;
  Duration?: string;
  Bitrate?: string;
  Fps?: string;
  Size?: number;
  Width?: number;
  Height?: number;
  Encrypt?: number;
  EncryptType?: string;
  EncryptMode?: string;
  NarrowBandType?: string;
  WatermarkId?: string;
  HDRType?: string;
  CodecName?: string;
  BitDepth?: number;
  JobType?: number;
  JobExt?: string;
  CreationTime?: string;
  ModificationTime?: string;
}

export interface BatchPlayInfo extends PlayInfo {
  TemplateId?: string;
  TemplateGroupId?: string;
}

export interface VideoBase {
  VideoId: string;
  Title?: string;
  Status?: string;
  CoverURL?: string;
  CreationTime?: string;
  MediaType?: string;
  StorageClass?: string;
  Duration?: string;
  OutputType?: string;
  TranscodeMode?: string;
}

/** `ImageInfo` of GetImageInfo and GetImageInfos. */
export interface ImageInfo {
  ImageId: string;
  Title?: string;
  Description?: string;
  Tags?: string;
  CateId?: number;
  CateName?: string;
  Status?: string;
  ImageType?: string;
  StorageLocation?: string;
  CreationTime?: string;
  AppId?: string;
  RegionId?: string;
  AuditStatus?: string;
  URL?: string;
  Mezzanine?: {
    FileURL?: string;
    /** Documented as string and printed as number: readers accept both. */
    FileSize?: number | string;
    Width?: number;
    Height?: number;
    OriginalFileName?: string;
  };
}

export interface BatchMediaEntry {
  MediaId: string;
  MediaInfo?: BatchMediaInfo;
  MezzanineInfo?: BatchMezzanine;
  PlayInfoList?: BatchPlayInfo[];
}

/** Options of the operations that sign the URLs they answer. */
interface UrlOptions {
  AuthTimeout?: number;
  OutputType?: string;
}

/** Request and answer (less its RequestId) of each operation. */
export interface Operations {
  SearchMedia: {
    request: {
      SearchType?: string;
      Match?: string;
      Fields?: string;
      SortBy?: string;
      PageNo?: number;
      PageSize?: number;
      ScrollToken?: string;
    };
    response: { Total: number; ScrollToken?: string; MediaList?: MediaHit[] };
  };
  GetVideoInfo: {
    request: { VideoId?: string; ReferenceId?: string };
    response: { Video: VideoDetail };
  };
  GetVideoInfos: {
    request: { VideoIds?: string; ReferenceIds?: string };
    response: {
      VideoList: VideoInfo[];
      NonExistVideoIds?: string[];
      NonExistReferenceIds?: string[];
    };
  };
  UpdateVideoInfo: {
    request: {
      VideoId?: string;
      ReferenceId?: string;
      Title?: string;
      Description?: string;
      Tags?: string;
      CoverURL?: string;
      CateId?: number;
      UserData?: string;
    };
    response: object;
  };
  UpdateVideoInfos: {
    request: { UpdateContent: string };
    response: {
      NonExistVideoIds?: string[];
      NonExistReferenceIds?: string[];
      ForbiddenVideoIds?: string[];
    };
  };
  DeleteVideo: {
    request: { VideoIds?: string; ReferenceIds?: string };
    response: {
      NonExistVideoIds?: string[];
      NonExistReferenceIds?: string[];
      ForbiddenVideoIds?: string[];
    };
  };
  GetMezzanineInfo: {
    request: { VideoId?: string; ReferenceId?: string; AdditionType?: string } & UrlOptions;
    response: { Mezzanine: MezzanineDetail };
  };
  GetVideoList: {
    request: {
      CateId?: number;
      Status?: string;
      StartTime?: string;
      EndTime?: string;
      PageNo?: number;
      PageSize?: number;
      SortBy?: string;
      StorageLocation?: string;
      ReferenceIds?: string;
    };
    response: { Total: number; VideoList?: { Video?: ListedVideo[] } };
  };
  DeleteStream: {
    request: { VideoId?: string; ReferenceId?: string; JobIds: string };
    response: object;
  };
  DeleteMezzanines: {
    request: { VideoIds?: string; ReferenceIds?: string; Force?: boolean };
    response: {
      NonExistVideoIds?: string[];
      NonExistReferenceIds?: string[];
      UnRemoveableVideoIds?: string[];
    };
  };
  UpdateImageInfos: {
    request: { UpdateContent: string };
    response: { NonExistImageIds?: { ImageId?: string[] } | string[] };
  };
  GetImageInfo: {
    request: { ImageId: string } & UrlOptions;
    response: { ImageInfo: ImageInfo };
  };
  GetImageInfos: {
    request: { ImageIds: string } & UrlOptions;
    response: { ImageInfo?: ImageInfo[]; NonExistImageIds?: string[] };
  };
  DeleteImage: {
    request: {
      DeleteImageType: string;
      ImageURLs?: string;
      ImageIds?: string;
      VideoId?: string;
      ImageType?: string;
    };
    response: object;
  };
  GetPlayInfo: {
    request: {
      VideoId?: string;
      ReferenceId?: string;
      Formats?: string;
      Definition?: string;
      StreamType?: string;
      ResultType?: string;
    } & UrlOptions;
    response: { VideoBase: VideoBase; PlayInfoList?: { PlayInfo?: PlayInfo[] } };
  };
  BatchGetMediaInfos: {
    request: { MediaIds?: string; ReferenceIds?: string };
    response: {
      MediaInfos: BatchMediaEntry[];
      NonExistMediaIds?: string[];
      NonExistReferenceIds?: string[];
      ForbiddenMediaIds?: string[];
    };
  };
}

export type OperationName = keyof Operations;
export type RequestOf<Name extends OperationName> = Operations[Name]['request'];
export type ResponseOf<Name extends OperationName> = Operations[Name]['response'];

/**
 * Operations that may be sent again when their answer was lost: reads, and updates, which set the
 * same values twice. A delete may not: its second answer would deny what the first has done.
 */
export const repeatableOperations: ReadonlySet<OperationName> = new Set<OperationName>([
  'SearchMedia',
  'GetVideoInfo',
  'GetVideoInfos',
  'UpdateVideoInfo',
  'UpdateVideoInfos',
  'GetMezzanineInfo',
  'GetVideoList',
  'UpdateImageInfos',
  'GetImageInfo',
  'GetImageInfos',
  'GetPlayInfo',
  'BatchGetMediaInfos',
]);
