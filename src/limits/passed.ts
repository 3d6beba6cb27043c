import type { OperationDefinitionNode } from 'graphql';
import { variablesTooDeep } from './refusal.js';

type Variables = Readonly<Record<string, unknown>>;

/** So many sets of variables are remembered of an operation, the newest, and none whose outline is longer. */
const maxOutlines = 50;
const maxOutlineLength = 2000;

/** Levels of lists and objects in variables; input types have a few. */
const maxNesting = 100;

/** An id as VOD makes them. */
const usualId = /^[0-9a-f]{32}$/;

/** Text that may hold such an id, be it with a character escaped. */
const mayHoldId = /[0-9a-f]{32}|\\u/;

/**
 * What was found of operations that have passed the limits. They are measured by their document, which
 * is parsed once and then stays the same object, and by the outline of their variables.
 */
export class PassedOperations<Found> {
  readonly #found = new WeakMap<OperationDefinitionNode, Map<string, Found>>();

  /** What was found when the operation passed with such variables; `undefined` if it has not. */
  recall(operation: OperationDefinitionNode, variables: Variables): Found | undefined {
    try {
      return this.#found.get(operation)?.get(outlineOf(variables));
    } catch {
      return undefined;
    }
  }

  /** Calls `check`, which throws what it refuses, unless the operation has passed it before. */
  check(operation: OperationDefinitionNode, variables: Variables, check: () => Found): Found {
    const outline = outlineOf(variables);
    const passed = this.#found.get(operation) ?? new Map<string, Found>();
    const known = passed.get(outline);
    if (known !== undefined) return known;
    const found = check();
    // Whether an id of the variables is one of the document's too, the outline does not tell.
    if (mayHoldId.test(operation.loc?.source.body ?? '')) return found;
    if (outline.length > maxOutlineLength) return found;
    const [oldest] = passed.keys();
    if (passed.size === maxOutlines && oldest !== undefined) passed.delete(oldest);
    passed.set(outline, found);
    this.#found.set(operation, passed);
    return found;
  }
}

/** The variables with numbers for ids: how many there are counts, and which of them are the same. */
function outlineOf(value: unknown, numbers = new Map<string, number>(), level = 0): string {
  if (typeof value === 'string') {
    if (!usualId.test(value)) return JSON.stringify(value);
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return `${number}#`;
  }
  if (typeof value !== 'object' || value === null) return `${value}`;
  // Whoever reads them next would run out of stack.
  if (level > maxNesting) throw variablesTooDeep(maxNesting);
  let outline = '';
  if (Array.isArray(value)) {
    for (const item of value) outline += `${outlineOf(item, numbers, level + 1)},`;
    return `[${outline}]`;
  }
  for (const [name, member] of Object.entries(value)) {
    outline += `${JSON.stringify(name)}:${outlineOf(member, numbers, level + 1)},`;
  }
  return `{${outline}}`;
}
