import type { PlayInfo, VideoBase } from '../../vod/operations.js';
import type { CallContext, Handler } from '../operation.js';
import { requireIds } from '../parameters.js';
import { present } from '../present.js';
import { refusals } from '../refusals.js';
import { readPlaySigner, type UrlSigner } from '../signed-urls.js';
import type { Medium } from '../store/records.js';
import { plain } from './figures.js';
import { coverUrl } from './media-fields.js';
import { namedMedium } from './named-media.js';
import { streamFields } from './stream-fields.js';
import { readStreamFilter, sentFilters } from './stream-filter.js';

export const getPlayInfo: Handler<'GetPlayInfo'> = (parameters, context) => {
  const isWanted = readStreamFilter(parameters);
  const signer = readPlaySigner(parameters, context);
  const medium = namedMedium(parameters, context.store);
  if (medium.status !== 'Normal') throw refusals.illegalStatus(medium.status);
  const all = context.store.streams.ofMedium(medium.id);
  const streams = all.filter((stream) => isWanted(medium, stream));
  if (streams.length === 0) throw refusals.noneStream(sentFilters(parameters));
  return {
    VideoBase: videoBase(medium, signer),
    PlayInfoList: {
      PlayInfo: streams.map((stream) => present<PlayInfo>(streamFields(stream, signer.sign))),
    },
  };
};

export const deleteStream: Handler<'DeleteStream'> = (parameters, { store }: CallContext) => {
  const jobIds = new Set(requireIds(parameters, 'JobIds'));
  const medium = namedMedium(parameters, store);
  const known = store.streams.ofMedium(medium.id).filter(({ jobId }) => jobIds.has(jobId));
  if (known.length === 0) throw refusals.streamNotFound();
  for (const { jobId } of known) store.streams.delete(jobId);
  return {};
};

function videoBase(medium: Medium, { outputType, sign }: UrlSigner): VideoBase {
  return present<VideoBase>({
    VideoId: medium.id,
    Title: medium.title,
    Status: medium.status,
    CoverURL: coverUrl(medium, sign),
    CreationTime: medium.createdAt,
    MediaType: medium.type,
    StorageClass: medium.storageClass,
    Duration: plain(medium.duration),
    OutputType: outputType,
    TranscodeMode: medium.transcodeMode,
  });
}
