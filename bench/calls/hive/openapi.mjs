/** An OpenAPI description of the facade: the fields that the queries of the bench ask for, and ids. */

const text = { type: 'string' };
const number = { type: 'number' };
const object = (properties) => ({ type: 'object', properties });
const list = (items) => ({ type: 'array', items });
const ref = (name) => ({ $ref: `#/components/schemas/${name}` });

const schemas = {
  Video: object({
    VideoId: text,
    Title: text,
    Description: text,
    Tags: text,
    Status: text,
    Duration: number,
    Size: number,
    CreationTime: text,
    CateName: text,
  }),
  Mezzanine: object({ VideoId: text, FileName: text, FileURL: text, Bitrate: text }),
  Play: object({ Definition: text, Format: text, PlayURL: text }),
  VideoAnswer: object({ Video: ref('Video') }),
  VideosAnswer: object({ VideoList: list(ref('Video')) }),
  MediaInfo: object({
    MediaId: text,
    MezzanineInfo: ref('Mezzanine'),
    PlayInfoList: list(ref('Play')),
  }),
  MediaAnswer: object({ MediaInfos: list(ref('MediaInfo')) }),
  Hit: object({ MediaId: text, Video: ref('Video') }),
  SearchAnswer: object({ Total: number, MediaList: list(ref('Hit')) }),
};

const id = { name: 'id', in: 'path', required: true, schema: text };
/** Separated by commas. */
const ids = {
  name: 'ids',
  in: 'query',
  required: true,
  style: 'form',
  explode: false,
  schema: list(text),
};
const query = (name, schema) => ({ name, in: 'query', required: true, schema });

const get = (operationId, answer, ...parameters) => ({
  get: {
    operationId,
    parameters,
    responses: {
      200: { description: 'found', content: { 'application/json': { schema: ref(answer) } } },
    },
  },
});

export const openapi = {
  openapi: '3.0.3',
  info: { title: 'A library of videos', version: '1' },
  paths: {
    '/videos/{id}': get('video', 'VideoAnswer', id),
    '/videos': get('videos', 'VideosAnswer', ids),
    '/media': get('media', 'MediaAnswer', ids),
    '/search': get('search', 'SearchAnswer', query('fields', text), query('pageSize', number)),
  },
  components: { schemas },
};
