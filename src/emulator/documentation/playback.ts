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
      PlayConfig:
        'unverified: EncryptType and StorageClass filter; every other key is refused with InvalidParameter',
      ReAuthInfo:
        'unverified: uid and rand may hold letters, digits and underscores, and stand in all CDN URLs of the answer',
      AdditionType: 'refused',
      DigitalWatermarkType: 'refused',
      Trace: 'refused',
      CodecName: 'unverified: H264 or H265; streams without a video codec are left out',
    },
    errors: {
      'Forbidden.IllegalStatus': '403 supported',
      ...videoNotFound,
      'InvalidVideo.NoneStream': '404 supported',
      'Forbidden.AliyunVoDEncryption': '403 never',
    },
  },
  GetVideoPlayAuth: {
    qps: 360,
    parameters: {
      ...videoId,
      AuthInfoTimeout: 'unverified: a value out of range is refused with InvalidParameter',
      ApiVersion: 'unverified: another one than 1.0.0 is refused with InvalidParameter',
      PlayConfig: 'refused',
      ReAuthInfo: 'refused',
    },
    errors: { 'Forbidden.IllegalStatus': '403 supported', ...videoNotFound },
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
