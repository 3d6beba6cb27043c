import { shippedIds } from '../../../src/emulator/shipped-ids.js';
import type { Provocations } from '../provocations.js';

const [landscape] = shippedIds.videos;
const none = 'f'.repeat(32);
const many = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`).join();
const objects = (count: number) => JSON.stringify(Array(count).fill({ VideoId: none }));

export const mediaProvocations: Provocations = {
  SearchMedia: {
    SortByExceededMax: {
      SortBy: 'CreationTime:Desc,ModificationTime:Desc',
      ScrollToken: '0'.repeat(32),
    },
    ErrorMatchSyntax: { Match: 'Title in' },
    'InvalidScrollToken.Expired': { ScrollToken: '0'.repeat(32) },
  },
  GetVideoInfo: { 'InvalidVideo.NotFound': { VideoId: none } },
  GetVideoInfos: { 'InvalidVideo.NotFound': { VideoIds: many(20) } },
  GetVideoList: { VideoListExceededMax: { PageNo: '51', PageSize: '100' } },
  UpdateVideoInfo: { 'InvalidVideo.NotFound': { VideoId: none, Title: 'x' } },
  UpdateVideoInfos: {
    CountExceededMax: { UpdateContent: objects(21) },
    InvalidParameter: { UpdateContent: '{"VideoId":"x"}' },
  },
  DeleteVideo: {
    VideoIdsExceededMax: { VideoIds: many(21) },
    'InvalidVideo.NotFound': { VideoIds: many(20) },
  },
  GetImageInfo: { NoSuchResource: { ImageId: landscape } },
  GetImageInfos: { NoSuchResource: { ImageIds: many(20) } },
  UpdateImageInfos: { CountExceededMax: { UpdateContent: objects(21) } },
  DeleteImage: { NoSuchResource: { DeleteImageType: 'ImageId', ImageIds: many(20) } },
  GetMezzanineInfo: {
    'InvalidVideo.NotFound': { VideoId: none },
    'InvalidFile.NotFound': { VideoId: shippedIds.deletedSourceVideo },
  },
  GetPlayInfo: {
    'Forbidden.IllegalStatus': { VideoId: shippedIds.transcodingVideo },
    'InvalidVideo.NotFound': { VideoId: none },
    'InvalidVideo.NoneStream': { VideoId: landscape, Definition: '4K' },
  },
  GetVideoPlayAuth: {
    'Forbidden.IllegalStatus': { VideoId: shippedIds.transcodingVideo },
    'InvalidVideo.NotFound': { VideoId: none },
  },
  DeleteStream: {
    JobIdsExceededMax: { VideoId: landscape, JobIds: many(21) },
    'InvalidVideo.NotFound': { VideoId: none, JobIds: none },
    'InvalidStream.NotFound': { VideoId: landscape, JobIds: none },
  },
  GetAttachedMediaInfo: { ExceededMax: { MediaIds: many(21) } },
};
