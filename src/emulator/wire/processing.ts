/** What was asked of a medium's source at one time. */
export interface WireTranscodeTask {
  TranscodeTaskId: string;
  VideoId: string;
  TaskStatus:
    | 'Processing'
    | 'Partial'
    | 'CompleteAllSucc'
    | 'CompleteAllFail'
    | 'CompletePartialSucc';
  Trigger: 'Auto' | 'Manual';
  TranscodeTemplateGroupId: string;
  CreationTime: string;
  CompleteTime?: string;
}

/** All text but the size. */
export interface TranscodeOutputFile {
  OutputFileUrl: string;
  Format: string;
  Width?: string;
  Height?: string;
  Duration: string;
  Bitrate: string;
  Fps?: string;
  Filesize: number;
  WatermarkIdList: string[];
}

/** One stream, made or to be made. */
export interface TranscodeJobInfo {
  TranscodeJobId: string;
  TranscodeJobStatus: 'Transcoding' | 'TranscodeSuccess' | 'TranscodeFail';
  /** From 0 to 100. */
  TranscodeProgress: number;
  TranscodeTemplateId?: string;
  Definition: string;
  Priority: string;
  InputFileUrl?: string;
  CreationTime: string;
  CompleteTime?: string;
  ErrorCode?: string;
  ErrorMessage?: string;
  OutputFile?: TranscodeOutputFile;
}

interface MediaSnapshot {
  Total: number;
  JobId: string;
  CreationTime: string;
  /** A URL with `{SnapshotCount}` for the number of the picture. */
  Regular: string;
  Snapshots: { Snapshot: { Index: number; Url: string }[] };
}

export interface ProcessingOperations {
  SubmitTranscodeJobs: {
    TranscodeTaskId: string;
    TranscodeJobs: { TranscodeJob: { JobId: string }[] };
  };
  ListTranscodeTask: { TranscodeTaskList: WireTranscodeTask[] };
  /** Of a task the first, of single jobs the other two. */
  GetTranscodeTask: {
    TranscodeTask?: WireTranscodeTask & { TranscodeJobInfoList: TranscodeJobInfo[] };
    TranscodeJobInfoList?: TranscodeJobInfo[];
    NonExistJobIds?: string[];
  };
  SubmitSnapshotJob: { SnapshotJob: { JobId: string } };
  ListSnapshots: { MediaSnapshot: MediaSnapshot };
}
