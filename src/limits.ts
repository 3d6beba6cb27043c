import type { ApolloServerPlugin, BaseContext, GraphQLRequestListener } from '@apollo/server';
import { type Operation, predictCost } from './cost/predict.js';
import { dearestFields, type Prediction, totalOf } from './cost/prediction.js';
import { isCallersMistake } from './errors.js';
import { countObjects } from './limits/objects.js';
import { refusePageSizes } from './limits/page-size.js';
import { PassedOperations } from './limits/passed.js';
import {
  isTooManyTokens,
  type LimitName,
  limitExceeded,
  refusalOf,
  tooDear,
  wrongAtExecution,
} from './limits/refusal.js';
import { shapeOf } from './limits/shape.js';

export interface QueryLimits {
  /** Levels of fields, leaves included, counted through fragments; introspection excepted. */
  readonly maxDepth: number;
  /** Aliases, counted at every place where their fragment is spread. */
  readonly maxAliases: number;
  /** Directives, counted as aliases are. */
  readonly maxDirectives: number;
  /** Lexical tokens of a document: give it to Apollo as `parseOptions: { maxTokens }` too. */
  readonly maxTokens: number;
  /** Objects that page sizes and id lists add up to, multiplied along nested lists. */
  readonly maxObjects: number;
  /** Calls of VOD that an operation can take at most, as predicted. */
  readonly maxUpstreamCalls: number;
  /** Items of one page; VOD has no more than 100. */
  readonly maxPageSize: number;
  /** Errors in the answer to a request that was refused; execution errors are never cut. */
  readonly maxRequestErrors: number;
}

/**
 * Refuses what is too large between validation and execution. Validation itself is bounded by the
 * token limit and by graphql-js, which gives up after 500,000 field comparisons. `onPassed` is told what
 * an operation that passed is predicted to cost; `passed` remembers it.
 */
export function limitsPlugin<Context extends BaseContext>(
  limits: QueryLimits,
  onPassed?: (prediction: Prediction, context: Context) => void,
  passed = new PassedOperations<Prediction>(),
): ApolloServerPlugin<Context> {
  const listener: GraphQLRequestListener<Context> = {
    async didResolveOperation({ schema, document, operation, request, contextValue }) {
      // Despite its type, absent for an unknown `operationName`: Apollo refuses that itself.
      if (!operation) return;
      const variables = request.variables ?? {};
      const prediction = passed.check(operation, variables, () =>
        refusingMistakes(() => measure({ schema, document, operation, variables }, limits)),
      );
      onPassed?.(prediction, contextValue);
    },

    async willSendResponse({ response: { body }, errors = [] }) {
      // An answer without `data` was never executed; one that failed in execution has `null`.
      if (body.kind !== 'single' || body.singleResult.data !== undefined) return;
      const { singleResult } = body;
      if (errors.some(isTooManyTokens)) {
        // How many there are is not known: the parser stopped at the first one too many.
        singleResult.errors = [refusalOf('tokens', limits.maxTokens + 1, limits.maxTokens)];
      } else if (singleResult.errors) {
        singleResult.errors = singleResult.errors.slice(0, limits.maxRequestErrors);
      }
    },
  };
  return { requestDidStart: async () => listener };
}

/** What an operation costs at most; throws if that or something else about it is above a limit. */
function measure(request: Operation, limits: QueryLimits): Prediction {
  const { document, operation, variables } = request;
  const { depth, aliases, directives } = shapeOf(document, operation);
  refuseAbove('depth', depth, limits.maxDepth);
  refuseAbove('aliases', aliases, limits.maxAliases);
  refuseAbove('directives', directives, limits.maxDirectives);
  refuseAbove('objects', countObjects(request), limits.maxObjects);
  refusePageSizes(document, operation, variables, limits.maxPageSize);
  const cost = predictCost(request);
  const calls = totalOf(cost);
  if (calls > limits.maxUpstreamCalls) {
    throw tooDear(calls, limits.maxUpstreamCalls, dearestFields(cost, 3));
  }
  return cost;
}

/** What nobody can measure, as a condition is null, is refused like what is too large. */
function refusingMistakes<Found>(measure: () => Found): Found {
  try {
    return measure();
  } catch (problem) {
    if (isCallersMistake(problem)) throw wrongAtExecution(problem);
    throw problem;
  }
}

function refuseAbove(limit: LimitName, actual: number, max: number): void {
  if (actual > max) throw limitExceeded(limit, actual, max);
}
