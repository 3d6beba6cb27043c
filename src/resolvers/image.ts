import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { checkMaxCount } from '../datasources/input.js';
import { toResults, unlessNothingHappened } from '../datasources/items.js';
import { maxFileTimeout, readUrlOptions } from '../datasources/url-options.js';
import { DeleteImagesInput, Image, UpdateImageInput, UrlArgs } from '../types/image.js';
import { DeleteImagesPayload, UpdateImagesPayload } from '../types/payload.js';
import { selectedFields } from './selection.js';

@Resolver(() => Image)
export class ImageResolver {
  @Query(() => Image, {
    nullable: true,
    description:
      'The uploaded image with this id; null if there is none. One costs a GetImageInfo call, several of one query share calls of 20 (GetImageInfos).',
  })
  image(
    @Arg('id', () => ID, { description: 'Id of the image.' }) id: string,
    @Args(() => UrlArgs) args: UrlArgs,
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Image | null> {
    const options = readUrlOptions(args, maxFileTimeout);
    return vod.images.byId(id, options, selectedFields(info, 'Image'));
  }

  @Query(() => [Image], {
    nullable: 'itemsAndList',
    description:
      'The uploaded images with these ids, in their order, duplicates included; null where there is none.',
  })
  images(
    @Arg('ids', () => [ID], { description: 'Ids, at most 500.' }) ids: string[],
    @Args(() => UrlArgs) args: UrlArgs,
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Image | null>[] {
    checkMaxCount('ids', ids.length);
    const options = readUrlOptions(args, maxFileTimeout);
    const selection = selectedFields(info, 'Image');
    return ids.map((id) => vod.images.byId(id, options, selection));
  }

  @Mutation(() => UpdateImagesPayload, {
    nullable: true,
    description: 'Changes several images (UpdateImageInfos); 20 items cost one call.',
  })
  async updateImages(
    @Arg('input', () => [UpdateImageInput], { description: 'The changes, 1–500.' })
    input: UpdateImageInput[],
    @Ctx() { vod }: Context,
  ): Promise<UpdateImagesPayload> {
    const changes = unlessNothingHappened(await vod.imageChanges.updateMany(input));
    return { results: toResults([...new Set(input.map(({ id }) => id))], changes) };
  }

  @Mutation(() => DeleteImagesPayload, {
    nullable: true,
    description:
      "Deletes uploaded images, or images made from a video (DeleteImage). This cannot be undone. Ids are read first (GetImageInfos): missing ones are `NOT_FOUND` and not sent. The result of `video` carries the video's id.",
  })
  async deleteImages(
    @Arg('input', () => DeleteImagesInput, { description: 'Which images.' })
    input: DeleteImagesInput,
    @Ctx() { vod }: Context,
  ): Promise<DeleteImagesPayload> {
    const { ids, changes } = await vod.imageChanges.delete(input);
    return { results: toResults(ids, unlessNothingHappened(changes)) };
  }
}
