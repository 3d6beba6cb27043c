import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { fragmentsOf } from '../limits/fragments.js';
import { addMutation } from './mutations.js';
import type { Prediction } from './prediction.js';
import { addQuery } from './queries.js';
import { Walk } from './walk.js';

export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The most calls of each VOD operation that a GraphQL operation can take. Calls that are made again
 * after a failure are left aside: retries, halves of a refused batch, and reads in place of a failed
 * one. So is the cache, which only makes them fewer.
 */
export function predictCost({ schema, document, operation, variables }: Operation): Prediction {
  const { variableDefinitions = [] } = operation;
  const { coerced } = getVariableValues(schema, variableDefinitions, variables);
  // Variables that do not coerce are refused by execution.
  if (!coerced) return new Map();
  const fragments = Object.fromEntries(fragmentsOf(document));
  const walk = new Walk({ schema, fragments, variableValues: coerced });
  const places = walk.rootsOf(operation);
  const add = operation.operation === OperationTypeNode.MUTATION ? addMutation : addQuery;
  add(walk, places);
  return walk.prediction;
}
