import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/**
 * How long a list of introspection is on average in this schema, by its field. Averages, because
 * every type is listed: then the sum is right, and one read of the whole schema costs what it has.
 */
export function introspectedLength(schema: GraphQLSchema, field: string): number {
  const types = Object.values(schema.getTypeMap());
  switch (field) {
    case 'types':
      return types.length;
    case 'directives':
      return schema.getDirectives().length;
    case 'args':
      return average(types.flatMap(argumentsByField), (args) => args.length);
    case 'possibleTypes':
      return average(types, (type) =>
        isAbstractType(type) ? schema.getPossibleTypes(type).length : 0,
      );
    default:
      return average(types, (type) => membersOf(type, field));
  }
}

function membersOf(type: GraphQLNamedType, field: string): number {
  const hasFields = isObjectType(type) || isInterfaceType(type);
  if (field === 'fields' && hasFields) return Object.keys(type.getFields()).length;
  if (field === 'interfaces' && hasFields) return type.getInterfaces().length;
  if (field === 'inputFields' && isInputObjectType(type)) {
    return Object.keys(type.getFields()).length;
  }
  return field === 'enumValues' && isEnumType(type) ? type.getValues().length : 0;
}

function argumentsByField(type: GraphQLNamedType): (readonly GraphQLArgument[])[] {
  const hasFields = isObjectType(type) || isInterfaceType(type);
  return hasFields ? Object.values(type.getFields()).map((field) => field.args) : [];
}

const average = <T>(all: readonly T[], size: (one: T) => number): number =>
  all.reduce((sum, one) => sum + size(one), 0) / all.length;
