import type { VideoDetail, VideoInfo } from '../../vod/operations.js';
import { emitBaseChange } from '../events/base-change.js';
import { emitEvent } from '../events/emit.js';
import type { Handler } from '../operation.js';
import { present } from '../present.js';
import { defaultSigner } from '../signed-urls.js';
import type { Medium } from '../store/records.js';
import type { Store } from '../store.js';
import {
  lookupFields,
  mediumFields,
  snapshotUrls,
  sourceFigures,
  wrappedSnapshots,
} from './media-fields.js';
import { namedMediaOrRefusal, namedMedium, nonExistent } from './named-media.js';

export const getVideoInfo: Handler<'GetVideoInfo'> = (parameters, context) => {
  const medium = namedMedium(parameters, context.store);
  const { sign } = defaultSigner(context);
  return {
    Video: present<VideoDetail>({
      VideoId: medium.id,
      ...mediumFields(medium, sign),
      ...lookupFields(medium),
      ...sourceFigures(medium),
      AuditStatus: medium.auditStatus,
      Snapshots: wrappedSnapshots(context.store, medium, sign),
    }),
  };
};

export const getVideoInfos: Handler<'GetVideoInfos'> = (parameters, context) => {
  const media = namedMediaOrRefusal(parameters, context.store);
  const { sign } = defaultSigner(context);
  const videos = media.found.map((medium) =>
    present<VideoInfo>({
      VideoId: medium.id,
      ...mediumFields(medium, sign),
      ...lookupFields(medium),
      ...sourceFigures(medium),
      Snapshots: snapshotUrls(context.store, medium, sign),
    }),
  );
  return { VideoList: videos, ...nonExistent(media) };
};

export const deleteVideo: Handler<'DeleteVideo'> = (parameters, { store }) => {
  const media = namedMediaOrRefusal(parameters, store);
  for (const medium of media.found) deleteMedium(store, medium);
  // Whatever is being made of them stops.
  store.touch('processing');
  return { ...nonExistent(media), ForbiddenVideoIds: [] };
};

function deleteMedium(store: Store, medium: Medium): void {
  emitBaseChange(store, medium, undefined);
  emitEvent(store, medium.id, {
    EventType: 'DeleteMediaComplete',
    Status: 'success',
    MediaId: medium.id,
    MediaType: 'video',
    DeleteType: 'all',
  });
  store.media.delete(medium.id);
}
