import type { PlayInfo, VideoBase } from '../../vod/operations.js';
import type { CallContext, Handler, Parameters } from '../operation.js';
import { readChoice, readChoices, readText, requireIds } from '../parameters.js';
import { present } from '../present.js';
import { refusals } from '../refusals.js';
import { maxOssPlayTimeout, readSigner, type UrlSigner } from '../signed-urls.js';
import type { Medium, Stream } from '../store/records.js';
import { plain } from './figures.js';
import { coverUrl } from './media-fields.js';
import { namedMedium } from './named-media.js';
import { streamFields } from './stream-fields.js';

const formats = ['mp4', 'm3u8', 'mp3', 'flv', 'mpd'];
const definitions = ['FD', 'LD', 'SD', 'HD', '2K', '4K', 'OD', 'SQ', 'HQ', 'AUTO'];

export const getPlayInfo: Handler<'GetPlayInfo'> = (parameters, context) => {
  const isWanted = readStreamFilter(parameters);
  const signer = readSigner(parameters, context, maxOssPlayTimeout);
  const medium = namedMedium(parameters, context.store);
  if (medium.status !== 'Normal') throw refusals.illegalStatus(medium.status);
  const streams = context.store.streams.ofMedium(medium.id).filter(isWanted);
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

function readStreamFilter(parameters: Parameters): (stream: Stream) => boolean {
  const wantedFormats = readChoices(parameters, 'Formats', formats);
  const wantedDefinitions = readChoices(parameters, 'Definition', definitions);
  const wantedTypes = readChoices(parameters, 'StreamType', ['video', 'audio']);
  const all = readChoice(parameters, 'ResultType', ['Single', 'Multiple']) === 'Multiple';
  // The reference of 2021: OSS delivers MP4 only.
  const mp4Only = readText(parameters, 'OutputType') === 'oss';
  return ({ format, definition, type, status }) =>
    (wantedFormats?.includes(format) ?? true) &&
    (wantedDefinitions?.includes(definition) ?? true) &&
    (wantedTypes?.includes(type) ?? true) &&
    (all || status === 'Normal') &&
    (!mp4Only || format === 'mp4');
}

/** As the refusal quotes them: `Formats : mp4`. */
function sentFilters(parameters: Parameters): string[] {
  const names = ['Formats', 'Definition', 'StreamType', 'OutputType'];
  const sent = names.filter((name) => readText(parameters, name) !== undefined);
  return sent.map((name) => `${name} : ${parameters[name]}`);
}

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
