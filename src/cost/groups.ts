/** Ids that one root field asks for: named in the document, or those of a page's hits. */
export interface IdGroup {
  /** Known unless the ids are those of a page. */
  readonly ids?: ReadonlySet<string>;
  /** How many there are at most. */
  readonly count: number;
}

/** How the ids of a group meet those of the operation's other roots. */
export interface Standing {
  readonly count: number;
  /**
   * In how many ticks at most the ids reach any one field. Ids that the same roots ask for go in step:
   * what was asked of one earlier was asked of all of them, and all are answered together.
   */
  readonly waves: number;
  /** No other root asks for any ids of the kind. */
  readonly isAlone: boolean;
  /** Several ids, all of them asked for in one tick, and by this root only. */
  readonly isCertain: boolean;
}

export function standingOf(group: IdGroup, all: readonly IdGroup[]): Standing {
  const others = all.filter((other) => other !== group && other.count > 0);
  const overlapping = others.filter((other) => mayShare(group, other));
  const named = overlapping.flatMap(({ ids }) => (ids && group.ids ? [ids] : []));
  const memberships = new Set(
    [...(group.ids ?? [''])].map((id) => named.map((ids) => (ids.has(id) ? 1 : 0)).join('')),
  );
  const waves = memberships.size * 2 ** (overlapping.length - named.length);
  return {
    count: group.count,
    waves: Math.min(group.count, waves),
    isAlone: others.length === 0,
    isCertain: group.ids !== undefined && group.count > 1 && overlapping.length === 0,
  };
}

function mayShare({ ids }: IdGroup, other: IdGroup): boolean {
  return !ids || !other.ids || [...ids].some((id) => other.ids?.has(id));
}

/** The most calls of `size` ids each that so many ids can take when they come in so many waves. */
export function callsFor({ count, waves }: Pick<Standing, 'count' | 'waves'>, size: number) {
  const spread = Math.min(count, waves);
  return spread + Math.floor((count - spread) / size);
}
