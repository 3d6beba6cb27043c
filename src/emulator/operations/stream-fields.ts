import type { SignUrl } from '../signed-urls.js';
import type { Stream } from '../store/records.js';
import { fixed, plain } from './figures.js';

/** A playable stream, as GetPlayInfo and BatchGetMediaInfos tell it. None is encrypted. */
export function streamFields(stream: Stream, sign: SignUrl) {
  return {
    JobId: stream.jobId,
    PlayURL: sign(stream.objectKey),
    Format: stream.format,
    Definition: stream.definition,
    StreamType: stream.type,
    Specification: stream.specification,
    Status: stream.status,
    Duration: fixed(stream.duration),
    Bitrate: plain(stream.bitrate),
    Fps: plain(stream.fps),
    Size: stream.size,
    Width: stream.width,
    Height: stream.height,
    Encrypt: 0,
    NarrowBandType: '0',
    CodecName: stream.codec,
    CreationTime: stream.createdAt,
    ModificationTime: stream.modifiedAt,
  };
}
