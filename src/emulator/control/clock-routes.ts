import { z } from 'zod';
import type { Clock } from '../clock.js';
import { readBody } from './read-input.js';
import type { ControlRoute } from './route.js';

const move = z
  .strictObject({
    advanceMs: z.number().optional(),
    at: z.iso
      .datetime({ offset: true, error: 'must be a time like 2026-08-01T12:00:00Z' })
      .optional(),
    offsetMs: z.number().optional(),
  })
  .refine((given) => Object.values(given).filter((value) => value !== undefined).length === 1, {
    error: 'needs one of `advanceMs`, `at` and `offsetMs`',
  });

export function clockRoutes(clock: Clock): ControlRoute[] {
  const time = () => ({ now: clock.now(), offsetMs: clock.offsetMs });
  return [
    {
      method: 'GET',
      path: '/clock',
      does: 'tells the time of the service, and how far it is from the one it started with',
      answer: time,
    },
    {
      method: 'POST',
      path: '/clock',
      does: 'moves the clock: by `advanceMs`, `at` a time, or to an `offsetMs`; 0 puts it right',
      answer: ({ body }) => {
        const { advanceMs, at, offsetMs } = readBody(move, body);
        if (at !== undefined) clock.moveTo(new Date(at));
        else clock.move(advanceMs ?? (offsetMs ?? 0) - clock.offsetMs);
        return time();
      },
    },
  ];
}
