import type { Exchange } from './load.js';
import { query } from './upstream.mjs';

let queries = 0;

/** How a server is asked for videos: REST by its path, all others by the same query. */
export function exchangeFor(url: string, ids: readonly string[]): Exchange {
  if (url.endsWith('/videos')) return { url: `${url}?ids=${ids.join(',')}`, method: 'GET' };
  return { url, method: 'POST', body: JSON.stringify({ query, variables: { ids } }) };
}

/** Likewise, by a query that no server has seen. */
export function unseenExchangeFor(url: string, ids: readonly string[]): Exchange {
  const { body, ...exchange } = exchangeFor(url, ids);
  if (body === undefined) return exchange;
  queries += 1;
  return { ...exchange, body: body.replace('query Videos', `query Videos${queries}`) };
}

/** The videos of an answer, whichever envelope they came in. */
export function videosIn(body: string): readonly { readonly id: string; readonly title: string }[] {
  const answer = JSON.parse(body);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return (answer.data ?? answer).videos;
}
