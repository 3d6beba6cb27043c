import { createHash } from 'node:crypto';
import type { Exchange } from '../server/load.js';

/** What a server is asked; the ids of a search are those that it must find. */
type Kind = 'one' | 'many' | 'sources' | 'search';

export interface Question {
  readonly name: string;
  readonly kind: Kind;
  /** The ids of each request; all are sent at once. */
  readonly requests: readonly (readonly string[])[];
}

/** `ids` are those of the newest videos. No id is in two questions, so that caches gain nothing. */
export function questionsOf(ids: readonly string[]): Question[] {
  const hot = ids.slice(20, 40);
  const some = (number: number) => [...hot].sort(byHash(`request ${number}`)).slice(0, 5);
  return [
    { name: 'one video', kind: 'one', requests: [ids.slice(40, 41)] },
    { name: '20 videos by their ids', kind: 'many', requests: [ids.slice(41, 61)] },
    { name: '20 search hits with their fields', kind: 'search', requests: [ids.slice(0, 20)] },
    { name: '20 videos, sources, streams', kind: 'sources', requests: [ids.slice(61, 81)] },
    {
      name: '100 requests at once, 5 of 20 hot ids each',
      kind: 'many',
      requests: Array.from({ length: 100 }, (_, number) => some(number)),
    },
  ];
}

/** An order as good as random, and the same in every run. */
function byHash(salt: string) {
  const hash = (id: string) => createHash('sha1').update(`${salt} ${id}`).digest('hex');
  return (a: string, b: string) => hash(a).localeCompare(hash(b));
}

/** How one server is asked. */
export type Asking = (kind: Kind, ids: readonly string[]) => Exchange;

export const askBff =
  (url: string): Asking =>
  (kind, ids) => {
    const list = ids.join(',');
    const paths: Record<Kind, string> = {
      one: `/video/${list}`,
      many: `/videos?ids=${list}`,
      sources: `/sources?ids=${list}`,
      search: '/search',
    };
    return { url: `${url}${paths[kind]}`, method: 'GET' };
  };

const post = (url: string, query: string, variables: object): Exchange => ({
  url,
  method: 'POST',
  body: JSON.stringify({ query, variables }),
});

export function askHive(url: string): Asking {
  const names = ['Title', 'Description', 'Status', 'Tags', 'Duration', 'Size', 'CreationTime'];
  const fields = `VideoId ${names.join(' ')} CateName`;
  const sources = 'MezzanineInfo { FileName FileURL Bitrate } PlayInfoList { Definition PlayURL }';
  const queries: Record<Kind, string> = {
    one: `query ($id: String!) { video(id: $id) { Video { ${fields} } } }`,
    many: `query ($ids: [String]!) { videos(ids: $ids) { VideoList { ${fields} } } }`,
    sources: `query ($ids: [String]!) {
      videos(ids: $ids) { VideoList { ${fields} media { ${sources} } } }
    }`,
    search: `query ($fields: String!) {
      search(fields: $fields, pageSize: 20) { Total MediaList { Video { ${fields} } } }
    }`,
  };
  const searched = [...names, 'CateName'].join(',');
  return (kind, ids) => post(url, queries[kind], { id: ids[0], ids, fields: searched });
}

export function askVodgraph(url: string): Asking {
  const media = 'id title description status tags createdAt category { name }';
  const fields = `${media} duration size`;
  const sources = 'mezzanine { fileName fileUrl bitrate } streams { definition url }';
  const queries: Record<Kind, string> = {
    one: `query ($id: ID!) { video(id: $id) { ${fields} } }`,
    many: `query ($ids: [ID!]!) { videos(ids: $ids) { ${fields} } }`,
    sources: `query ($ids: [ID!]!) { videos(ids: $ids) { ${fields} ${sources} } }`,
    search: `query {
      searchMedia(type: VIDEO, first: 20) { totalCount nodes { ${media} ... on Video { duration size } } }
    }`,
  };
  return (kind, ids) => post(url, queries[kind], { id: ids[0], ids });
}
