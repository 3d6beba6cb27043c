import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { ValueOf } from './wire-enum.js';

export const ItemOutcome = {
  DONE: 'DONE',
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  NOT_REMOVABLE: 'NOT_REMOVABLE',
  FAILED: 'FAILED',
  UNCONFIRMED: 'UNCONFIRMED',
} as const;
export type ItemOutcome = ValueOf<typeof ItemOutcome>;
registerEnumType(ItemOutcome, {
  name: 'ItemOutcome',
  description: 'What became of one item of a mutation.',
  valuesConfig: {
    DONE: { description: 'VOD did it.' },
    NOT_FOUND: { description: 'It does not exist (any more).' },
    FORBIDDEN: { description: 'The account or its keys may not do it.' },
    NOT_REMOVABLE: {
      description:
        'The source is what plays: deleting it needs `force`. Or the right to is missing.',
    },
    FAILED: { description: 'VOD refused it, or it was not sent: nothing has changed. See `code`.' },
    UNCONFIRMED: {
      description: 'The answer was lost: it may or may not have happened. Read again to know.',
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'What became of one item of a mutation.' })
export class ItemResult {
  @Field(() => ID, { description: 'The item as it was given: an id or a URL.' })
  id!: string;

  @Field(() => ItemOutcome, { description: 'What happened.' })
  outcome!: ItemOutcome;

  @Field(() => String, {
    nullable: true,
    description:
      "VOD's code, or ours where VOD did not answer (`UPSTREAM_TIMEOUT`, …); null if done.",
  })
  code!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What went wrong, in English; null if done.',
  })
  message!: string | null;

  @Field(() => Boolean, { description: 'Whether trying the same again may help.' })
  retryable!: boolean;
}
