import { z } from 'zod';
import type { CallLog } from '../call-log.js';
import { readInput } from './read-input.js';
import type { ControlRoute } from './route.js';

const filter = z.strictObject({
  operation: z.string().optional(),
  since: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(0).max(10_000).default(100),
});

export function callRoutes(calls: CallLog): ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/calls',
      does: 'lists the last calls, the newest last: those of an `operation`, those `since` a sequence, so many (`limit`)',
      answer: ({ query }) => ({ calls: calls.find(readInput(filter, query)) }),
    },
    {
      method: 'DELETE',
      path: '/calls',
      does: 'forgets all calls',
      answer: () => calls.clear(),
    },
  ];
}
