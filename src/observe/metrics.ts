import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { VodClient } from '../vod/client.js';
import type { CallObserver } from '../vod/observers.js';
import type { OperationName } from '../vod/operations.js';
import { publishedQuotas } from '../vod/quotas.js';
import { codeOf } from './code.js';

const operations = Object.keys(publishedQuotas) as OperationName[];

/** More than VOD documents for our operations; whatever a broken upstream invents, what is above is `other`. */
const maxCodes = 100;

const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const help = {
  attempts: 'Calls sent to VOD, repeated ones each time.',
  retries: 'Calls sent to VOD once more.',
  errors: 'Attempts that failed, by the code of VOD or by why there was no usable answer.',
  unsent:
    'Calls given up unsent: the quota left no room before the deadline, or the circuit was open.',
  joins: 'Ids asked for while they were under way already: they cost no call.',
  lookups:
    'Ids looked for in the cache; stale ones are given and asked for anew behind the scenes.',
  batches: 'Ids in a call, repeated calls counted once.',
  durations: 'From sending to the last byte of the answer.',
  waits: 'How long calls waited for their turn under the quota, repeated ones each time.',
};

/** `GET /metrics`: figures of this server and its calls for Prometheus. */
export async function metrics(app: FastifyInstance, options: { client: VodClient }): Promise<void> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addGauges(registry, options.client);
  const stop = options.client.observers.add(createCounters(registry));
  app.addHook('onClose', async () => void stop());
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

function createCounters(registry: Registry): CallObserver {
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name: `vodgraph_${name}`, help, labelNames, registers: [registry] });
  const histogram = (name: string, help: string, buckets: number[]) => {
    const labelNames = ['operation'] as const;
    const registers = [registry];
    return new Histogram({ name: `vodgraph_${name}`, help, labelNames, buckets, registers });
  };

  const attempts = counter('vod_attempts_total', help.attempts, 'operation');
  const retries = counter('vod_retries_total', help.retries, 'operation');
  const errors = counter('vod_errors_total', help.errors, 'operation', 'code');
  const unsent = counter('vod_unsent_calls_total', help.unsent, 'operation', 'reason');
  const joins = counter('vod_joined_keys_total', help.joins, 'operation');
  const lookups = counter('cache_lookups_total', help.lookups, 'operation', 'outcome');
  const batches = histogram('vod_batch_keys', help.batches, [1, 2, 5, 10, 15, 19, 20]);
  const durations = histogram('vod_attempt_duration_seconds', help.durations, seconds);
  const waits = histogram('vod_queue_wait_seconds', help.waits, seconds);

  const codes = new Set<string>();
  const boundedCode = (code: string) => {
    if (codes.size < maxCodes) codes.add(code);
    return codes.has(code) ? code : 'other';
  };
  return {
    attempt({ operation, number, keys }) {
      attempts.inc({ operation });
      if (number > 1) retries.inc({ operation });
      else if (keys !== undefined) batches.observe({ operation }, keys);
      const end = durations.startTimer({ operation });
      return ({ problem }) => {
        end();
        const code = codeOf(problem);
        if (code !== undefined) errors.inc({ operation, code: boundedCode(code) });
      };
    },
    waited: (operation, waitedMs) => waits.observe({ operation }, waitedMs / 1000),
    unsent: (operation, reason) => unsent.inc({ operation, reason }),
    joined: (operation, keys) => joins.inc({ operation }, keys),
    cached: (operation, outcome, keys) => lookups.inc({ operation, outcome }, keys),
  };
}

/** Read when somebody asks. */
function addGauges(registry: Registry, { governor, breaker }: VodClient): void {
  const ofOperations = (name: string, help: string, field: 'tokens' | 'waiting' | 'inFlight') =>
    new Gauge({
      name,
      help,
      labelNames: ['operation'] as const,
      registers: [registry],
      collect() {
        for (const operation of operations) {
          this.set({ operation }, governor.stateOf(operation)[field]);
        }
      },
    });
  ofOperations('vodgraph_vod_tokens', 'Calls that may be sent at once under the quota.', 'tokens');
  ofOperations('vodgraph_vod_waiting_calls', 'Calls that wait for their turn.', 'waiting');
  ofOperations(
    'vodgraph_vod_calls_in_flight',
    'Calls that were sent and not answered.',
    'inFlight',
  );
  new Gauge({
    name: 'vodgraph_vod_breaker_state',
    help: 'The circuit to VOD: 1 for the state that it is in.',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      for (const state of ['closed', 'open', 'probing'] as const) {
        this.set({ state }, breaker.state === state ? 1 : 0);
      }
    },
  });
}
