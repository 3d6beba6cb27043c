import { z } from 'zod';
import { listedVideo, videoDetail, videoInfo } from './media.js';
import { answer, count, ids } from './scalars.js';

const nonExistent = { NonExistVideoIds: ids, NonExistReferenceIds: ids };

export const videoShapes = {
  GetVideoInfo: answer({ Video: videoDetail }),
  GetVideoInfos: answer({ VideoList: z.array(videoInfo), ...nonExistent }),
  GetVideoList: answer({
    Total: count,
    VideoList: z.strictObject({ Video: z.array(listedVideo) }),
  }),
  UpdateVideoInfo: answer({}),
  UpdateVideoInfos: answer({ ...nonExistent, ForbiddenVideoIds: ids }),
  DeleteVideo: answer({ ...nonExistent, ForbiddenVideoIds: ids }),
};
