import {
  type GraphQLField,
  GraphQLID,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql';

/**
 * How many items the arguments of a field ask for: the page size where the field is paged, otherwise
 * the length of its lists of ids and inputs. `undefined` if the arguments do not say. Values are as
 * the client sent them; those that do not coerce count as absent, since they never get to execution.
 */
export function itemsAskedFor(
  field: GraphQLField<unknown, unknown>,
  values: Readonly<Record<string, unknown>>,
): number | undefined {
  const first = field.args.find((argument) => argument.name === 'first');
  if (first) {
    const size = values.first ?? first.defaultValue;
    return typeof size === 'number' ? Math.max(0, size) : undefined;
  }
  return sum(field.args.map(({ name, type }) => itemsIn(values[name], type)));
}

function itemsIn(value: unknown, inputType: GraphQLInputType): number | undefined {
  if (value === undefined || value === null) return undefined;
  const type = getNullableType(inputType);
  if (isListType(type)) {
    const items = getNamedType(type);
    if (items !== GraphQLID && !isInputObjectType(items)) return undefined;
    return Array.isArray(value) ? value.length : 1;
  }
  if (!isInputObjectType(type) || typeof value !== 'object') return undefined;
  const members = new Map(Object.entries(value));
  return sum(
    Object.values(type.getFields()).map((one) => itemsIn(members.get(one.name), one.type)),
  );
}

function sum(lengths: (number | undefined)[]): number | undefined {
  const known = lengths.filter((length) => length !== undefined);
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b);
}
