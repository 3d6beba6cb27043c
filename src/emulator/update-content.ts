import { maxBatchIds } from '../vod/operations.js';
import { type JsonItem, readJsonItems } from './json-items.js';
import type { Parameters } from './operation.js';
import { refusals } from './refusals.js';

export function readUpdateContent(parameters: Parameters, known: readonly string[]): JsonItem[] {
  const rules = { known, max: maxBatchIds, tooMany: refusals.countExceeded };
  return readJsonItems(parameters, 'UpdateContent', rules);
}
