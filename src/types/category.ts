import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'A category of the media library.' })
export class Category {
  @Field(() => ID, { description: 'Id of the category, an integer.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Name, at most 64 bytes of UTF-8.' })
  name!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Level in the tree: 0 to 2. VOD tells it for attached media only.',
  })
  level!: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the parent category, -1 at the root. VOD tells it for attached media only.',
  })
  parentId!: string | null;
}
