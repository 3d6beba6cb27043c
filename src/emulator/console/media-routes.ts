import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readBody, readInput } from '../control/read-input.js';
import { ControlRefusal } from '../control/refusal.js';
import { hostOf } from '../http.js';
import { Refusal } from '../operation.js';
import type { Store } from '../store.js';
import { findItem } from './item.js';
import { listItems } from './items.js';
import { announceUpload } from './uploads.js';

const maxPage = 1_000_000;

const query = z.strictObject({
  kind: z.enum(['video', 'audio', 'image', 'attached']).optional(),
  search: z.string().max(200).optional(),
  status: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).max(maxPage).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});

const uploadBody = z.strictObject({ fileName: z.string().min(1).max(200) });

/** Adds the library as the page shows it, with URLs that are signed, and what it uploads. */
export function addMediaRoutes(app: FastifyInstance, store: Store): void {
  const contextOf = (request: FastifyRequest) => ({ store, origin: `http://${hostOf(request)}` });

  app.get('/media', async (request) =>
    listItems(readInput(query, request.query), contextOf(request)),
  );

  app.get<{ Params: { id: string } }>('/media/:id', async (request) => {
    const item = findItem(request.params.id, contextOf(request));
    if (item === undefined) throw new ControlRefusal(404, 'no medium has this id');
    return item;
  });

  app.post('/uploads', async (request) => {
    const { fileName } = readBody(uploadBody, request.body);
    try {
      return announceUpload(fileName, contextOf(request));
    } catch (error) {
      throw error instanceof Refusal ? new ControlRefusal(400, error.message, 'fileName') : error;
    }
  });
}
