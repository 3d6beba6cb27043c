import type { SourceOperation } from '../wire/served.js';
import { type Documented, signedUrl, videoId, videoIds, videoNotFound } from './support.js';

export const sourceDocumentation: Documented<SourceOperation> = {
  GetMezzanineInfo: {
    qps: 100,
    parameters: {
      ...videoId,
      ...signedUrl,
      AdditionType: 'supported',
      PreviewSegment: 'refused',
    },
    errors: {
      ...videoNotFound,
      'InvalidFile.NotFound': '404 unverified: also after the source was deleted',
    },
  },
  DeleteMezzanines: {
    qps: 50,
    parameters: { ...videoIds, Force: 'supported' },
    errors: {},
  },
  BatchGetMediaInfos: {
    parameters: {
      MediaIds: 'unverified: more than 20 are refused with MediaIdsExceededMax',
      ReferenceIds: videoIds.ReferenceIds,
    },
    errors: {},
  },
};
