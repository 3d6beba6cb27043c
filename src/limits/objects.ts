import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  valueFromASTUntyped,
} from 'graphql';
import { plus, times } from './arithmetic.js';
import { fragmentsOf, measuredOnce } from './fragments.js';
import { introspectedLength } from './introspection.js';
import { itemsAskedFor } from './items.js';

/**
 * How long a list is taken to be when no argument says: the streams of a video, the audio tracks of
 * a source. Five is a usual ladder of renditions; a page of 100 videos with all their streams still
 * fits the budget many times over, and a cycle through them multiplies by five each round.
 */
const assumedListLength = 5;

type Variables = Readonly<Record<string, unknown>>;

interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/**
 * The most objects an operation can ask for: page sizes and id lists, multiplied along nested lists,
 * summed over everything else. A field that is selected twice counts twice, and of the alternatives
 * for a type (`... on Video`, `... on Audio`) all count: never too little, and no need to merge
 * selections as execution does.
 */
export function countObjects({ schema, document, operation, variables }: Operation): number {
  const values = { ...defaultsOf(operation), ...variables };
  const fragments = fragmentsOf(document);
  const once = measuredOnce(0);

  /** `page`: how many items an enclosing connection or payload was asked for, if within one. */
  function inSelections(set: SelectionSetNode, parent: GraphQLNamedType, page?: number): number {
    return set.selections
      .filter((selection) => !isLeftOut(selection, values))
      .map((selection) => inSelection(selection, parent, page))
      .reduce(plus, 0);
  }

  function inSelection(selection: SelectionNode, parent: GraphQLNamedType, page?: number): number {
    switch (selection.kind) {
      case Kind.FIELD:
        return inField(selection, parent, page);
      case Kind.INLINE_FRAGMENT: {
        const narrowed = selection.typeCondition?.name.value;
        const type = narrowed === undefined ? parent : schema.getType(narrowed);
        return type ? inSelections(selection.selectionSet, type, page) : 0;
      }
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments.get(selection.name.value);
        const type = fragment && schema.getType(fragment.typeCondition.name.value);
        if (!type) return 0;
        return once(`${selection.name.value} ${page}`, () =>
          inSelections(fragment.selectionSet, type, page),
        );
      }
    }
  }

  function inField(node: FieldNode, parent: GraphQLNamedType, page?: number): number {
    const field = fieldOf(parent, node.name.value);
    if (!field || !node.selectionSet) return 0;
    const type = getNamedType(field.type);
    const asked = itemsAskedFor(field, argumentsOf(node, values));

    if (isListType(getNullableType(field.type))) {
      const length = asked ?? page ?? unaskedLength(field.name, type);
      // The lists of a connection or payload (nodes, edges, results) hold the items it has counted.
      const self = asked === undefined && page !== undefined ? 0 : 1;
      return times(length, plus(self, inSelections(node.selectionSet, type)));
    }
    if (asked !== undefined) return plus(asked, inSelections(node.selectionSet, type, asked));
    const self = isIntrospectionType(type) || isNodeOfEdge(field.name, parent) ? 0 : 1;
    return plus(self, inSelections(node.selectionSet, type));
  }

  // Introspection is in the budget, or thirty aliases could read the whole schema thirty times.
  const unaskedLength = (field: string, items: GraphQLNamedType) =>
    isIntrospectionType(items) ? introspectedLength(schema, field) : assumedListLength;

  const root = schema.getRootType(operation.operation);
  return root ? Math.round(inSelections(operation.selectionSet, root)) : 0;
}

function fieldOf(
  parent: GraphQLNamedType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  const entryToIntrospection = [SchemaMetaFieldDef, TypeMetaFieldDef].find(
    (field) => field.name === name,
  );
  if (entryToIntrospection) return entryToIntrospection;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

const isNodeOfEdge = (field: string, parent: GraphQLNamedType) =>
  field === 'node' && fieldOf(parent, 'cursor') !== undefined;

function isLeftOut(selection: SelectionNode, values: Variables): boolean {
  return (selection.directives ?? []).some(
    (directive) =>
      (directive.name.value === 'skip' && argumentsOf(directive, values).if === true) ||
      (directive.name.value === 'include' && argumentsOf(directive, values).if === false),
  );
}

function defaultsOf(operation: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && valueFromASTUntyped(defaultValue),
    ]),
  );
}

function argumentsOf(node: FieldNode | DirectiveNode, values: Variables): Variables {
  return Object.fromEntries(
    (node.arguments ?? []).map(({ name, value }) => [
      name.value,
      valueFromASTUntyped(value, values),
    ]),
  );
}
