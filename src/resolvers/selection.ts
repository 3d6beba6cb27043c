import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Names of the fields that the operation selects on objects of `typeName`, at `path` below the
 * current field: through fragments on the type and on its interfaces, aliases, `@skip` and
 * `@include`. Each fragment is read once, however often it is spread.
 */
export function selectedFields(
  info: GraphQLResolveInfo,
  typeName: string,
  path: readonly string[] = [],
): Set<string> {
  let nodes: readonly FieldNode[] = info.fieldNodes;
  for (const step of path) {
    nodes = fieldsOf(info, nodes).filter((node) => node.name.value === step);
  }
  return new Set(fieldsOf(info, nodes, typeName).map((node) => node.name.value));
}

/** The field nodes directly below `parents`; on any type unless `typeName` is given. */
function fieldsOf(
  info: GraphQLResolveInfo,
  parents: readonly FieldNode[],
  typeName?: string,
): FieldNode[] {
  const fields: FieldNode[] = [];
  const readFragments = new Set<string>();

  function read(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (!isIncluded(info, selection)) continue;
      if (selection.kind === 'Field') {
        fields.push(selection);
      } else if (selection.kind === 'InlineFragment') {
        if (applies(info, selection.typeCondition?.name.value, typeName)) {
          read(selection.selectionSet);
        }
      } else if (!readFragments.has(selection.name.value)) {
        readFragments.add(selection.name.value);
        const fragment = info.fragments[selection.name.value];
        if (fragment && applies(info, fragment.typeCondition.name.value, typeName)) {
          read(fragment.selectionSet);
        }
      }
    }
  }

  for (const { selectionSet } of parents) if (selectionSet) read(selectionSet);
  return fields;
}

function isIncluded(info: GraphQLResolveInfo, node: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, info.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues);
  return skip?.if !== true && include?.if !== false;
}

/** Whether a fragment on `condition` applies to objects of `typeName`. */
function applies(
  info: GraphQLResolveInfo,
  condition: string | undefined,
  typeName: string | undefined,
): boolean {
  if (condition === undefined || typeName === undefined || condition === typeName) return true;
  const abstract = info.schema.getType(condition);
  const object = info.schema.getType(typeName);
  return (
    isAbstractType(abstract) &&
    object !== undefined &&
    'getInterfaces' in object &&
    info.schema.isSubType(abstract, object)
  );
}

/** Names of the fields selected on the nodes of a connection, in `nodes` and in `edges`. */
export function selectedNodeFields(info: GraphQLResolveInfo, typeName: string): Set<string> {
  return new Set([
    ...selectedFields(info, typeName, ['nodes']),
    ...selectedFields(info, typeName, ['edges', 'node']),
  ]);
}
