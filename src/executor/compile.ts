import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { type Complete, objectCompleter } from './complete.js';
import { Run, type Variables } from './run.js';
import { variablesOf } from './variables.js';

export interface CompiledQuery {
  /** Executes it; `undefined` for what is left to graphql-js, before any resolver is called. */
  execute(variables: Variables, context: unknown): Promise<ExecutionResult> | undefined;
  /** The same if it was executed with the same conditions before; otherwise `undefined`. */
  repeat(variables: Variables, contextOf: () => unknown): Promise<ExecutionResult> | undefined;
}

/** So many sets of conditions of one query are remembered. */
const maxVariants = 32;

/** A query with one set of conditions. */
interface Variant {
  asked: number;
  root?: Complete | undefined;
}

/**
 * Leaves a query to graphql-js the first `after` times that it is asked with the same conditions: to
 * compile it takes longer than to execute it, and pays when it is asked again.
 */
export function compileQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  after: number,
): CompiledQuery {
  if (operation.operation !== OperationTypeNode.QUERY) {
    return { execute: () => undefined, repeat: () => undefined };
  }
  const coerce = variablesOf(schema, operation);
  const names = booleanVariables(operation);
  const variants = new Map<string, Variant>();
  const variantOf = (variables: Variables): Variant => {
    const key = names.map((name) => variables[name]).join();
    const known = variants.get(key);
    if (known) return known;
    if (variants.size === maxVariants) variants.clear();
    const variant = { asked: 0 };
    variants.set(key, variant);
    return variant;
  };
  return {
    execute: (raw, context) => {
      const variables = coerce(raw);
      if (variables === undefined) return undefined;
      const variant = variantOf(variables);
      variant.asked += 1;
      if (variant.asked <= after) return undefined;
      variant.root ??= compileRoot(schema, document, operation, variables);
      return variant.root && execute(variant.root, new Run(context, variables));
    },
    repeat: (raw, contextOf) => {
      const variables = coerce(raw);
      const root = variables && variantOf(variables).root;
      return root && execute(root, new Run(contextOf(), variables));
    },
  };
}

async function execute(root: Complete, run: Run): Promise<ExecutionResult> {
  let data: unknown = null;
  try {
    data = await root(undefined, undefined, run);
  } catch (problem) {
    run.add(problem as GraphQLError, undefined);
  }
  return {
    ...(run.errors.length > 0 && { errors: run.errors }),
    data: data as Record<string, unknown> | null,
  };
}

function compileRoot(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: Variables,
): Complete | undefined {
  const type = schema.getQueryType() as GraphQLObjectType;
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  const fields = collectFields(schema, fragments, conditions, type, operation.selectionSet);
  const names = [...fields.values()].map(([node]) => node?.name.value);
  if (names.includes('__schema') || names.includes('__type')) return undefined;
  return objectCompleter({ schema, operation, fragments, conditions }, type, fields);
}

/** Variables that may decide what is selected: `@skip` and `@include` take no other type. */
function booleanVariables({ variableDefinitions = [] }: OperationDefinitionNode): string[] {
  return variableDefinitions
    .filter(({ type }) => print(type).replace('!', '') === 'Boolean')
    .map(({ variable }) => variable.name.value);
}
