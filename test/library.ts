import type { NewImage, NewMedium } from '../src/emulator/store/records.js';
import { id, insertImage, insertVideo } from './emulator/media.js';
import type { World } from './world.js';

let last = 1000;

/** Puts media of its own into a test's library, so that tests may change and delete them. */
export function addVideos(world: World, count: number, video: Partial<NewMedium> = {}): string[] {
  return Array.from({ length: count }, () => {
    last += 1;
    return insertVideo(world.emulator.store, { ...video, id: id(last) }).id;
  });
}

export function addVideo(world: World, video: Partial<NewMedium> = {}): string {
  return addVideos(world, 1, video)[0] as string;
}

export function addImages(world: World, count: number, image: Partial<NewImage> = {}): string[] {
  return Array.from({ length: count }, () => {
    last += 1;
    return insertImage(world.emulator.store, { ...image, id: id(last) }).id;
  });
}

export function addImage(world: World, image: Partial<NewImage> = {}): string {
  return addImages(world, 1, image)[0] as string;
}

/** An id that no medium has. */
export const missingId = 'f'.repeat(32);
