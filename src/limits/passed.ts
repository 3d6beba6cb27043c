import type { OperationDefinitionNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** So many sets of variables are remembered of an operation, and none whose outline is longer. */
const maxOutlines = 50;
const maxOutlineLength = 2000;

/** An id as VOD makes them. */
const usualId = /^[0-9a-f]{32}$/;

/** Text that may hold such an id. */
const mayHoldId = /[0-9a-f]{32}/;

/**
 * What was found of operations that have passed the limits. They are measured by their document, which
 * is parsed once and then stays the same object, and by the outline of their variables.
 */
export class PassedOperations<Found> {
  readonly #found = new WeakMap<OperationDefinitionNode, Map<string, Found>>();

  /** Calls `check`, which throws what it refuses, unless the operation has passed it before. */
  check(operation: OperationDefinitionNode, variables: Variables, check: () => Found): Found {
    const outline = outlineOf(variables);
    const passed = this.#found.get(operation) ?? new Map<string, Found>();
    const known = passed.get(outline);
    if (known !== undefined) return known;
    const found = check();
    // Whether an id of the variables is one of the document's too, the outline does not tell.
    if (mayHoldId.test(operation.loc?.source.body ?? '')) return found;
    if (outline.length > maxOutlineLength || passed.size === maxOutlines) return found;
    passed.set(outline, found);
    this.#found.set(operation, passed);
    return found;
  }
}

/** The variables with numbers for ids: how many there are counts, and which of them are the same. */
function outlineOf(variables: Variables): string {
  const numbers = new Map<string, number>();
  return JSON.stringify(variables, (_name, value) => {
    if (typeof value !== 'string') return value;
    if (!usualId.test(value)) return `=${value}`;
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return `${number}`;
  });
}
