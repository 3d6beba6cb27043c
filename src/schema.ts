import 'reflect-metadata';
import { type GraphQLSchema, isInputObjectType } from 'graphql';
import { buildSchema } from 'type-graphql';
import { ImageResolver } from './resolvers/image.js';
import {
  AudioMezzanineResolver,
  MezzanineResolver,
  VideoMezzanineResolver,
} from './resolvers/mezzanine.js';
import {
  DeleteStreamsPayloadResolver,
  UpdateImagesPayloadResolver,
  UpdateVideoPayloadResolver,
  UpdateVideosPayloadResolver,
} from './resolvers/payload.js';
import { SearchResolver } from './resolvers/search.js';
import { AudioStreamsResolver, StreamResolver, VideoStreamsResolver } from './resolvers/stream.js';
import { VideoResolver } from './resolvers/video.js';
import { AttachedMedia } from './types/attached-media.js';

/** Input types of which exactly one field must be given; type-graphql has no decorator for it. */
const oneOfInputs = ['DeleteImagesInput', 'MediaCondition'];

export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      VideoResolver,
      ImageResolver,
      SearchResolver,
      MezzanineResolver,
      VideoMezzanineResolver,
      AudioMezzanineResolver,
      StreamResolver,
      VideoStreamsResolver,
      AudioStreamsResolver,
      UpdateVideoPayloadResolver,
      UpdateVideosPayloadResolver,
      UpdateImagesPayloadResolver,
      DeleteStreamsPayloadResolver,
    ],
    // Reached through the interface only.
    orphanedTypes: [AttachedMedia],
    validate: false,
  });
  for (const name of oneOfInputs) {
    const type = schema.getType(name);
    if (!isInputObjectType(type)) throw new Error(`${name} is not an input type of the schema`);
    type.isOneOf = true;
  }
  return schema;
}
