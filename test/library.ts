import type { NewMedium } from '../src/emulator/store/records.js';
import { id, insertVideo } from './emulator/media.js';
import type { World } from './support.js';

let last = 1000;

/** Puts videos of its own into a test's library, so that tests may change and delete them. */
export function addVideos(world: World, count: number, video: Partial<NewMedium> = {}): string[] {
  return Array.from({ length: count }, () => {
    last += 1;
    return insertVideo(world.emulator.store, { ...video, id: id(last) }).id;
  });
}

export function addVideo(world: World, video: Partial<NewMedium> = {}): string {
  return addVideos(world, 1, video)[0] as string;
}

/** An id that no medium has. */
export const missingId = 'f'.repeat(32);
