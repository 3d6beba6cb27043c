import { Field, ID, ObjectType } from 'type-graphql';
import { ItemResult } from './item-result.js';

/** Payloads keep the ids they are about: what is read back is read only if it is selected. */

@ObjectType({ simpleResolvers: true, description: 'Answer of `updateVideo`.' })
export class UpdateVideoPayload {
  id!: string;
}

@ObjectType({ simpleResolvers: true })
abstract class ResultsPayload {
  @Field(() => [ItemResult], {
    description: 'What became of each item: in the order of the input, each item once.',
  })
  results!: ItemResult[];
}

@ObjectType({ simpleResolvers: true, description: 'Answer of `updateVideos`.' })
export class UpdateVideosPayload extends ResultsPayload {}

@ObjectType({ simpleResolvers: true, description: 'Answer of `updateImages`.' })
export class UpdateImagesPayload extends ResultsPayload {}

@ObjectType({ simpleResolvers: true, description: 'Answer of `deleteVideos`.' })
export class DeleteVideosPayload extends ResultsPayload {
  @Field(() => [ID], { description: 'The ids that VOD deleted.' })
  deletedIds!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'Answer of `deleteStreams`.' })
export class DeleteStreamsPayload extends ResultsPayload {
  videoId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Answer of `deleteMezzanines`.' })
export class DeleteMezzaninesPayload extends ResultsPayload {}

@ObjectType({ simpleResolvers: true, description: 'Answer of `deleteImages`.' })
export class DeleteImagesPayload extends ResultsPayload {}
