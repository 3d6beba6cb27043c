import type { VideoOperation } from '../wire/served.js';
import { type Documented, pageOf100, videoId, videoIds, videoNotFound } from './support.js';

export const videoDocumentation: Documented<VideoOperation> = {
  GetVideoInfo: { qps: 100, parameters: videoId, errors: videoNotFound },
  GetVideoInfos: {
    qps: 100,
    parameters: videoIds,
    errors: {
      'InvalidVideo.NotFound': '404 unverified: only if none of the ids exists',
    },
  },
  GetVideoList: {
    qps: 50,
    parameters: {
      CateId: 'unverified: a category does not stand for those below it',
      Status: 'supported',
      StartTime: 'unverified: the time itself is excluded',
      EndTime: 'unverified: the time itself is included',
      ...pageOf100,
      SortBy: 'supported',
      StorageLocation: 'supported',
      ReferenceIds: 'supported',
    },
    errors: {
      VideoListExceededMax: '400 supported',
      'InvalidVideo.NotFound': '404 never',
    },
  },
  UpdateVideoInfo: {
    qps: 100,
    parameters: {
      ...videoId,
      Title: 'unverified: an empty one is ignored, one of more than 128 bytes refused',
      Description: 'unverified: an empty one clears, one of more than 1,024 bytes is refused',
      Tags: 'unverified: an empty text clears, more than 16 or of more than 32 bytes are refused',
      CoverURL: 'unverified: an empty one clears',
      CateId: 'unverified: an unknown one is refused with InvalidCateId.NotFound',
      UserData: 'unverified: an empty one clears',
      Status: 'refused',
      DownloadSwitch: 'refused',
      CustomMediaInfo: 'refused',
    },
    errors: videoNotFound,
  },
  UpdateVideoInfos: {
    qps: 30,
    parameters: {
      UpdateContent:
        'unverified: as UpdateVideoInfo; if one object breaks a rule nothing is changed',
    },
    errors: {
      CountExceededMax: '400 supported',
      InvalidParameter: '400 supported',
    },
  },
  DeleteVideo: {
    qps: 30,
    parameters: videoIds,
    errors: {
      VideoIdsExceededMax: '400 supported',
      ...videoNotFound,
      DeleteVideoFailed: '503 never',
    },
  },
};
