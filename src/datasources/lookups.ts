import type { BatchOperation } from '../vod/batcher.js';
import { VodError } from '../vod/errors.js';
import {
  type BatchMediaEntry,
  type FoundImage,
  type FoundVideo,
  type ImageInfo,
  type MediaHit,
  type MezzanineDetail,
  maxBatchIds,
  maxMatchIds,
  maxPageSize,
  type PlayInfo,
  type VideoDetail,
  type VideoInfo,
} from '../vod/operations.js';
import { matchIds } from './match.js';
import type { UrlOptions } from './url-options.js';

/** The look-ups of VOD by id, as calls for several ids, or for one where VOD has no batch. */

export const videoInfos: BatchOperation<'GetVideoInfos', VideoInfo> = {
  operation: 'GetVideoInfos',
  maxKeys: maxBatchIds,
  request: (ids) => ({ VideoIds: ids.join(',') }),
  values: ({ VideoList }) => mapBy(VideoList, ({ VideoId }) => VideoId),
  isMissing: isVideoMissing,
};

export const videoDetails: BatchOperation<'GetVideoInfo', VideoDetail> = {
  operation: 'GetVideoInfo',
  maxKeys: 1,
  request: ([id = '']) => ({ VideoId: id }),
  values: ({ Video }, [id = '']) => new Map([[id, Video]]),
  isMissing: isVideoMissing,
};

/** Source and streams of up to 20 media at once; also their basic information. */
export const mediaEntries: BatchOperation<'BatchGetMediaInfos', BatchMediaEntry> = {
  operation: 'BatchGetMediaInfos',
  maxKeys: maxBatchIds,
  request: (ids) => ({ MediaIds: ids.join(',') }),
  values: ({ MediaInfos, ForbiddenMediaIds = [], RequestId }) =>
    new Map<string, BatchMediaEntry | Error>([
      ...MediaInfos.map((entry) => [entry.MediaId, entry] as const),
      ...ForbiddenMediaIds.map((id) => [id, forbiddenMedium(id, RequestId)] as const),
    ]),
  isMissing: isVideoMissing,
};

/** What only a search tells of a video or audio. */
export function foundVideos(type: 'video' | 'audio'): BatchOperation<'SearchMedia', FoundVideo> {
  return search(type, 'TranscodeMode,MediaSource,SpriteSnapshots', (hit) =>
    type === 'video' ? hit.Video : hit.Audio,
  );
}

/** What only a search tells of an image. */
export const foundImages: BatchOperation<'SearchMedia', FoundImage> = search(
  'image',
  'ModificationTime,FileName',
  (hit) => hit.Image,
);

export function imageInfos(options: UrlOptions): BatchOperation<'GetImageInfos', ImageInfo> {
  return {
    operation: 'GetImageInfos',
    maxKeys: maxBatchIds,
    request: (ids) => ({ ImageIds: ids.join(','), ...options }),
    values: ({ ImageInfo = [] }) => mapBy(ImageInfo, ({ ImageId }) => ImageId),
    isMissing: isImageMissing,
  };
}

export function imageInfo(options: UrlOptions): BatchOperation<'GetImageInfo', ImageInfo> {
  return {
    operation: 'GetImageInfo',
    maxKeys: 1,
    request: ([id = '']) => ({ ImageId: id, ...options }),
    values: ({ ImageInfo }, [id = '']) => new Map([[id, ImageInfo]]),
    isMissing: isImageMissing,
  };
}

export interface MezzanineVariant {
  readonly options: UrlOptions;
  /** `video`, `audio`: the stream lists to add. */
  readonly additions: string;
}

export function mezzanines({
  options,
  additions,
}: MezzanineVariant): BatchOperation<'GetMezzanineInfo', MezzanineDetail> {
  return {
    operation: 'GetMezzanineInfo',
    maxKeys: 1,
    request: ([id = '']) => ({
      VideoId: id,
      ...options,
      ...(additions !== '' && { AdditionType: additions }),
    }),
    values: ({ Mezzanine }, [id = '']) => new Map([[id, Mezzanine]]),
    isMissing: (problem) => isVideoMissing(problem) || hasCode(problem, 'InvalidFile.NotFound'),
  };
}

/** All streams of a medium; a medium that cannot be played has none. */
export function playInfos(options: UrlOptions): BatchOperation<'GetPlayInfo', PlayInfo[]> {
  return {
    operation: 'GetPlayInfo',
    maxKeys: 1,
    request: ([id = '']) => ({ VideoId: id, ResultType: 'Multiple', ...options }),
    values: ({ PlayInfoList }, [id = '']) => new Map([[id, PlayInfoList?.PlayInfo ?? []]]),
    isMissing: (problem) =>
      isVideoMissing(problem) ||
      hasCode(problem, 'Forbidden.IllegalStatus') ||
      hasCode(problem, 'InvalidVideo.NoneStream'),
  };
}

export function isVideoMissing(problem: unknown): problem is VodError {
  return hasCode(problem, 'InvalidVideo.NotFound');
}

export function isImageMissing(problem: unknown): problem is VodError {
  return hasCode(problem, 'NoSuchResource');
}

function hasCode(problem: unknown, code: string): problem is VodError {
  return problem instanceof VodError && problem.code === code;
}

function search<Found>(
  type: 'video' | 'audio' | 'image',
  fields: string,
  read: (hit: MediaHit) => Found | undefined,
): BatchOperation<'SearchMedia', Found> {
  return {
    operation: 'SearchMedia',
    maxKeys: maxMatchIds,
    request: (ids) => ({
      SearchType: type,
      Match: matchIds(type, ids),
      Fields: fields,
      PageSize: maxPageSize,
    }),
    values: ({ MediaList = [] }) => {
      const found = MediaList.map((hit) => [hit.MediaId, read(hit)] as const);
      return new Map(found.filter((entry): entry is [string, Found] => entry[1] !== undefined));
    },
    isMissing: () => false,
  };
}

/** Without a pair for each item, which `new Map` would be built of. */
function mapBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item> {
  const map = new Map<string, Item>();
  for (const item of items) map.set(keyOf(item), item);
  return map;
}

function forbiddenMedium(id: string, requestId: string): VodError {
  return new VodError(
    'BatchGetMediaInfos',
    'Forbidden',
    `no permission for medium ${id}`,
    requestId,
  );
}
