import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { maxFileTimeout, readUrlOptions } from '../datasources/url-options.js';
import { UrlArgs } from '../types/image.js';
import { Media } from '../types/media.js';
import { Mezzanine } from '../types/mezzanine.js';
import { Audio, Video } from '../types/video.js';
import { selectedFields, selectedOfMedium } from './selection.js';

@Resolver(() => Mezzanine)
export class MezzanineResolver {
  @Query(() => Mezzanine, {
    nullable: true,
    description:
      'The source file of a video or audio; null if there is no such medium or its source is deleted. One costs a GetMezzanineInfo call, several of one query share calls of 20 (BatchGetMediaInfos) where no field or option needs the single call.',
  })
  mezzanine(
    @Arg('videoId', () => ID, { description: 'Id of the video or audio.' }) videoId: string,
    @Args(() => UrlArgs) args: UrlArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Mezzanine | null> {
    return readMezzanine(videoId, args, context, info);
  }

  @FieldResolver(() => Video, {
    nullable: true,
    description: 'The medium it is the source of, as a video.',
  })
  video(
    @Root() { videoId }: Mezzanine,
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Video | null> {
    return vod.videos.byId('Video', videoId, selectedOfMedium(info, 'Video'));
  }

  @FieldResolver(() => Media, {
    nullable: true,
    description:
      'The medium it is the source of: the one it was reached from; otherwise an audio if the analysed source has no pictures.',
  })
  media(
    @Root() mezzanine: Mezzanine,
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Video | Audio | null> {
    const kind = mezzanine.mediaKind ?? kindOf(mezzanine);
    return vod.videos.byId(kind, mezzanine.videoId, selectedOfMedium(info, kind));
  }
}

/** A source that is analysed (it has a length) and has no width holds no pictures. */
function kindOf({ duration, width }: Mezzanine): 'Video' | 'Audio' {
  return duration && !width ? 'Audio' : 'Video';
}

@Resolver(() => Video)
export class VideoMezzanineResolver {
  @FieldResolver(() => Mezzanine, {
    nullable: true,
    description: 'The source file; null if it is deleted. Costs what `Query.mezzanine` costs.',
  })
  async mezzanine(
    @Root() video: Video,
    @Args(() => UrlArgs) args: UrlArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Mezzanine | null> {
    return ofKind('Video', await readMezzanine(video.id, args, context, info));
  }
}

@Resolver(() => Audio)
export class AudioMezzanineResolver {
  @FieldResolver(() => Mezzanine, {
    nullable: true,
    description: 'The source file; null if it is deleted. Costs what `Query.mezzanine` costs.',
  })
  async mezzanine(
    @Root() audio: Audio,
    @Args(() => UrlArgs) args: UrlArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Mezzanine | null> {
    return ofKind('Audio', await readMezzanine(audio.id, args, context, info));
  }
}

function readMezzanine(
  videoId: string,
  args: UrlArgs,
  { vod }: Context,
  info: GraphQLResolveInfo,
): Promise<Mezzanine | null> {
  const options = readUrlOptions(args, maxFileTimeout);
  return vod.mezzanines.byVideoId(videoId, options, selectedFields(info, 'Mezzanine'));
}

function ofKind(mediaKind: 'Video' | 'Audio', mezzanine: Mezzanine | null): Mezzanine | null {
  return mezzanine === null ? null : { ...mezzanine, mediaKind };
}
