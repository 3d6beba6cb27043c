import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { checkIds, checkMaxCount } from '../datasources/input.js';
import { toResults, unlessNothingHappened } from '../datasources/items.js';
import {
  DeleteMezzaninesPayload,
  DeleteVideosPayload,
  UpdateVideoPayload,
  UpdateVideosPayload,
} from '../types/payload.js';
import { Audio, UpdateVideoInput, Video, VideoConnection, VideoListArgs } from '../types/video.js';
import { toConnection } from './connection.js';
import { selectedOfMedium, selectedOfNodes } from './selection.js';

@Resolver(() => Video)
export class VideoResolver {
  @Query(() => Video, {
    nullable: true,
    description:
      'The video with this id; null if there is none. VOD does not tell audio from video here: the id of an audio answers too. Look-ups anywhere in a query share calls of 20 (GetVideoInfos).',
  })
  video(
    @Arg('id', () => ID, { description: 'Id of the video.' }) id: string,
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Video | null> {
    return vod.videos.byId('Video', id, selectedOfMedium(info, 'Video'));
  }

  @Query(() => [Video], {
    nullable: 'itemsAndList',
    description:
      'The videos with these ids, in their order, duplicates included; null where there is none. 20 ids cost one call (GetVideoInfos).',
  })
  videos(
    @Arg('ids', () => [ID], { description: 'Ids, at most 500.' }) ids: string[],
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<(Video | null | Error)[]> {
    checkMaxCount('ids', ids.length);
    return vod.videos.byIds('Video', ids, selectedOfMedium(info, 'Video'));
  }

  @Query(() => Audio, {
    nullable: true,
    description: 'The audio with this id; null if there is none. Works like `video`.',
  })
  audio(
    @Arg('id', () => ID, { description: 'Id of the audio.' }) id: string,
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Audio | null> {
    return vod.videos.byId('Audio', id, selectedOfMedium(info, 'Audio'));
  }

  @Query(() => VideoConnection, {
    nullable: true,
    description:
      'Videos and audios by state, category and time of creation (GetVideoList). VOD reaches the first 5,000 matches only.',
  })
  async videoList(
    @Args(() => VideoListArgs) args: VideoListArgs,
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<VideoConnection> {
    return toConnection(await vod.videoList.list(args, selectedOfNodes(info, 'Video')));
  }

  @Mutation(() => UpdateVideoPayload, {
    nullable: true,
    description:
      'Changes one video or audio (UpdateVideoInfo). Errors: `BAD_USER_INPUT`, `NOT_FOUND`; a lost answer carries `extensions.outcome: "UNCONFIRMED"`.',
  })
  async updateVideo(
    @Arg('input', () => UpdateVideoInput, { description: 'What to change.' })
    input: UpdateVideoInput,
    @Ctx() { vod }: Context,
  ): Promise<UpdateVideoPayload> {
    await vod.videoChanges.update(input);
    return { id: input.id };
  }

  @Mutation(() => UpdateVideosPayload, {
    nullable: true,
    description:
      'Changes several videos or audios. 20 items cost one call (UpdateVideoInfos); an item with `userData` costs one of its own. A chunk that fails, fails its items.',
  })
  async updateVideos(
    @Arg('input', () => [UpdateVideoInput], { description: 'The changes, 1–500.' })
    input: UpdateVideoInput[],
    @Ctx() { vod }: Context,
  ): Promise<UpdateVideosPayload> {
    const changes = unlessNothingHappened(await vod.videoChanges.updateMany(input));
    return { results: toResults([...new Set(input.map(({ id }) => id))], changes) };
  }

  @Mutation(() => DeleteVideosPayload, {
    nullable: true,
    description:
      'Deletes videos and audios with their source, streams and snapshots (DeleteVideo). This cannot be undone.',
  })
  async deleteVideos(
    @Arg('ids', () => [ID], { description: 'Ids, 1–500.' }) ids: string[],
    @Ctx() { vod }: Context,
  ): Promise<DeleteVideosPayload> {
    const distinct = checkIds('ids', ids);
    const changes = unlessNothingHappened(await vod.videoChanges.delete(distinct));
    const results = toResults(distinct, changes);
    const deleted = results.filter(({ outcome }) => outcome === 'DONE');
    return { results, deletedIds: deleted.map(({ id }) => id) };
  }

  @Mutation(() => DeleteMezzaninesPayload, {
    nullable: true,
    description:
      'Deletes source files; the streams stay (DeleteMezzanines). This cannot be undone, and nothing can be transcoded afterwards.',
  })
  async deleteMezzanines(
    @Arg('videoIds', () => [ID], { description: 'Ids of the media, 1–500.' }) videoIds: string[],
    @Arg('force', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'Delete also a source that is itself the playable stream. Default: false.',
    })
    force: boolean | null,
    @Ctx() { vod }: Context,
  ): Promise<DeleteMezzaninesPayload> {
    const distinct = checkIds('videoIds', videoIds);
    const changes = await vod.videoChanges.deleteMezzanines(distinct, force ?? false);
    return { results: toResults(distinct, unlessNothingHappened(changes)) };
  }
}
