import type { PlaybackOperation } from '../wire/served.js';
import { type Documented, signedUrl, videoId, videoNotFound } from './support.js';

export const playbackDocumentation: Documented<PlaybackOperation> = {
  GetPlayInfo: {
    qps: 360,
    parameters: {
      ...videoId,
      ...signedUrl,
      Formats: 'supported',
      StreamType: 'supported',
      Definition: 'supported',
      ResultType: 'supported',
      PlayConfig: 'refused',
      ReAuthInfo: 'refused',
      AdditionType: 'refused',
      DigitalWatermarkType: 'refused',
      Trace: 'refused',
      CodecName: 'refused',
    },
    errors: {
      'Forbidden.IllegalStatus': '403 supported',
      ...videoNotFound,
      'InvalidVideo.NoneStream': '404 supported',
      'Forbidden.AliyunVoDEncryption': '403 never',
    },
  },
  DeleteStream: {
    qps: 50,
    parameters: {
      ...videoId,
      JobIds: 'unverified: the existing ones are deleted if at least one exists',
    },
    errors: {
      JobIdsExceededMax: '400 supported',
      ...videoNotFound,
      'InvalidStream.NotFound': '404 supported',
      DeleteStreamFailed: '503 never',
    },
  },
};
