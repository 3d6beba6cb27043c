import type { Emulator } from '../../src/emulator/server.js';
import type { Values } from './client.js';
import { categoryProvocations } from './provocations/category.js';
import { mediaProvocations } from './provocations/media.js';
import { processingProvocations } from './provocations/processing.js';
import { uploadProvocations } from './provocations/upload.js';

/** Parameters that a service with the shipped library refuses, perhaps after it was prepared. */
type Provocation = Values | ((emulator: Emulator) => Values);

/** By operation and code. */
export type Provocations = Readonly<Record<string, Readonly<Record<string, Provocation>>>>;

const provocations: Provocations = {
  ...mediaProvocations,
  ...categoryProvocations,
  ...uploadProvocations,
  ...processingProvocations,
};

/** What provokes this error; a documented error without a provocation is one nobody has seen. */
export function provoke(operation: string, code: string, emulator: Emulator): Values {
  const provocation = provocations[operation]?.[code];
  if (!provocation) throw new Error(`Nothing provokes ${code} of ${operation}`);
  return typeof provocation === 'function' ? provocation(emulator) : provocation;
}
