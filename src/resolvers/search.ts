import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { MediaConnection, SearchMediaArgs } from '../types/search.js';
import { toConnection } from './connection.js';
import { selectedOfNodes } from './selection.js';

@Resolver(() => MediaConnection)
export class SearchResolver {
  @Query(() => MediaConnection, {
    nullable: true,
    description:
      'Media of one kind by a filter (SearchMedia). A page costs one call, at most two, if the search index holds what is selected; otherwise 20 hits more cost one more. Past 5,000 matches it goes on for video and audio with one sort key. The index may lag behind changes.',
  })
  async searchMedia(
    @Args(() => SearchMediaArgs) args: SearchMediaArgs,
    @Ctx() { vod }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<MediaConnection> {
    const page = await vod.search.search(args, (typeName) => selectedOfNodes(info, typeName));
    return toConnection(page);
  }
}
