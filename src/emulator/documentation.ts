import { attachedMediaDocumentation } from './documentation/attached-media.js';
import { categoryDocumentation } from './documentation/category.js';
import { eventDocumentation } from './documentation/event.js';
import { imageDocumentation } from './documentation/image.js';
import { playbackDocumentation } from './documentation/playback.js';
import { processingDocumentation } from './documentation/processing.js';
import { searchDocumentation } from './documentation/search.js';
import { sourceDocumentation } from './documentation/source.js';
import type { OperationDocumentation } from './documentation/support.js';
import { uploadDocumentation } from './documentation/upload.js';
import { videoDocumentation } from './documentation/video.js';
import type { ServedOperation } from './wire/served.js';

/**
 * What the vendor documents of each operation that this service answers, and how far it is followed.
 * A parameter that stands here as refused is refused; the table in the documents is made from this.
 */
export const documentation: Readonly<Record<ServedOperation, OperationDocumentation>> = {
  ...searchDocumentation,
  ...videoDocumentation,
  ...imageDocumentation,
  ...sourceDocumentation,
  ...playbackDocumentation,
  ...categoryDocumentation,
  ...attachedMediaDocumentation,
  ...uploadDocumentation,
  ...processingDocumentation,
  ...eventDocumentation,
};

/** Is this an operation that the service answers? */
export function isServed(operation: string): operation is ServedOperation {
  return Object.hasOwn(documentation, operation);
}

/** Names among the given ones that the vendor does not document for the operation: ignored. */
export function unknownParameters(operation: string, names: readonly string[]): string[] {
  const documented = isServed(operation) ? documentation[operation].parameters : {};
  return names.filter((name) => !Object.hasOwn(documented, name));
}

/** Documented parameters that this service does not implement. */
export function refusedParameters(operation: ServedOperation): string[] {
  const { parameters } = documentation[operation];
  return Object.keys(parameters).filter((name) => parameters[name] === 'refused');
}
