import { z } from 'zod';
import type { Latency, LatencySetting } from '../latency.js';
import type { QuotaSetting, Quotas } from '../quotas.js';
import { readBody } from './read-input.js';
import type { ControlRoute } from './route.js';

// What is in them is looked at where it is set.
const quotaBody = z.strictObject({ quotas: z.unknown().optional() });
const latencyBody = z.strictObject({
  latency: z.unknown().optional(),
  seed: z.unknown().optional(),
});

export function quotaRoutes(quotas: Quotas): ControlRoute[] {
  const state = () => ({ quotas: quotas.setting, perSecond: quotas.limits() });
  return [
    { method: 'GET', path: '/quotas', does: 'tells the quotas', answer: state },
    {
      method: 'PUT',
      path: '/quotas',
      does: 'sets the quotas: `off`, `published`, or calls per second by operation',
      answer: ({ body }) => {
        quotas.set(readBody(quotaBody, body).quotas as QuotaSetting);
        return state();
      },
    },
  ];
}

export function latencyRoutes(latency: Latency): ControlRoute[] {
  const state = () => ({ latency: latency.setting, seed: latency.seed });
  return [
    { method: 'GET', path: '/latency', does: 'tells the latency', answer: state },
    {
      method: 'PUT',
      path: '/latency',
      does: 'sets the latency: `off`, `20`, `20-80`, `normal:50,10` or `lognormal:50,0.5`',
      answer: ({ body }) => {
        const { latency: setting, seed } = readBody(latencyBody, body);
        latency.set(setting as LatencySetting, seed as number | undefined);
        return state();
      },
    },
  ];
}
