import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readInput } from '../control/read-input.js';
import { ControlRefusal } from '../control/refusal.js';
import { hostOf } from '../http.js';
import type { Store } from '../store.js';
import { findItem } from './item.js';
import { listItems } from './items.js';

const maxPage = 1_000_000;

const query = z.strictObject({
  kind: z.enum(['video', 'audio', 'image', 'attached']).optional(),
  search: z.string().max(200).optional(),
  status: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).max(maxPage).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});

/** Adds the library as the page shows it. Reads only, with URLs that are signed. */
export function addMediaRoutes(app: FastifyInstance, store: Store): void {
  app.get('/media', async (request) =>
    listItems(readInput(query, request.query), { store, origin: `http://${hostOf(request)}` }),
  );

  app.get<{ Params: { id: string } }>('/media/:id', async (request) => {
    const item = findItem(request.params.id, { store, origin: `http://${hostOf(request)}` });
    if (item === undefined) throw new ControlRefusal(404, 'no medium has this id');
    return item;
  });
}
