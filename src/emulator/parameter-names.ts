import type { OperationName } from '../vod/operations.js';

const updateContent = ['UpdateContent'];
const video = ['VideoId', 'ReferenceId'];
const videos = ['VideoIds', 'ReferenceIds'];
const page = ['PageNo', 'PageSize', 'SortBy'];
const url = ['AuthTimeout', 'OutputType'];

/**
 * The parameters the vendor documents for each operation, those that this service refuses included.
 * Any other name is ignored, as the gateway does (SDKs send extra ones), and shows in the call log.
 */
const documentedParameters: Readonly<Record<OperationName, readonly string[]>> = {
  SearchMedia: [
    'SearchType',
    'Match',
    'Fields',
    ...page,
    'ScrollToken',
    'SessionId',
    'ResultTypes',
  ],
  GetVideoInfo: video,
  GetVideoInfos: videos,
  UpdateVideoInfo: [
    ...video,
    'Title',
    'Description',
    'Tags',
    'CoverURL',
    'CateId',
    'UserData',
    'Status',
    'DownloadSwitch',
    'CustomMediaInfo',
  ],
  UpdateVideoInfos: updateContent,
  DeleteVideo: videos,
  GetMezzanineInfo: [...video, ...url, 'AdditionType', 'PreviewSegment'],
  GetVideoList: [
    'CateId',
    'Status',
    'StartTime',
    'EndTime',
    ...page,
    'StorageLocation',
    'ReferenceIds',
  ],
  DeleteStream: [...video, 'JobIds'],
  DeleteMezzanines: [...videos, 'Force'],
  UpdateImageInfos: updateContent,
  GetImageInfo: ['ImageId', ...url],
  GetImageInfos: ['ImageIds', ...url],
  DeleteImage: ['DeleteImageType', 'ImageURLs', 'ImageIds', 'VideoId', 'ImageType'],
  GetPlayInfo: [
    ...video,
    ...url,
    'Formats',
    'StreamType',
    'Definition',
    'ResultType',
    'PlayConfig',
    'ReAuthInfo',
    'AdditionType',
    'DigitalWatermarkType',
    'Trace',
    'CodecName',
  ],
  BatchGetMediaInfos: ['MediaIds', 'ReferenceIds'],
};

/** Is this an operation that the service answers? */
export function isServed(operation: string): operation is OperationName {
  return Object.hasOwn(documentedParameters, operation);
}

/** Names among the given ones that the vendor does not document for the operation. */
export function unknownParameters(operation: string, names: readonly string[]): string[] {
  const documented = isServed(operation) ? documentedParameters[operation] : [];
  return names.filter((name) => !documented.includes(name));
}
