import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Media, OutputType } from './media.js';
import { SafeInt } from './scalars.js';
import { AuditStatus } from './video.js';
import { type MaybePromise, type ValueOf, wireEnum } from './wire-enum.js';

export const ImageType = wireEnum('ImageType', 'What an uploaded image is for.', {
  DEFAULT: ['default', 'An ordinary image.'],
  COVER: ['cover', 'Uploaded to be the cover of a medium.'],
});
export type ImageType = ValueOf<typeof ImageType>;

export const VideoImageType = wireEnum(
  'VideoImageType',
  'Kinds of images that VOD made from a video.',
  {
    COVER_SNAPSHOT: ['CoverSnapshot', 'Cover snapshots.'],
    NORMAL_SNAPSHOT: ['NormalSnapshot', 'Ordinary snapshots.'],
    SPRITE_SNAPSHOT: ['SpriteSnapshot', 'Sprite sheets.'],
    SPRITE_ORIGIN_SNAPSHOT: ['SpriteOriginSnapshot', 'The single pictures of the sprite sheets.'],
    ALL: ['All', 'All of them; stands alone.'],
  },
);
export type VideoImageType = ValueOf<typeof VideoImageType>;

@ObjectType({ simpleResolvers: true, description: 'The original file of an image.' })
export class ImageMezzanine {
  @Field(() => String, {
    nullable: true,
    description: 'URL in OSS, signed if the bucket is private.',
  })
  fileUrl!: string | null;

  @Field(() => SafeInt, { nullable: true, description: 'Size in bytes.' })
  fileSize!: number | null;

  @Field(() => Int, { nullable: true, description: 'Width in pixels.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels.' })
  height!: number | null;

  @Field(() => String, { nullable: true, description: 'Name of the file when it was uploaded.' })
  originalFileName!: string | null;
}

@ObjectType({ implements: Media, simpleResolvers: true, description: 'An uploaded image.' })
export class Image extends Media {
  readonly __typename = 'Image';

  @Field(() => String, {
    nullable: true,
    description: 'URL of the image, signed if VOD signs it; see `authTimeout` and `outputType`.',
  })
  url!: string | null;

  @Field(() => ImageType, { nullable: true, description: 'What the image is for.' })
  type!: ImageType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Region of the storage, e.g. `cn-shanghai`.',
  })
  regionId!: string | null;

  @Field(() => AuditStatus, { nullable: true, description: 'Result of the review.' })
  auditStatus!: AuditStatus | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name of the stored file. Comes from SearchMedia (one call for up to 100 images), whose index may lag behind changes.',
  })
  fileName!: MaybePromise<string | null>;

  @Field(() => ImageMezzanine, { nullable: true, description: 'The original file.' })
  mezzanine!: ImageMezzanine | null;
}

@ArgsType()
export class UrlArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      'Validity of the signed URLs in seconds, at least 1; at most 2,592,000 for OSS URLs (604,800 for the URLs of streams). Default: the validity set in VOD (usually 3,600). A call with options is never shared with one without.',
  })
  authTimeout?: number | null;

  @Field(() => OutputType, {
    nullable: true,
    description: 'Kind of URL. Default: `CDN`.',
  })
  outputType?: OutputType | null;
}

@InputType({
  description:
    'A change of one image. A field left out stays as it is; null, an empty text and an empty list are refused. Texts hold no emoji.',
})
export class UpdateImageInput {
  @Field(() => ID, { description: 'The image to change.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'New title, 1–128 bytes of UTF-8.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'New description, 1–1,024 bytes of UTF-8.' })
  description?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'New tags, replacing all: 1–16, each 1–32 bytes of UTF-8 without a comma.',
  })
  tags?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Id of the new category, an integer.' })
  categoryId?: string | null;
}

@InputType({ description: 'Images that VOD made from one video.' })
export class VideoImagesInput {
  @Field(() => ID, { description: 'The video.' })
  id!: string;

  @Field(() => [VideoImageType], { description: 'Which kinds of its images; at least one.' })
  types!: VideoImageType[];
}

@InputType({ description: 'Which images to delete: exactly one of the fields.' })
export class DeleteImagesInput {
  @Field(() => [ID], { nullable: true, description: 'Uploaded images by id: 1–500.' })
  ids?: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'Uploaded images by URL: 1–500, one upstream call each.',
  })
  urls?: string[];

  @Field(() => VideoImagesInput, {
    nullable: true,
    description: 'Images made from a video.',
  })
  video?: VideoImagesInput;
}
