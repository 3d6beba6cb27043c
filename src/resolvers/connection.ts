import type { Page } from '../datasources/pages.js';

/** A page in the shape that Relay's clients expect. */
export function toConnection<Node>(page: Page<Node>) {
  const edges = page.items.map(({ cursor, record }) => ({ cursor, node: record }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.start > 0,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: page.totalCount,
  };
}
