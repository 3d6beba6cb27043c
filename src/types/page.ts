import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { SafeInt } from './scalars.js';
import type { MaybePromise } from './wire-enum.js';

type ClassOf<Item> = abstract new (...args: never[]) => Item;

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 20,
    description: 'How many items the page holds at most: 1–100. Default: 20.',
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Cursor of the edge after which the page starts, from the same field with the same other arguments (`first` may change). Default: the first page.',
  })
  after?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Where a page stands in its list (Relay).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether items follow this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, {
    description: 'Whether items precede this page. Lists are paged forward only.',
  })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null if empty.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last edge, to be given as `after`; null if empty.',
  })
  endCursor!: string | null;
}

/** The connection type of Relay over `node`, to be extended by the class that names it. */
export function connectionOf<Item extends object>(node: ClassOf<Item>, noun: string) {
  @ObjectType(`${noun}Edge`, { simpleResolvers: true, description: 'One item of a page.' })
  class Edge {
    @Field(() => String, {
      description:
        'Opaque; stays valid across restarts. Give it as `after` to go on behind this item.',
    })
    cursor!: string;

    @Field(() => node, { nullable: true, description: 'The item; null if it no longer exists.' })
    node!: MaybePromise<Item | null>;
  }

  @ObjectType({ simpleResolvers: true })
  abstract class Connection {
    @Field(() => [Edge], { description: 'The items with their cursors.' })
    edges!: Edge[];

    @Field(() => [node], {
      nullable: 'items',
      description: 'The items without cursors; null where one no longer exists.',
    })
    nodes!: MaybePromise<Item | null>[];

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    pageInfo!: PageInfo;

    @Field(() => SafeInt, {
      description:
        'How many media match in all, as VOD counts them: an estimate while media change.',
    })
    totalCount!: number;
  }
  return Connection;
}
