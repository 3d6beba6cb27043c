import type { ExampleTab } from './playground.js';

/** Ids of things that exist, so that the examples answer something. */
export interface ExampleIds {
  /** Videos with a source and streams. */
  readonly videos: readonly string[];
  /** A video that nobody misses once the last example has deleted it. */
  readonly disposableVideo: string;
  readonly image: string;
}

/** One tab each, in the order of a first walk through the graph. */
export function exampleTabs({ videos, disposableVideo, image }: ExampleIds): ExampleTab[] {
  return [
    {
      query: `# One video by its id.
# An id that does not exist answers null, not an error.
query OneVideo($id: ID!) {
  video(id: $id) {
    id
    title
    description
    tags
    status
    duration
    size
    coverUrl
    category {
      name
    }
    createdAt
  }
}
`,
      variables: { id: videos[0] },
    },
    {
      query: `# Several videos with their sources and streams.
# However many ids (up to 20): two calls to VOD.
query VideosWithStreams($ids: [ID!]!) {
  videos(ids: $ids) {
    id
    title
    mezzanine {
      fileName
      fileUrl
      width
      height
      videoStreams {
        codecName
        fps
      }
    }
    streams {
      definition
      format
      width
      height
      bitrate
      url
    }
  }
}
`,
      variables: { ids: videos },
    },
    {
      query: `# Search. Every condition of the filter must hold;
# a list means "any of". Next page: endCursor as "after".
query SearchVideos(
  $filter: MediaFilter!
  $first: Int
  $after: String
) {
  searchMedia(
    type: VIDEO
    filter: $filter
    sort: [{ field: CREATED_AT }]
    first: $first
    after: $after
  ) {
    totalCount
    nodes {
      id
      title
      tags
      createdAt
      ... on Video {
        duration
        coverUrl
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
      variables: { filter: { status: ['NORMAL'], duration: { from: 10 } }, first: 5, after: null },
    },
    {
      query: `# One image with its original file.
# Open the URL of the answer in a browser to see it.
query OneImage($id: ID!) {
  image(id: $id) {
    id
    title
    type
    url
    mezzanine {
      originalFileName
      fileSize
      width
      height
    }
  }
}
`,
      variables: { id: image },
    },
    {
      query: `# Change a video. What the input leaves out stays as it is.
mutation UpdateVideo($input: UpdateVideoInput!) {
  updateVideo(input: $input) {
    video {
      id
      title
      tags
      modifiedAt
    }
  }
}
`,
      variables: {
        input: { id: videos[0], title: 'Renamed in the playground', tags: ['playground'] },
      },
    },
    {
      query: `# Delete videos, for good. Each id has its own result:
# here one exists and one does not.
mutation DeleteVideos($ids: [ID!]!) {
  deleteVideos(ids: $ids) {
    deletedIds
    results {
      id
      outcome
      code
      message
    }
  }
}
`,
      variables: { ids: [disposableVideo, 'does-not-exist'] },
    },
  ];
}
