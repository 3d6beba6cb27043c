import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { plus } from './arithmetic.js';
import { fragmentsOf, measuredOnce } from './fragments.js';

/** What an operation's text amounts to once every fragment is written out where it is spread. */
export interface Shape {
  /** Levels of fields, leaves included; introspection has none. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

const nothing: Shape = { depth: 0, aliases: 0, directives: 0 };

export function shapeOf(document: DocumentNode, operation: OperationDefinitionNode): Shape {
  const fragments = fragmentsOf(document);
  const once = measuredOnce(nothing);

  const ofSelections = (set: SelectionSetNode | undefined): Shape =>
    (set?.selections ?? []).map(ofSelection).reduce(beside, nothing);

  function ofSelection(selection: SelectionNode): Shape {
    const inside =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? ofFragment(selection.name.value)
        : ofSelections(selection.selectionSet);
    const aliased = selection.kind === Kind.FIELD && selection.alias !== undefined;
    return {
      depth:
        selection.kind === Kind.FIELD ? depthOfField(selection.name.value, inside) : inside.depth,
      aliases: plus(inside.aliases, aliased ? 1 : 0),
      directives: plus(inside.directives, selection.directives?.length ?? 0),
    };
  }

  const ofFragment = (name: string): Shape =>
    once(name, () => {
      const fragment = fragments.get(name);
      const inside = ofSelections(fragment?.selectionSet);
      return { ...inside, directives: plus(inside.directives, fragment?.directives?.length ?? 0) };
    });

  const { depth, aliases, directives } = ofSelections(operation.selectionSet);
  const onVariables = (operation.variableDefinitions ?? []).flatMap((one) => one.directives ?? []);
  const onOperation = (operation.directives?.length ?? 0) + onVariables.length;
  return { depth, aliases, directives: plus(directives, onOperation) };
}

/**
 * The query with which every GraphQL tool reads the schema is 15 levels deep, and graphql-js has a
 * depth rule of its own for introspection. Aliases and directives in it count as anywhere.
 */
const depthOfField = (name: string, inside: Shape) =>
  name.startsWith('__') ? 0 : inside.depth + 1;

const beside = (one: Shape, other: Shape): Shape => ({
  depth: Math.max(one.depth, other.depth),
  aliases: plus(one.aliases, other.aliases),
  directives: plus(one.directives, other.directives),
});
