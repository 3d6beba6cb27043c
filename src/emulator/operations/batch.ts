import type {
  BatchMediaEntry,
  BatchMediaInfo,
  BatchMezzanine,
  BatchPlayInfo,
} from '../../vod/operations.js';
import type { Handler } from '../operation.js';
import { present } from '../present.js';
import { defaultSigner, type SignUrl } from '../signed-urls.js';
import type { Medium } from '../store/records.js';
import type { Store } from '../store.js';
import { lookupFields, mediumFields, snapshotUrls } from './media-fields.js';
import { sourceFields } from './mezzanine-fields.js';
import { namedMedia } from './named-media.js';
import { streamFields } from './stream-fields.js';

export const batchGetMediaInfos: Handler<'BatchGetMediaInfos'> = (parameters, context) => {
  const media = namedMedia(parameters, context.store, 'MediaIds');
  const { sign } = defaultSigner(context);
  return {
    MediaInfos: media.found.map((medium) => batchEntry(medium, context.store, sign)),
    NonExistMediaIds: [...media.missingIds],
    NonExistReferenceIds: [...media.missingReferenceIds],
    ForbiddenMediaIds: [],
  };
};

function batchEntry(medium: Medium, store: Store, sign: SignUrl): BatchMediaEntry {
  return present<BatchMediaEntry>({
    MediaId: medium.id,
    MediaInfo: present<BatchMediaInfo>({
      MediaId: medium.id,
      ...mediumFields(medium, sign),
      ...lookupFields(medium),
      Snapshots: snapshotUrls(store, medium, sign),
    }),
    MezzanineInfo: mezzanineInfo(medium, store, sign),
    PlayInfoList: playInfoList(medium, store, sign),
  });
}

/** Absent once the source was deleted. */
function mezzanineInfo(medium: Medium, store: Store, sign: SignUrl): BatchMezzanine | undefined {
  const source = store.sources.ofMedium(medium.id);
  return (
    source &&
    present<BatchMezzanine>({
      MediaId: medium.id,
      ...sourceFields(source, sign),
      VideoStreamList: source.videoStreams,
      AudioStreamList: source.audioStreams,
    })
  );
}

function playInfoList(medium: Medium, store: Store, sign: SignUrl): BatchPlayInfo[] {
  if (medium.status !== 'Normal') return [];
  return store.streams.ofMedium(medium.id).map((stream) =>
    present<BatchPlayInfo>({
      ...streamFields(stream, sign),
      TemplateId: stream.templateId,
      TemplateGroupId: stream.templateGroupId,
    }),
  );
}
