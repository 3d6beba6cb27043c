import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';
import { openapi } from './openapi.mjs';

/** The source and the streams of a video are a field of it; those of all videos of an answer come in one request. */
export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadOpenAPISubgraph('vod', { source: openapi, endpoint: process.env.FACADE }),
    },
  ],
  additionalTypeDefs: /* GraphQL */ `
    extend type Video {
      media: MediaInfo
        @resolveTo(
          sourceName: "vod"
          sourceTypeName: "Query"
          sourceFieldName: "media"
          requiredSelectionSet: "{ VideoId }"
          keyField: "VideoId"
          keysArg: "ids"
          valueKeyField: "MediaId"
          result: "MediaInfos"
        )
    }
  `,
});
