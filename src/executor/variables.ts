import {
  GraphQLBoolean,
  GraphQLID,
  type GraphQLInputType,
  type GraphQLSchema,
  GraphQLString,
  getVariableValues,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import type { Variables } from './run.js';

/** Coerces the variables of a request; `undefined` if one of them is wrong. */
export type CoerceVariables = (raw: Variables) => Variables | undefined;

/** Texts, ids, booleans and lists of them that come as they should stay are taken as they are. */
export function variablesOf(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): CoerceVariables {
  const usual = variableDefinitions.map(({ variable, type: node }) => {
    const type = typeFromAST(schema, node);
    return {
      name: variable.name.value,
      isUsual: isInputType(type) ? usualInput(type) : () => false,
    };
  });
  return (raw) => {
    if (!usual.every(({ name, isUsual }) => isUsual(raw[name]))) {
      return getVariableValues(schema, variableDefinitions, raw).coerced;
    }
    return Object.fromEntries(usual.map(({ name }) => [name, raw[name]]));
  };
}

function usualInput(type: GraphQLInputType): (value: unknown) => boolean {
  if (isNonNullType(type)) {
    const isUsual = usualInput(type.ofType);
    return (value) => value !== null && isUsual(value);
  }
  const isPresent = usualPresentInput(type);
  // A variable that is absent may have a default, which is no usual value.
  return (value) => value === null || isPresent(value);
}

function usualPresentInput(type: GraphQLInputType): (value: unknown) => boolean {
  if (isListType(type)) {
    const isUsual = usualInput(type.ofType);
    return (value) => Array.isArray(value) && value.every(isUsual);
  }
  if (type === GraphQLString || type === GraphQLID) return (value) => typeof value === 'string';
  if (type === GraphQLBoolean) return (value) => typeof value === 'boolean';
  return () => false;
}
