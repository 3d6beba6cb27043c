import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';

/** A page that is too large, or none at all; refused before anything of the operation runs. */
export function refusePageSizes(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  max: number,
): void {
  const presets = new Map(
    operation.variableDefinitions?.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && valueFromASTUntyped(defaultValue),
    ]),
  );
  const refuseUnlessInRange = (size: unknown) => {
    if (typeof size !== 'number' || (size >= 1 && size <= max)) return;
    throw new GraphQLError(`first: must be 1 to ${max}; got ${size}.`, {
      extensions: {
        code: 'BAD_USER_INPUT',
        limit: 'pageSize',
        max,
        actual: size,
        http: { status: 400 },
      },
    });
  };
  visit(document, {
    // Other operations of the document do not run.
    OperationDefinition: (node) => (node === operation ? undefined : false),
    Argument({ name, value }) {
      if (name.value !== 'first') return;
      const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
      const preset = value.kind === Kind.VARIABLE ? presets.get(value.name.value) : undefined;
      refuseUnlessInRange(given ?? preset ?? valueFromASTUntyped(value));
    },
  });
}
