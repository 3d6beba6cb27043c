import type { WireCategory } from '../../vod/operations.js';

export interface AttachedMediaInfo {
  MediaId: string;
  Title?: string;
  Description?: string;
  Tags?: string;
  /** What SearchMedia calls its BusinessType. */
  Type: string;
  Status: string;
  URL?: string;
  CreationTime: string;
  ModificationTime: string;
  StorageLocation: string;
  AppId: string;
  Categories: Required<WireCategory>[];
}

export interface AttachedMediaOperations {
  GetAttachedMediaInfo: { AttachedMediaList: AttachedMediaInfo[]; NonExistMediaIds: string[] };
  UpdateAttachedMediaInfos: { NonExistMediaIds: string[] };
  DeleteAttachedMedia: { NonExistMediaIds: string[] };
}
