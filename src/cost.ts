import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { Context } from './context.js';
import { callsByOperation, type Prediction, totalOf } from './cost/prediction.js';

/** A request with this header is answered with what it costs. */
export const costHeader = 'x-vodgraph-cost';

/** An operation that may take more calls than this goes behind all others. */
const maxInteractiveCalls = 100;

/** Notes what an operation is predicted to cost; a dear one lets the others go first. */
export function notePrediction(prediction: Prediction, context: Context): void {
  context.prediction = prediction;
  if (totalOf(prediction) > maxInteractiveCalls) context.scope.lane = 'bulk';
}

/** Adds `extensions.cost` to the answers of operations that were executed, if the header is `1`. */
export function costPlugin(): ApolloServerPlugin<Context> {
  const listener: GraphQLRequestListener<Context> = {
    async willSendResponse({ request, response, contextValue: { prediction, scope } }) {
      if (request.http?.headers.get(costHeader) !== '1') return;
      if (!prediction || response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      // Without `data` the operation was refused before execution.
      if (singleResult.data === undefined) return;
      const { sent, cacheHits, joined } = scope.usage;
      const cost = {
        predicted: totalOf(prediction),
        actual: [...sent.values()].reduce((sum, calls) => sum + calls, 0),
        byOperation: byOperation(callsByOperation(prediction), Object.fromEntries(sent)),
        cacheHits,
        joined,
      };
      singleResult.extensions = { ...singleResult.extensions, cost };
    },
  };
  return { requestDidStart: async () => listener };
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
