import {
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql';

/** Makes of a value what the answer holds of it; throws what its type does not take. */
export type CompleteLeaf = (value: unknown) => unknown;

const maxInt = 2 ** 31 - 1;
const minInt = -(2 ** 31);

/** The usual values of the usual types go out as they are, everything else as its type serializes it. */
export function leafCompleter(type: GraphQLLeafType): CompleteLeaf {
  const serialize = serializer(type);
  if (type === GraphQLString || type === GraphQLID) {
    return (value) => (typeof value === 'string' ? value : serialize(value));
  }
  if (type === GraphQLInt) {
    return (value) => (isInt(value) ? value : serialize(value));
  }
  if (type === GraphQLFloat) {
    return (value) => (Number.isFinite(value) ? value : serialize(value));
  }
  if (isEnumType(type)) {
    const names = new Map(type.getValues().map(({ value, name }) => [value, name]));
    return (value) => names.get(value) ?? serialize(value);
  }
  return serialize;
}

function serializer(type: GraphQLLeafType): CompleteLeaf {
  return (value) => {
    if (value instanceof Error) throw value;
    const serialized = type.serialize(value);
    if (serialized === undefined || serialized === null) {
      throw new Error(`${type} has no form for this value.`);
    }
    return serialized;
  };
}

function isInt(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) <= maxInt && (value as number) >= minInt;
}
