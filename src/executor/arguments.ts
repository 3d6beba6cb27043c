import { type FieldNode, type GraphQLField, getArgumentValues, Kind } from 'graphql';
import type { Variables } from './run.js';

type ReadArguments = (variables: Variables) => Record<string, unknown>;

/**
 * Reads the arguments of a field. Variables have been coerced: where they are all that is given, and
 * there, they are taken as they are; literals, defaults and what is null are left to graphql-js.
 */
export function argumentsReader(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): ReadArguments {
  const readAny: ReadArguments = (variables) => getArgumentValues(field, node, variables);
  const given = new Map(node.arguments?.map(({ name, value }) => [name.value, value]));
  const variableOf: [argument: string, variable: string][] = [];
  for (const { name, defaultValue } of field.args) {
    const value = given.get(name);
    if (value?.kind === Kind.VARIABLE) variableOf.push([name, value.name.value]);
    else if (value !== undefined || defaultValue !== undefined) return readAny;
  }
  return (variables) => {
    const read: Record<string, unknown> = {};
    for (const [argument, variable] of variableOf) {
      const value = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
      if (value === undefined || value === null) return readAny(variables);
      read[argument] = value;
    }
    return read;
  };
}
