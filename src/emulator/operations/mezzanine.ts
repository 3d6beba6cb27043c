import type { MezzanineDetail } from '../../vod/operations.js';
import type { Handler } from '../operation.js';
import { readBoolean, readChoices } from '../parameters.js';
import { present } from '../present.js';
import { refusals } from '../refusals.js';
import { readSigner, sourceValidity } from '../signed-urls.js';
import { isOriginal } from '../store/streams.js';
import { sourceFields } from './mezzanine-fields.js';
import { namedMedia, namedMedium, nonExistent } from './named-media.js';

export const getMezzanineInfo: Handler<'GetMezzanineInfo'> = (parameters, context) => {
  const additions = readChoices(parameters, 'AdditionType', ['video', 'audio']) ?? [];
  const { sign, outputType } = readSigner(parameters, context, sourceValidity);
  const medium = namedMedium(parameters, context.store);
  const source = context.store.sources.ofMedium(medium.id);
  if (!source) throw refusals.fileNotFound();
  return {
    Mezzanine: present<MezzanineDetail>({
      VideoId: medium.id,
      ...sourceFields(source, sign),
      OutputType: outputType,
      PreprocessStatus: medium.preprocessStatus,
      StorageClass: medium.storageClass,
      RestoreStatus: medium.restoreStatus,
      RestoreExpiration: medium.restoreExpiration,
      VideoStreamList: additions.includes('video') ? source.videoStreams : undefined,
      AudioStreamList: additions.includes('audio') ? source.audioStreams : undefined,
    }),
  };
};

/** A source that is also the playable original goes with Force only, and takes that stream along. */
export const deleteMezzanines: Handler<'DeleteMezzanines'> = (parameters, { store }) => {
  const force = readBoolean(parameters, 'Force');
  const media = namedMedia(parameters, store);
  const unremovable: string[] = [];
  for (const { id } of media.found) {
    const originals = store.streams.ofMedium(id).filter(isOriginal);
    if (originals.length > 0 && !force) {
      unremovable.push(id);
      continue;
    }
    for (const { jobId } of originals) store.streams.delete(jobId);
    store.sources.delete(id);
  }
  return { ...nonExistent(media), UnRemoveableVideoIds: unremovable };
};
