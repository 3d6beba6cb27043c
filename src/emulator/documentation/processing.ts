import type { ProcessingOperation } from '../wire/served.js';
import { type Documented, pageOf100, videoId, videoNotFound } from './support.js';

const illegalStatus = { 'Forbidden.IllegalStatus': '400 supported' } as const;

export const processingDocumentation: Documented<ProcessingOperation> = {
  SubmitTranscodeJobs: {
    parameters: {
      ...videoId,
      TemplateGroupId: 'supported',
      Priority: 'supported',
      UserData: 'supported',
      SessionId: 'unverified: one that comes again is refused with InvalidParameter',
      PipelineId: 'refused',
      EncryptConfig: 'refused',
      OverrideParams: 'refused',
    },
    errors: {
      ...videoNotFound,
      NoSuchResource: '404 unverified: for an unknown template group and for a deleted source',
      ...illegalStatus,
    },
  },
  ListTranscodeTask: {
    qps: 15,
    parameters: {
      VideoId: 'supported',
      StartTime: 'unverified: the time itself is included; at most a year back',
      EndTime: 'unverified: the time itself is included',
      PageNo: 'supported',
      PageSize: 'unverified: more than 50 is refused',
    },
    errors: { 'InvalidVideo.NotFound': '404 unverified: for an unknown VideoId' },
  },
  GetTranscodeTask: {
    qps: 15,
    parameters: {
      TranscodeTaskId: 'unverified: with both, TranscodeTaskId decides; none older than a year',
      JobIds: 'unverified: more than ten are refused with JobIdsExceededMax',
    },
    errors: { NoSuchResource: '404 unverified: for an unknown TranscodeTaskId' },
  },
  SubmitSnapshotJob: {
    qps: 30,
    parameters: {
      ...videoId,
      Count: 'unverified: more than 300 is refused; what lies beyond the end is left out',
      SpecifiedOffsetTime: 'supported',
      SpecifiedOffsetTimes: 'supported',
      Interval: 'supported',
      Width: 'supported',
      Height: 'supported',
      SpriteSnapshotConfig:
        'unverified: cells are as large as the pictures unless given, and kept unless told otherwise',
      SnapshotTemplateId: 'refused',
      UserData: 'supported',
    },
    errors: {
      ...videoNotFound,
      NoSuchResource: '404 unverified: if the source was deleted',
      ...illegalStatus,
    },
  },
  ListSnapshots: {
    qps: 30,
    parameters: {
      VideoId: 'supported',
      SnapshotType: 'unverified: there never are any of WebVttSnapshot',
      AuthTimeout: 'supported',
      ...pageOf100,
    },
    errors: {
      ...videoNotFound,
      NoSuchResource: '404 unverified: if there are no pictures of the type',
      ...illegalStatus,
    },
  },
};
