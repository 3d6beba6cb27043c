/** What `npm start` prints once everything listens. */
export interface BannerFacts {
  /** Of the GraphQL server, e.g. `http://127.0.0.1:4000`. */
  readonly origin: string;
  readonly playground: boolean;
  /** An id for the example query. */
  readonly videoId: string;
  /** Where calls go: the real service, or the embedded one with the key that it accepts. */
  readonly upstream:
    | { readonly endpoint: string }
    | { readonly origin: string; readonly keyId: string; readonly keySecret: string };
}

export function banner({ origin, playground, videoId, upstream }: BannerFacts): string {
  const query = `{ video(id: "${videoId}") { title duration streams { definition format url } } }`;
  const service =
    'endpoint' in upstream
      ? `VOD          ${upstream.endpoint}`
      : `Embedded VOD ${upstream.origin}   (access key id ${upstream.keyId}, secret ${upstream.keySecret})`;
  return `
GraphQL      ${origin}/graphql
Playground   ${playground ? `${origin}/` : 'off (PLAYGROUND=false)'}
${service}

Try it:

  curl ${origin}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query })}'
`;
}
