import { type DocumentNode, type FragmentDefinitionNode, Kind } from 'graphql';

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  return fragments;
}

/**
 * `measure`, asked once per key: a document of a few fragments that spread each other twice would
 * otherwise take exponential time. Where a fragment spreads itself (which validation refuses), the
 * inner spread counts as `nothing`.
 */
export function measuredOnce<T>(nothing: T) {
  const known = new Map<string, T>();
  return (key: string, measure: () => T): T => {
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    known.set(key, nothing);
    const figure = measure();
    known.set(key, figure);
    return figure;
  };
}
