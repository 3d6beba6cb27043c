import { randomUUID } from 'node:crypto';

/** 32 lower-case hex characters, as VOD's ids of media and jobs. */
export function newId(): string {
  return randomUUID().replaceAll('-', '');
}
