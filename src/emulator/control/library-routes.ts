import { z } from 'zod';
import type { LibraryControl } from '../library-control.js';
import { readBody } from './read-input.js';
import type { ControlRoute } from './route.js';

// What is in them is looked at where it is used.
const resetBody = z.strictObject({ to: z.unknown().optional() });
const seedBody = z.strictObject({ count: z.unknown().optional() });
const snapshotBody = z.strictObject({ name: z.unknown().optional() });

export function libraryRoutes(library: LibraryControl): ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/library',
      does: 'counts what is in the library',
      answer: () => library.summary(),
    },
    {
      method: 'POST',
      path: '/library/reset',
      does: 'makes the library anew: `to` the one that was `shipped`, or an `empty` one',
      answer: ({ body }) => {
        library.reset(readBody(resetBody, body).to as 'shipped');
        return library.summary();
      },
    },
    {
      method: 'POST',
      path: '/library/seed',
      does: 'adds a `count` of generated videos and audios',
      answer: async ({ body }) => {
        await library.seed(readBody(seedBody, body).count as number);
        return library.summary();
      },
    },
    ...snapshotRoutes(library),
  ];
}

function snapshotRoutes(library: LibraryControl): ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/library/snapshots',
      does: 'lists the snapshots',
      answer: () => ({ snapshots: library.snapshots() }),
    },
    {
      method: 'POST',
      path: '/library/snapshots',
      does: 'takes a snapshot of the library, files and all, under a `name`',
      answer: ({ body }) => library.takeSnapshot(readBody(snapshotBody, body).name as string),
    },
    {
      method: 'POST',
      path: '/library/snapshots/:name/restore',
      does: 'makes the library what it was',
      answer: ({ params: { name = '' } }) => {
        library.restore(name);
        return library.summary();
      },
    },
    {
      method: 'DELETE',
      path: '/library/snapshots/:name',
      does: 'deletes a snapshot',
      answer: ({ params: { name = '' } }) => library.deleteSnapshot(name),
    },
  ];
}
