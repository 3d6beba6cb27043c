import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { argumentsReader } from './arguments.js';
import { failAfter } from './fail-after.js';
import { leafCompleter, usualLeaf } from './leaf.js';
import { completeFields, type SelectedField } from './object.js';
import type { Path, Place, Run, Variables } from './run.js';

/** What is compiled: an operation, with the values of the variables that `@skip` and `@include` read. */
export interface Source {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly conditions: Variables;
}

/** Makes of a value what the answer holds of it, or a promise of that. The root has no path. */
export type Complete = (value: unknown, path: Path | undefined, run: Run) => unknown;

/** A field of an object type, or the items of its list. */
interface FieldPlace extends Place {
  readonly field: GraphQLField<unknown, unknown>;
  readonly parent: GraphQLObjectType;
}

/** Of objects of one type; `selected` has the nodes of each field by its name in the answer. */
export function objectCompleter(
  source: Source,
  type: GraphQLObjectType,
  selected: ReadonlyMap<string, readonly FieldNode[]>,
): Complete {
  return completeFields(
    [...selected].map(([key, nodes]) => selectedField(source, type, key, nodes)),
  );
}

/** Completes a field of an object; null where something goes wrong and null may be. */
function selectedField(
  source: Source,
  parent: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): SelectedField {
  const { value: name } = (nodes[0] as FieldNode).name;
  const field = parent.getFields()[name];
  // The only field of an object type that is not listed among its fields.
  if (field === undefined) return { key, complete: () => parent.name };
  const place = { type: field.type, nodes, field, parent };
  const read = fieldReader(source, place);
  const completeValue = valueCompleter(source, place);
  const complete: Complete = (object, prev, run) => {
    const path = { prev, key, typename: parent.name };
    try {
      return settle(read(object, path, run), completeValue, place, path, run);
    } catch (problem) {
      return run.fail(problem, place, path);
    }
  };
  if (field.resolve || !isLeafType(getNamedType(field.type))) return { key, complete };
  return { key, complete, leaf: { name, usual: usualValue(field.type) } };
}

/** As of the leaf's type, of lists of them too; null is usual where it may be. */
function usualValue(type: GraphQLOutputType): (value: unknown) => unknown {
  const nullable = getNullableType(type);
  const usual = isListType(nullable)
    ? usualList(usualValue(nullable.ofType))
    : usualLeaf(nullable as GraphQLLeafType);
  return isNonNullType(type) ? usual : (value) => (value === null ? null : usual(value));
}

function usualList(usual: (item: unknown) => unknown): (value: unknown) => unknown {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const items = value.map(usual);
    return items.includes(undefined) ? undefined : items;
  };
}

/** Completes a value when it is there. */
function settle(value: unknown, complete: Complete, place: Place, path: Path, run: Run): unknown {
  if (!isThenable(value)) return completeOrFail(value, complete, place, path, run);
  return Promise.resolve(value).then(
    (settled) => completeOrFail(settled, complete, place, path, run),
    (problem) => run.fail(problem, place, path),
  );
}

function completeOrFail(
  value: unknown,
  complete: Complete,
  place: Place,
  path: Path,
  run: Run,
): unknown {
  try {
    const part = complete(value, path, run);
    if (!(part instanceof Promise)) return part;
    return part.catch((problem) => run.fail(problem, place, path));
  } catch (problem) {
    return run.fail(problem, place, path);
  }
}

/** Reads a field by its resolver, or as graphql-js does where there is none. */
function fieldReader(source: Source, { field, nodes, parent }: FieldPlace) {
  const { schema, operation, fragments } = source;
  const { name: fieldName, type: returnType, resolve } = field;
  const readArguments = argumentsReader(field, nodes[0] as FieldNode);
  return (object: unknown, path: Path, run: Run): unknown => {
    const member = resolve ?? (object as Record<string, unknown>)[fieldName];
    if (typeof member !== 'function') return member;
    const { context, variables: variableValues } = run;
    const args = readArguments(variableValues);
    // Spread from what is known beforehand it would take longer than all the rest of a small query.
    const info = {
      fieldName,
      fieldNodes: nodes,
      returnType,
      parentType: parent,
      path,
      schema,
      fragments,
      rootValue: undefined,
      operation,
      variableValues,
    };
    return resolve
      ? resolve(object, args, context, info)
      : member.call(object, args, context, info);
  };
}

function valueCompleter(source: Source, place: FieldPlace): Complete {
  const { type, parent, field } = place;
  const isRequired = isNonNullType(type);
  const complete = presentCompleter(source, { ...place, type: isRequired ? type.ofType : type });
  return (value, path, run) => {
    if (value !== undefined && value !== null) return complete(value, path, run);
    if (!isRequired) return null;
    throw new Error(`Cannot return null for non-nullable field ${parent.name}.${field.name}.`);
  };
}

function presentCompleter(source: Source, place: FieldPlace): Complete {
  const { type, nodes } = place;
  if (isLeafType(type)) return leafCompleter(type);
  if (isListType(type)) return listCompleter(source, { ...place, type: type.ofType });
  if (isObjectType(type)) return selectionCompleter(source, type, nodes);
  return abstractCompleter(source, place);
}

function listCompleter(source: Source, place: FieldPlace): Complete {
  const { field, parent } = place;
  const complete = valueCompleter(source, place);
  return (value, prev, run) => {
    if (value instanceof Error) throw value;
    if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${parent.name}.${field.name}".`,
      );
    }
    const parts: unknown[] = [];
    try {
      for (const item of value as Iterable<unknown>) {
        const path = { prev, key: parts.length, typename: undefined };
        parts.push(settle(item, complete, place, path, run));
      }
    } catch (problem) {
      return failAfter(parts, problem);
    }
    return parts.some((part) => part instanceof Promise) ? Promise.all(parts) : parts;
  };
}

/** Compiled when the first object comes: a branch that nothing gets to costs nothing. */
function selectionCompleter(
  source: Source,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Complete {
  let complete: Complete | undefined;
  return (value, path, run) => {
    if (value instanceof Error) throw value;
    if (complete === undefined) {
      const { schema, fragments, conditions } = source;
      const selected = collectSubfields(schema, fragments, conditions, type, nodes);
      complete = objectCompleter(source, type, selected);
    }
    return complete(value, path, run);
  };
}

/** Objects of an interface or union tell their type by `__typename`. */
function abstractCompleter(source: Source, { type, nodes }: FieldPlace): Complete {
  if (!isAbstractType(type)) throw new Error(`${type} is not a type of fields`);
  const completers = new Map<unknown, Complete>();
  for (const possible of source.schema.getPossibleTypes(type)) {
    completers.set(possible.name, selectionCompleter(source, possible, nodes));
  }
  return (value, path, run) => {
    if (value instanceof Error) throw value;
    const { __typename: typename } = value as { __typename?: unknown };
    const complete = completers.get(typename);
    if (complete) return complete(value, path, run);
    throw new GraphQLError(`${typename} is not a type of ${type}.`);
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
