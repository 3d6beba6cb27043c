import type { EventOperation } from '../wire/served.js';
import type { Documented } from './support.js';

export const eventDocumentation: Documented<EventOperation> = {};
