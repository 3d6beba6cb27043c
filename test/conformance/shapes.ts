import { z } from 'zod';
import { isServed } from '../../src/emulator/documentation.js';
import type { ServedOperation } from '../../src/emulator/wire/served.js';
import type { Answer } from './client.js';
import { attachedMediaShapes, categoryShapes } from './shapes/category.js';
import { eventShapes } from './shapes/event.js';
import { imageShapes } from './shapes/image.js';
import { playbackShapes } from './shapes/playback.js';
import { processingShapes } from './shapes/processing.js';
import { refusal } from './shapes/scalars.js';
import { searchShapes } from './shapes/search.js';
import { sourceShapes } from './shapes/source.js';
import { uploadShapes } from './shapes/upload.js';
import { videoShapes } from './shapes/video.js';

/**
 * The body of each operation's answer as the vendor documents it: names, JSON types, wrapped and bare
 * lists, what is always there. A member that is not documented fails, and an operation without a
 * shape does not compile.
 */
const shapes: Readonly<Record<ServedOperation, z.ZodType>> = {
  ...searchShapes,
  ...videoShapes,
  ...imageShapes,
  ...sourceShapes,
  ...playbackShapes,
  ...categoryShapes,
  ...attachedMediaShapes,
  ...eventShapes,
  ...uploadShapes,
  ...processingShapes,
};

/** Throws what is wrong with a JSON answer, member by member. */
export function checkShape(action: string, { status, body }: Answer): void {
  if (!isServed(action)) throw new Error(`There is no documented answer of ${action}`);
  const shape = status === 200 ? shapes[action] : refusal;
  const { success, error } = shape.safeParse(body);
  if (success) return;
  throw new Error(`${action}: ${z.prettifyError(error)}\n${JSON.stringify(body).slice(0, 2000)}`);
}
