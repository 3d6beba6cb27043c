import type { UploadOperation } from '../wire/served.js';
import type { Documented } from './support.js';

export const uploadDocumentation: Documented<UploadOperation> = {};
