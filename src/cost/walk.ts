import {
  type FieldNode,
  type GraphQLObjectType,
  getArgumentValues,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { SelectionInfo } from '../resolvers/selection.js';
import type { OperationName } from '../vod/operations.js';
import { Tally } from './prediction.js';

/** A field as execution will come to it: all nodes of one response name, with their arguments. */
export interface Place {
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly args: Readonly<Record<string, unknown>>;
  /** Response names from the root, parted by dots. */
  readonly path: string;
}

/** What is executed, with coerced variables. */
export type Executed = Omit<SelectionInfo, 'fieldNodes'>;

/** Goes through a document as execution does, field by field, and adds up what is found to cost. */
export class Walk {
  readonly #executed: Executed;
  readonly #tally = new Tally();

  constructor(executed: Executed) {
    this.#executed = executed;
  }

  get prediction() {
    return this.#tally.prediction;
  }

  add(operation: OperationName, calls: number, path: string): void {
    this.#tally.add(operation, calls, path);
  }

  /** What resolvers of these nodes see of the document. */
  infoAt(fieldNodes: readonly FieldNode[]): SelectionInfo {
    return { ...this.#executed, fieldNodes };
  }

  rootsOf({ operation, selectionSet }: OperationDefinitionNode): Place[] {
    const { schema, fragments, variableValues } = this.#executed;
    const type = schema.getRootType(operation);
    if (!type) return [];
    const fields = collectFields(schema, fragments, variableValues, type, selectionSet);
    return [...fields].flatMap(([key, nodes]) => this.#placeOf(type, nodes, key));
  }

  /** The fields that are selected of objects of a type below a place. */
  fieldsOf(typeName: string, place: Place): Place[] {
    const { schema, fragments, variableValues } = this.#executed;
    const type = schema.getType(typeName);
    if (!isObjectType(type)) return [];
    const fields = collectSubfields(schema, fragments, variableValues, type, place.nodes);
    return [...fields].flatMap(([key, nodes]) =>
      this.#placeOf(type, nodes, `${place.path}.${key}`),
    );
  }

  /** The places of the items of a connection of videos, or of media of all kinds. */
  nodesOf(place: Place, items: 'Video' | 'Media'): Place[] {
    return this.fieldsOf(`${items}Connection`, place).flatMap((field) => {
      if (field.name === 'nodes') return [field];
      if (field.name !== 'edges') return [];
      return this.fieldsOf(`${items}Edge`, field).filter(({ name }) => name === 'node');
    });
  }

  /** Nothing for a field whose arguments do not coerce: it fails before it costs anything. */
  #placeOf(type: GraphQLObjectType, nodes: readonly FieldNode[], path: string): Place[] {
    const [node] = nodes;
    const name = node?.name.value ?? '';
    const field = type.getFields()[name];
    if (!node || !field) return [];
    try {
      const args = getArgumentValues(field, node, this.#executed.variableValues);
      return [{ name, nodes, args, path }];
    } catch {
      return [];
    }
  }
}
