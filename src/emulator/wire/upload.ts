/** Both Base64 of a JSON object. */
export interface UploadFields {
  /** `{Endpoint, Bucket, FileName}` */
  UploadAddress: string;
  /** `{SecurityToken, AccessKeyId, ExpireUTCTime, AccessKeySecret, Expiration, Region}` */
  UploadAuth: string;
}

/** Everything is text. */
export interface UrlUploadInfo {
  JobId: string;
  UploadURL: string;
  MediaId?: string;
  FileSize?: string;
  Status: string;
  UserData?: string;
  CreationTime: string;
  CompleteTime?: string;
  ErrorCode?: string;
  ErrorMessage?: string;
}

export interface RegisteredMedia {
  MediaId: string;
  FileURL: string;
  NewRegister: boolean;
}

export interface UploadOperations {
  CreateUploadVideo: UploadFields & { VideoId: string };
  RefreshUploadVideo: UploadFields & { VideoId: string };
  CreateUploadImage: UploadFields & { ImageId: string; ImageURL: string; FileURL: string };
  CreateUploadAttachedMedia: UploadFields & { MediaId: string; MediaURL: string; FileURL: string };
  UploadMediaByURL: { UploadJobs: { JobId: string; SourceURL: string }[] };
  GetURLUploadInfos: { URLUploadInfoList: UrlUploadInfo[]; NonExists: string[] };
  RegisterMedia: { RegisteredMediaList: RegisteredMedia[]; FailedFileURLs: string[] };
}
