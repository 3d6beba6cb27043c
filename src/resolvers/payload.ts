import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { doneButUnread } from '../errors.js';
import { Image } from '../types/image.js';
import {
  DeleteStreamsPayload,
  UpdateImagesPayload,
  UpdateVideoPayload,
  UpdateVideosPayload,
} from '../types/payload.js';
import { Video } from '../types/video.js';
import { selectedFields, selectedOfMedium } from './selection.js';

/** Reading back what a mutation changed: only if selected, and a failure does not undo the change. */

@Resolver(() => UpdateVideoPayload)
export class UpdateVideoPayloadResolver {
  @FieldResolver(() => Video, {
    nullable: true,
    description:
      'The video after the change. If reading it fails, the change is done all the same.',
  })
  video(
    @Root() payload: UpdateVideoPayload,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Video | null> {
    return readVideo(payload.id, context, info);
  }
}

@Resolver(() => DeleteStreamsPayload)
export class DeleteStreamsPayloadResolver {
  @FieldResolver(() => Video, {
    nullable: true,
    description:
      'The video after the change. If reading it fails, the change is done all the same.',
  })
  video(
    @Root() payload: DeleteStreamsPayload,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Video | null> {
    return readVideo(payload.videoId, context, info);
  }
}

@Resolver(() => UpdateVideosPayload)
export class UpdateVideosPayloadResolver {
  @FieldResolver(() => [Video], {
    nullable: true,
    description:
      'Those of the videos that exist after the change, in the order of `results`. If reading them fails, the changes are done all the same.',
  })
  async videos(
    @Root() payload: UpdateVideosPayload,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Video[]> {
    const videos = await Promise.all(payload.results.map(({ id }) => readVideo(id, context, info)));
    return videos.filter((video) => video !== null);
  }
}

@Resolver(() => UpdateImagesPayload)
export class UpdateImagesPayloadResolver {
  @FieldResolver(() => [Image], {
    nullable: true,
    description:
      'Those of the images that exist after the change, in the order of `results`. If reading them fails, the changes are done all the same.',
  })
  async images(
    @Root() payload: UpdateImagesPayload,
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Image[]> {
    const selection = selectedFields(info, 'Image');
    const images = await Promise.all(
      payload.results.map(({ id }) => vod.images.byId(id, {}, selection).catch(rethrowUnread)),
    );
    return images.filter((image) => image !== null);
  }
}

function readVideo(id: string, { vod }: Context, info: GraphQLResolveInfo): Promise<Video | null> {
  return vod.videos.byId('Video', id, selectedOfMedium(info, 'Video')).catch(rethrowUnread);
}

function rethrowUnread(problem: unknown): never {
  throw doneButUnread(problem);
}
