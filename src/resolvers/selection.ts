import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { type PlayableSelection, sourceFieldsNotInBatch } from '../datasources/planner.js';

/** What of a resolver's info tells the selection below its field. */
export type SelectionInfo = Pick<
  GraphQLResolveInfo,
  'schema' | 'fragments' | 'variableValues' | 'fieldNodes'
>;

/**
 * Names of the fields that the operation selects on objects of `typeName`, at `path` below the
 * current field: through fragments on the type and on its interfaces, aliases, `@skip` and
 * `@include`. Each fragment is read once, however often it is spread.
 */
export function selectedFields(
  info: SelectionInfo,
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
  info: SelectionInfo,
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

function isIncluded(info: SelectionInfo, node: SelectionNode): boolean {
  if (!node.directives?.length) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, info.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues);
  return skip?.if !== true && include?.if !== false;
}

/** Whether a fragment on `condition` applies to objects of `typeName`. */
function applies(
  info: SelectionInfo,
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

/** What the operation selects of the videos, audios or images at the current field. */
export function selectedOfMedium(info: SelectionInfo, typeName: string): PlayableSelection {
  return toSelection(info, fieldsOf(info, info.fieldNodes, typeName));
}

/** The same of the nodes of a connection, in `nodes` and in `edges`. */
export function selectedOfNodes(info: SelectionInfo, typeName: string): PlayableSelection {
  const below = (parents: readonly FieldNode[], name: string) =>
    fieldsOf(info, parents).filter((node) => node.name.value === name);
  const nodes = [
    ...below(info.fieldNodes, 'nodes'),
    ...below(below(info.fieldNodes, 'edges'), 'node'),
  ];
  return toSelection(info, fieldsOf(info, nodes, typeName));
}

function toSelection(info: SelectionInfo, nodes: readonly FieldNode[]): PlayableSelection {
  return {
    fields: new Set(nodes.map((node) => node.name.value)),
    files: nodes.some((node) => isInBatch(info, node)),
  };
}

/** Whether a field of a medium is one that BatchGetMediaInfos answers. */
function isInBatch(info: SelectionInfo, node: FieldNode): boolean {
  if (node.name.value === 'streams') return !hasUrlOptions(info, node);
  if (node.name.value !== 'mezzanine' || hasUrlOptions(info, node)) return false;
  return !fieldsOf(info, [node]).some((field) => sourceFieldsNotInBatch.has(field.name.value));
}

function hasUrlOptions({ variableValues }: SelectionInfo, node: FieldNode): boolean {
  return (node.arguments ?? []).some(
    ({ name, value }) =>
      ['authTimeout', 'outputType'].includes(name.value) &&
      valueFromASTUntyped(value, variableValues) != null,
  );
}
