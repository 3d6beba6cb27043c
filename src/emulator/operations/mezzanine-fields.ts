import type { SignUrl } from '../signed-urls.js';
import type { Source } from '../store/records.js';
import { fixed } from './figures.js';

/** What GetMezzanineInfo and BatchGetMediaInfos both tell about a source; no URL before it arrived. */
export function sourceFields(source: Source, sign: SignUrl) {
  return {
    FileName: source.fileName,
    FileURL: source.objectKey === undefined ? undefined : sign(source.objectKey),
    Status: source.status,
    CreationTime: source.createdAt,
    Duration: fixed(source.duration),
    Bitrate: fixed(source.bitrate),
    Fps: fixed(source.fps),
    Size: source.size,
    Width: source.width,
    Height: source.height,
    FileMD5: source.md5,
    CRC64: source.crc64,
  };
}
