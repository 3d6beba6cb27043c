import type { ImageOperation } from '../wire/served.js';
import { type Documented, signedUrl } from './support.js';

export const imageDocumentation: Documented<ImageOperation> = {
  GetImageInfo: {
    qps: 100,
    parameters: { ImageId: 'supported', ...signedUrl },
    errors: { NoSuchResource: '404 supported' },
  },
  GetImageInfos: {
    qps: 10,
    parameters: {
      ImageIds: 'unverified: more than 20 are refused with ImageIdsExceededMax',
      ...signedUrl,
    },
    errors: { NoSuchResource: '404 unverified: only if none of the ids exists' },
  },
  UpdateImageInfos: {
    qps: 50,
    parameters: {
      UpdateContent: 'unverified: if one object breaks a rule nothing is changed',
    },
    errors: { CountExceededMax: '400 unverified: for more than 20 objects' },
  },
  DeleteImage: {
    qps: 50,
    parameters: {
      DeleteImageType: 'supported',
      ImageURLs: 'supported',
      ImageIds: 'supported',
      VideoId: 'supported',
      ImageType: 'supported',
    },
    errors: { NoSuchResource: '404 unverified: only if nothing of what was named exists' },
  },
};
