import { z } from 'zod';
import type { Fault, Faults } from '../faults.js';
import type { ServedOperation } from '../wire/served.js';
import { readBody } from './read-input.js';
import { ControlRefusal } from './refusal.js';
import type { ControlRoute } from './route.js';

const members = z.record(z.string(), z.unknown());

export function faultRoutes(faults: Faults): ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/faults',
      does: 'lists the faults that are not used up',
      answer: () => ({ faults: faults.pending() }),
    },
    {
      method: 'POST',
      path: '/faults',
      does: 'orders a fault',
      answer: ({ body }) => {
        const { operation, times, ...fault } = readBody(members, body);
        // Whatever these are: `add` looks at all of it.
        return faults.add(operation as ServedOperation, fault as Fault, times as number);
      },
    },
    {
      method: 'DELETE',
      path: '/faults',
      does: 'takes all faults back',
      answer: () => faults.clear(),
    },
    {
      method: 'DELETE',
      path: '/faults/:id',
      does: 'takes one fault back',
      answer: ({ params: { id = '' } }) => {
        if (!faults.remove(Number(id))) throw new ControlRefusal(404, 'is no pending fault', 'id');
      },
    },
  ];
}
