import type { CategoryOperation } from '../wire/served.js';
import type { Documented } from './support.js';

export const categoryDocumentation: Documented<CategoryOperation> = {};
