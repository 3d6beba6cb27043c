import type { AttachedMediaOperation } from '../wire/served.js';
import { type Documented, signedUrl } from './support.js';

export const attachedMediaDocumentation: Documented<AttachedMediaOperation> = {
  GetAttachedMediaInfo: {
    parameters: { MediaIds: 'supported', ...signedUrl },
    errors: { ExceededMax: '400 supported' },
  },
  UpdateAttachedMediaInfos: {
    parameters: {
      UpdateContent:
        'unverified: at most five CateIds, an empty text takes all away, an unknown one is refused with InvalidCateId.NotFound; if one object breaks a rule nothing is changed',
    },
    errors: {},
  },
  DeleteAttachedMedia: {
    parameters: { MediaIds: 'unverified: more than 20 are refused with ExceededMax' },
    errors: {},
  },
};
