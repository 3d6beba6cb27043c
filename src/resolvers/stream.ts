import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { checkId, checkIds } from '../datasources/input.js';
import { toResults, unlessNothingHappened } from '../datasources/items.js';
import { maxStreamTimeout, readUrlOptions } from '../datasources/url-options.js';
import { Media } from '../types/media.js';
import { DeleteStreamsPayload } from '../types/payload.js';
import { Stream, StreamArgs } from '../types/stream.js';
import { Audio, Video } from '../types/video.js';
import { selectedOfMedium } from './selection.js';

const streamsDescription =
  'What can be played, also older streams unless filtered; empty while nothing can be played, null only if reading failed. One medium costs a GetPlayInfo call; several without options share calls of 20 (BatchGetMediaInfos).';

@Resolver(() => Stream)
export class StreamResolver {
  @FieldResolver(() => Video, {
    nullable: true,
    description: 'The medium the stream belongs to, as a video.',
  })
  video(
    @Root() { videoId }: Stream,
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Video | null> {
    return vod.videos.byId('Video', videoId, selectedOfMedium(info, 'Video'));
  }

  @FieldResolver(() => Media, {
    nullable: true,
    description: 'The medium the stream belongs to: the one it was reached from.',
  })
  media(
    @Root() { videoId, mediaKind }: Stream,
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Video | Audio | null> {
    return vod.videos.byId(mediaKind, videoId, selectedOfMedium(info, mediaKind));
  }

  @Mutation(() => DeleteStreamsPayload, {
    nullable: true,
    description:
      'Deletes streams of one video (DeleteStream). This cannot be undone. The streams are read first (GetPlayInfo): unknown jobs are `NOT_FOUND` and not sent.',
  })
  async deleteStreams(
    @Arg('videoId', () => ID, { description: 'The video.' }) videoId: string,
    @Arg('jobIds', () => [ID], {
      description: 'Which of its streams, by `Stream.jobId`: 1–500, 20 cost one call.',
    })
    jobIds: string[],
    @Ctx() { vod }: Context,
  ): Promise<DeleteStreamsPayload> {
    checkId('videoId', videoId);
    const distinct = checkIds('jobIds', jobIds);
    const changes = unlessNothingHappened(await vod.streams.delete(videoId, distinct));
    return { results: toResults(distinct, changes), videoId };
  }
}

@Resolver(() => Video)
export class VideoStreamsResolver {
  @FieldResolver(() => [Stream], { nullable: true, description: streamsDescription })
  streams(
    @Root() video: Video,
    @Args(() => StreamArgs) args: StreamArgs,
    @Ctx() { vod }: Context,
  ): Promise<Stream[]> {
    const options = readUrlOptions(args, maxStreamTimeout);
    return vod.streams.ofMedium(video, options, args.filter ?? null);
  }
}

@Resolver(() => Audio)
export class AudioStreamsResolver {
  @FieldResolver(() => [Stream], { nullable: true, description: streamsDescription })
  streams(
    @Root() audio: Audio,
    @Args(() => StreamArgs) args: StreamArgs,
    @Ctx() { vod }: Context,
  ): Promise<Stream[]> {
    const options = readUrlOptions(args, maxStreamTimeout);
    return vod.streams.ofMedium(audio, options, args.filter ?? null);
  }
}
