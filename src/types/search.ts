import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { BusinessType } from './attached-media.js';
import { Media, MediaStatus, MediaType, SortOrder } from './media.js';
import { connectionOf, PageArgs } from './page.js';
import { DateTime, SafeInt } from './scalars.js';
import { MediaSource, PreprocessStatus } from './video.js';
import type { ValueOf } from './wire-enum.js';

@ObjectType({ simpleResolvers: true, description: 'A page of media of any kind.' })
export class MediaConnection extends connectionOf(Media, 'Media') {}

export const MediaSortField = {
  CREATED_AT: 'CreationTime',
  MODIFIED_AT: 'ModificationTime',
} as const;
export type MediaSortField = ValueOf<typeof MediaSortField>;
registerEnumType(MediaSortField, {
  name: 'MediaSortField',
  description: 'What media can be sorted by.',
  valuesConfig: {
    CREATED_AT: { description: 'Time of creation.' },
    MODIFIED_AT: { description: 'Time of the last change.' },
  },
});

@InputType({ description: 'One sort key.' })
export class MediaSort {
  @Field(() => MediaSortField, { description: 'What to sort by.' })
  field!: MediaSortField;

  @Field(() => SortOrder, {
    nullable: true,
    defaultValue: SortOrder.DESC,
    description: 'Direction. Default: `DESC`.',
  })
  order?: SortOrder | null;
}

@InputType({ description: 'A range of numbers; either end may be left open, not both.' })
class NumberRange {
  @Field(() => Number, { nullable: true, description: 'Smallest value, inclusive. Default: open.' })
  from?: number | null;

  @Field(() => Number, { nullable: true, description: 'Largest value, inclusive. Default: open.' })
  to?: number | null;
}

@InputType({ description: 'A range of bytes; either end may be left open, not both.' })
class SizeRange {
  @Field(() => SafeInt, { nullable: true, description: 'Smallest size, inclusive. Default: open.' })
  from?: number | null;

  @Field(() => SafeInt, { nullable: true, description: 'Largest size, inclusive. Default: open.' })
  to?: number | null;
}

@InputType({ description: 'A range of time; either end may be left open, not both.' })
class TimeRange {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Earliest time, inclusive, whole seconds. Default: open.',
  })
  from?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Latest time, inclusive, whole seconds. Default: open.',
  })
  to?: Date | null;
}

const textRule = 'Text holds no quotes, backslashes or control characters.';

/**
 * Exactly one of these makes a condition; all that are set make a filter. VOD documents no nested
 * groups, so neither input type recurses.
 */
@InputType()
abstract class MediaCriteria {
  @Field(() => [ID], { nullable: true, description: 'Any of these ids; at most 100.' })
  ids?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Title contains any of these words (VOD splits words itself). ${textRule}`,
  })
  title?: string[] | null;

  @Field(() => [String], { nullable: true, description: `Has any of these tags. ${textRule}` })
  tags?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Description contains any of these words. ${textRule}`,
  })
  description?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `File name contains any of these; images and attached media only. ${textRule}`,
  })
  fileName?: string[] | null;

  @Field(() => [MediaStatus], { nullable: true, description: 'Any of these states.' })
  status?: MediaStatus[] | null;

  @Field(() => [MediaSource], {
    nullable: true,
    description: 'Any of these origins; video and audio only.',
  })
  source?: MediaSource[] | null;

  @Field(() => [PreprocessStatus], {
    nullable: true,
    description: 'Any of these states of preprocessing; video and audio only.',
  })
  preprocessStatus?: PreprocessStatus[] | null;

  @Field(() => [BusinessType], {
    nullable: true,
    description: 'Any of these purposes; attached media only.',
  })
  businessType?: BusinessType[] | null;

  @Field(() => [String], { nullable: true, description: `In any of these buckets. ${textRule}` })
  storageLocation?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `In any of these applications. ${textRule}`,
  })
  appId?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'In this category, an integer id.' })
  categoryId?: string | null;

  @Field(() => SizeRange, {
    nullable: true,
    description: 'Size of the source in bytes; video and audio only.',
  })
  size?: SizeRange | null;

  @Field(() => NumberRange, {
    nullable: true,
    description: 'Length in seconds; video and audio only.',
  })
  duration?: NumberRange | null;

  @Field(() => TimeRange, { nullable: true, description: 'Time of creation.' })
  createdAt?: TimeRange | null;

  @Field(() => TimeRange, { nullable: true, description: 'Time of the last change.' })
  modifiedAt?: TimeRange | null;
}

@InputType({ description: 'One condition: exactly one of the fields.' })
export class MediaCondition extends MediaCriteria {}

@InputType({ description: 'Alternatives: at least one of the conditions must hold.' })
export class MediaAlternatives {
  @Field(() => [MediaCondition], { description: 'The conditions; at least one.' })
  or!: MediaCondition[];
}

@InputType({
  description:
    'Which media to find: all fields that are set must hold. Which kind of medium knows which field is told by each field; a field of another kind is refused.',
})
export class MediaFilter extends MediaCriteria {
  @Field(() => [MediaAlternatives], {
    nullable: true,
    description: 'Groups of alternatives; each group must hold.',
  })
  and?: MediaAlternatives[] | null;
}

@ArgsType()
export class SearchMediaArgs extends PageArgs {
  @Field(() => MediaType, {
    nullable: true,
    defaultValue: MediaType.VIDEO,
    description: 'Which kind of media. Default: `VIDEO`.',
  })
  type?: MediaType | null;

  @Field(() => MediaFilter, {
    nullable: true,
    description: 'Which media; not together with `match`. Default: all.',
  })
  filter?: MediaFilter | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A raw Match expression of VOD's SearchMedia, passed on as it is, e.g. `Title in ('harbour') and Status='Normal'`; not together with `filter`.",
  })
  match?: string | null;

  @Field(() => [MediaSort], {
    nullable: true,
    description:
      'Sort keys, most important first, at most 3. Default: newest first. Past 5,000 matches only one key is possible.',
  })
  sort?: MediaSort[] | null;
}
