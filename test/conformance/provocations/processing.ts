import { shippedIds } from '../../../src/emulator/shipped-ids.js';
import type { Provocations } from '../provocations.js';

const [VideoId] = shippedIds.videos;
const TemplateGroupId = 'VOD_NO_TRANSCODE';
const none = 'f'.repeat(32);

const notFound = { 'InvalidVideo.NotFound': { VideoId: none } };
const illegalStatus = { 'Forbidden.IllegalStatus': { VideoId: shippedIds.transcodingVideo } };

export const processingProvocations: Provocations = {
  SubmitTranscodeJobs: {
    'InvalidVideo.NotFound': { VideoId: none, TemplateGroupId },
    NoSuchResource: { VideoId, TemplateGroupId: none },
    'Forbidden.IllegalStatus': { VideoId: shippedIds.transcodingVideo, TemplateGroupId },
  },
  ListTranscodeTask: notFound,
  GetTranscodeTask: { NoSuchResource: { TranscodeTaskId: none } },
  SubmitSnapshotJob: {
    ...notFound,
    NoSuchResource: { VideoId: shippedIds.deletedSourceVideo },
    ...illegalStatus,
  },
  ListSnapshots: {
    ...notFound,
    NoSuchResource: { VideoId, SnapshotType: 'WebVttSnapshot' },
    ...illegalStatus,
  },
};
