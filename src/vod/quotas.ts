import type { OperationName } from './operations.js';

/** Calls per second, where they differ from the published ones. */
export type Quotas = Readonly<Partial<Record<OperationName, number>>>;

/**
 * Calls per second that VOD grants an account (help page "QPS limits on API operations"; contract
 * 1.8). Of BatchGetMediaInfos none is published, and of GetImageInfos only old pages tell: the
 * contract's advice is to stay at 10.
 */
export const publishedQuotas: Readonly<Record<OperationName, number>> = {
  SearchMedia: 50,
  GetVideoInfo: 100,
  GetVideoInfos: 100,
  GetVideoList: 50,
  UpdateVideoInfo: 100,
  UpdateVideoInfos: 30,
  DeleteVideo: 30,
  GetMezzanineInfo: 100,
  DeleteMezzanines: 50,
  GetPlayInfo: 360,
  DeleteStream: 50,
  GetImageInfo: 100,
  GetImageInfos: 10,
  UpdateImageInfos: 50,
  DeleteImage: 50,
  BatchGetMediaInfos: 10,
};
