import type { ProcessingOperation } from '../wire/served.js';
import type { Documented } from './support.js';

export const processingDocumentation: Documented<ProcessingOperation> = {};
