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
 * Operations that have passed the limits. What they are measured by is the document, which is parsed
 * once and then stays the same object, and of the variables their outline.
 */
export class PassedOperations {
  readonly #outlines = new WeakMap<OperationDefinitionNode, Set<string>>();

  /** Calls `check`, which throws what it refuses, unless the operation has passed it before. */
  check(operation: OperationDefinitionNode, variables: Variables, check: () => void): void {
    const outline = outlineOf(variables);
    const passed = this.#outlines.get(operation) ?? new Set();
    if (passed.has(outline)) return;
    check();
    // Whether an id of the variables is one of the document's too, the outline does not tell.
    if (mayHoldId.test(operation.loc?.source.body ?? '')) return;
    if (outline.length > maxOutlineLength || passed.size === maxOutlines) return;
    passed.add(outline);
    this.#outlines.set(operation, passed);
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
