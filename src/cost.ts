import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from './context.js';
import { predictCost } from './cost/predict.js';
import { callsByOperation, totalOf } from './cost/prediction.js';

/** A request with this header is answered with what it costs. */
export const costHeader = 'x-vodgraph-cost';

/** Adds `extensions.cost` to the answers of operations that were executed, if the header is `1`. */
export function costPlugin(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ schema, document, operation, request, response, contextValue }) {
          if (request.http?.headers.get(costHeader) !== '1') return;
          if (!document || !operation || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          // Without `data` the operation was refused before execution.
          if (singleResult.data === undefined) return;
          const variables = request.variables ?? {};
          const predicted = predictCost({ schema, document, operation, variables });
          const { sent, cacheHits, joined } = contextValue.scope.usage;
          const cost = {
            predicted: totalOf(predicted),
            actual: [...sent.values()].reduce((sum, calls) => sum + calls, 0),
            byOperation: byOperation(callsByOperation(predicted), Object.fromEntries(sent)),
            cacheHits,
            joined,
          };
          singleResult.extensions = { ...singleResult.extensions, cost };
        },
      };
    },
  };
}

type Calls = Readonly<Record<string, number>>;

function byOperation(predicted: Calls, actual: Calls) {
  const names = new Set([...Object.keys(predicted), ...Object.keys(actual)]);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      { predicted: predicted[name] ?? 0, actual: actual[name] ?? 0 },
    ]),
  );
}
