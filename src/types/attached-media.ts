import { Field, ObjectType } from 'type-graphql';
import { Category } from './category.js';
import { Media } from './media.js';
import { type ValueOf, wireEnum } from './wire-enum.js';

export const BusinessType = wireEnum('BusinessType', 'What an attached medium is for.', {
  WATERMARK: ['watermark', 'A watermark.'],
  SUBTITLE: ['subtitle', 'A subtitle file.'],
  MATERIAL: ['material', 'Material for editing.'],
});
export type BusinessType = ValueOf<typeof BusinessType>;

@ObjectType({
  implements: Media,
  simpleResolvers: true,
  description: 'An attached medium: a watermark, subtitle or material. Found by `searchMedia`.',
})
export class AttachedMedia extends Media {
  readonly __typename = 'AttachedMedia';

  @Field(() => String, { nullable: true, description: 'URL of the file, signed if VOD signs it.' })
  url!: string | null;

  @Field(() => BusinessType, { nullable: true, description: 'What it is for.' })
  businessType!: BusinessType | null;

  @Field(() => String, { nullable: true, description: 'Name of the stored file.' })
  fileName!: string | null;

  @Field(() => [Category], { description: 'Its categories; `category` is the first of them.' })
  categories!: Category[];
}
