import { randomBytes } from 'node:crypto';

/** What the library holds. */
export interface Ids {
  readonly videos: readonly string[];
  readonly images: readonly string[];
}

/** One request of a mixed load. */
export interface MixedRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Refused as it should be. */
  readonly refused?: true;
  /** The client goes away before the answer. */
  readonly givenUp?: true;
}

type Kind = (ids: Ids, number: number) => MixedRequest;

const video = 'id title description tags status duration size createdAt category { id name }';
const source = 'mezzanine { fileName fileUrl bitrate } streams { definition format url }';

/** Documents that come again and again, with other ids each time. */
const known: Kind = (ids, number) =>
  pick<MixedRequest>([
    {
      query: `query One($id: ID!) { video(id: $id) { ${video} } }`,
      variables: { id: number % 5 === 0 ? unknownId() : pick(ids.videos) },
    },
    {
      query: `query Many($ids: [ID!]!) { videos(ids: $ids) { ${video} } }`,
      variables: { ids: some(ids.videos, 20) },
    },
    {
      query: `query Sources($ids: [ID!]!) { videos(ids: $ids) { title ${source} } }`,
      variables: { ids: some(ids.videos, 5) },
    },
    {
      query: 'query Image($id: ID!) { image(id: $id) { title url mezzanine { width height } } }',
      variables: { id: pick(ids.images) },
    },
    {
      query: `query Search($filter: MediaFilter!) {
        searchMedia(filter: $filter, type: VIDEO, first: 20) { totalCount nodes { id title } }
      }`,
      variables: { filter: { title: [randomBytes(1).toString('hex')] } },
    },
  ]);

/** A document that never came before. */
const newDocument: Kind = (ids, number) => {
  const fields = some(video.replace(/ category.*/, '').split(' '), 8).join(' ');
  return {
    query: `query New${number}($ids: [ID!]!) { videos(ids: $ids) { ${fields} category { name } } }`,
    variables: { ids: some(ids.videos, 5) },
  };
};

const change: Kind = (ids, number) => ({
  query: 'mutation ($input: UpdateVideoInput!) { updateVideo(input: $input) { video { title } } }',
  variables: { input: { id: pick(ids.videos), description: `Changed by request ${number}` } },
});

const invalid: Kind = (_, number) => ({ query: `{ noSuchField${number} }`, refused: true });

const givenUp: Kind = (ids, number) => ({ ...known(ids, number), givenUp: true });

/** Of each hundred requests. */
const shares: readonly (readonly [number, Kind])[] = [
  [50, known],
  [44, newDocument],
  [2, change],
  [2, invalid],
  [2, givenUp],
];
const hundred = shares.flatMap(([share, kind]) => Array.from({ length: share }, () => kind));

export const mixedRequest: Kind = (ids, number) => pick(hundred)(ids, number);

function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Different ones, `count` at most. */
function some<Item>(items: readonly Item[], count: number): Item[] {
  return [...new Set(Array.from({ length: count }, () => pick(items)))];
}

const unknownId = () => randomBytes(16).toString('hex');
