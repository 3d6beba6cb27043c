import {
  type FieldNode,
  type GraphQLError,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isNonNullType,
  locatedError,
  responsePathAsArray,
} from 'graphql';

export type Path = GraphQLResolveInfo['path'];
export type Variables = Readonly<Record<string, unknown>>;

/** What stands at a path: a field, or an item of its list. */
export interface Place {
  readonly type: GraphQLOutputType;
  readonly nodes: readonly FieldNode[];
}

/** One execution: what its resolvers are given, and what went wrong. */
export class Run {
  readonly context: unknown;
  readonly variables: Variables;
  readonly errors: GraphQLError[] = [];
  readonly #nulled = new Set<Path | undefined>();

  constructor(context: unknown, variables: Variables) {
    this.context = context;
    this.variables = variables;
  }

  /** What becomes of a place that failed: `null` where it may be, otherwise its parent fails. */
  fail(problem: unknown, { type, nodes }: Place, path: Path): null {
    const error = locatedError(problem, nodes, responsePathAsArray(path));
    if (isNonNullType(type)) throw error;
    this.add(error, path);
    return null;
  }

  /** Notes an error, unless its place is gone already with one above it. */
  add(error: GraphQLError, path: Path | undefined): void {
    let place = path;
    while (place !== undefined && !this.#nulled.has(place)) place = place.prev;
    if (this.#nulled.has(place)) return;
    this.#nulled.add(path);
    this.errors.push(error);
  }
}
