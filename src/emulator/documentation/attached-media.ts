import type { AttachedMediaOperation } from '../wire/served.js';
import type { Documented } from './support.js';

export const attachedMediaDocumentation: Documented<AttachedMediaOperation> = {};
