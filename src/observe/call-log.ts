import type { FastifyBaseLogger } from 'fastify';
import type { Breaker } from '../vod/breaker.js';
import { troubleOf } from '../vod/errors.js';
import type { CallObserver } from '../vod/observers.js';
import type { CallScope } from '../vod/scope.js';
import { codeOf } from './code.js';

/** A hot id may have hundreds of requests waiting: a line names so many of them. */
const maxRequestIds = 20;

/**
 * A line for each attempt at level debug, and warnings when VOD throttles and when the circuit opens
 * or closes. Nothing of a call's parameters or answer: they hold signed URLs.
 */
export function callLog(log: FastifyBaseLogger, breaker: Breaker): CallObserver {
  let circuit = breaker.state;
  const lookAtCircuit = () => {
    if (breaker.state === circuit) return;
    circuit = breaker.state;
    if (circuit === 'open') log.warn('VOD gives no usable answers: calls are not sent for a while');
    if (circuit === 'closed') log.warn('VOD answers again: calls are sent');
  };
  return {
    attempt({ operation, number, keys, scopes }) {
      const startedAt = performance.now();
      const first = scopes();
      return ({ requestId, problem }) => {
        const code = codeOf(problem);
        const line = {
          vod: {
            operation,
            attempt: number,
            keys,
            ms: Math.round(performance.now() - startedAt),
            requestId,
            code,
          },
          // Whoever has given up waited for it too, and so does whoever joined it on the way.
          reqIds: requestIdsOf(new Set([...first, ...scopes()])),
        };
        if (code !== undefined && troubleOf(code) === 'throttled') {
          log.warn(line, 'VOD throttled a call');
        } else {
          log.debug(line, 'VOD call');
        }
        lookAtCircuit();
      };
    },
  };
}

function requestIdsOf(scopes: ReadonlySet<CallScope>): string[] {
  const ids = [...scopes].map(({ requestId }) => requestId).filter((id) => id !== undefined);
  return ids.slice(0, maxRequestIds);
}
