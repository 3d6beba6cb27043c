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

export function leafCompleter(type: GraphQLLeafType): CompleteLeaf {
  const usualForm = usualLeaf(type);
  const serialize = serializer(type);
  return (value) => usualForm(value) ?? serialize(value);
}

/** What the answer holds of the usual values of a type; `undefined` for all others. Never throws. */
export function usualLeaf(type: GraphQLLeafType): CompleteLeaf {
  if (type === GraphQLString || type === GraphQLID) {
    return (value) => (typeof value === 'string' ? value : undefined);
  }
  if (type === GraphQLInt) return (value) => (isInt(value) ? value : undefined);
  if (type === GraphQLFloat) return (value) => (Number.isFinite(value) ? value : undefined);
  if (isEnumType(type)) {
    const names = new Map(type.getValues().map(({ value, name }) => [value, name]));
    return (value) => names.get(value);
  }
  return (value) => {
    if (typeof value === 'object' || typeof value === 'function') return undefined;
    try {
      return type.serialize(value);
    } catch {
      return undefined;
    }
  };
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
