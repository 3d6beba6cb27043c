import type { Image, Medium, NewAttachedMedium } from '../src/emulator/store/records.js';
import type { Store } from '../src/emulator/store.js';
import {
  commonFields,
  imageFields,
  mezzanineFields,
  playableFields,
  streamFields,
} from './expected-fields.js';
import { type Item, isIncluded, type Query, type Root } from './query-document.js';

type Json = unknown;
type Fields = Readonly<Record<string, unknown>>;
type Kind = 'Video' | 'Audio';

/** What calls the answer takes, besides those for the roots themselves. */
export type Need = 'GetVideoInfo' | 'mezzanine' | 'streams' | 'SearchMedia';

/** The answer to a query as the store has it, and what of it takes which calls. */
export function expectAnswer(query: Query, store: Store) {
  const expectation = new Expectation(query, store);
  const data = Object.fromEntries(
    query.roots.map((root, index) => [`r${index}`, expectation.root(root)]),
  );
  return { data, needs: expectation.needs, rootIds: expectation.rootIds };
}

const searchedFields = ['transcodeMode', 'source'];

class Expectation {
  readonly needs = new Set<Need>();
  /** Ids that GetVideoInfos must be asked for at once. */
  readonly rootIds = new Set<string>();

  constructor(
    private readonly query: Query,
    private readonly store: Store,
  ) {}

  root({ field, args, selection }: Root): Json {
    const {
      id = '',
      ids = [],
      videoId = '',
    } = args as { id?: string; ids?: string[]; videoId?: string };
    const { first = 20, type } = args as { first?: number; type?: string };
    switch (field) {
      case 'video':
        return this.lookedUp('Video', id, selection);
      case 'audio':
        return this.lookedUp('Audio', id, selection);
      case 'videos':
        return ids.map((one) => this.lookedUp('Video', one, selection));
      case 'mezzanine':
        return this.mezzanine(videoId, selection);
      case 'image':
        return this.image(this.store.images.byId(id), selection, 'look-up');
      case 'images':
        return ids.map((one) => this.image(this.store.images.byId(one), selection, 'look-up'));
      case 'videoList': {
        const listed = this.store.media.find({ limit: first });
        return this.connection(
          listed,
          this.store.media.count(),
          selection,
          'VideoConnection',
          (medium, below) => this.playable('Video', medium.id, below),
        );
      }
      default:
        this.needs.add('SearchMedia');
        return this.found(type ?? '', first, selection);
    }
  }

  private found(type: string, first: number, selection: readonly Item[]): Json {
    const { media, images, attachedMedia } = this.store;
    const all = { limit: 10_000 };
    const page = <Row>(rows: Row[], node: (row: Row, below: readonly Item[]) => Json) =>
      this.connection(rows.slice(0, first), rows.length, selection, 'MediaConnection', node);
    switch (type) {
      case 'IMAGE':
        return page(images.find(all), (row, below) => this.image(row, below, 'hit'));
      case 'ATTACHED':
        return page(attachedMedia.find(all), (row, below) => this.attached(row, below));
      default: {
        const kind = type === 'VIDEO' ? 'Video' : 'Audio';
        const ofType = media.find(all).filter((medium) => medium.type === type.toLowerCase());
        return page(ofType, ({ id }, below) => this.playable(kind, id, below, 'hit'));
      }
    }
  }

  private connection<Row>(
    rows: readonly Row[],
    totalCount: number,
    selection: readonly Item[],
    typeName: string,
    toNode: (row: Row, below: readonly Item[]) => Json,
  ): Json {
    return this.object(
      selection,
      typeName,
      { totalCount },
      {
        nodes: (below) => rows.map((row) => toNode(row, below)),
        edges: (below) =>
          rows.map((row) => this.object(below, 'Edge', {}, { node: (node) => toNode(row, node) })),
      },
    );
  }

  private lookedUp(kind: Kind, id: string, selection: readonly Item[]): Json {
    const sendable = /^[0-9a-z-]+$/.test(id);
    if (sendable && !this.selects(selection, kind, ['auditStatus'])) this.rootIds.add(id);
    return this.playable(kind, id, selection);
  }

  private playable(kind: Kind, id: string, selection: readonly Item[], held?: 'hit'): Json {
    if (this.selects(selection, kind, ['auditStatus'])) this.needs.add('GetVideoInfo');
    if (!held && this.selects(selection, kind, searchedFields)) this.needs.add('SearchMedia');
    const medium = this.store.media.byId(id);
    if (!medium) return null;
    return this.object(selection, kind, playableFields(medium, kind), {
      mezzanine: (below) => this.mezzanine(id, below, kind),
      streams: (below) => this.streams(medium, below, kind),
    });
  }

  private mezzanine(id: string, selection: readonly Item[], parent?: Kind): Json {
    this.needs.add('mezzanine');
    const medium = this.store.media.byId(id);
    const source = this.store.sources.ofMedium(id);
    if (!medium || !source) return null;
    const kind = parent ?? (source.duration && !source.width ? 'Audio' : 'Video');
    return this.object(
      selection,
      'Mezzanine',
      mezzanineFields(medium, source),
      this.links(id, kind),
    );
  }

  private streams(medium: Medium, selection: readonly Item[], kind: Kind): Json {
    this.needs.add('streams');
    if (medium.status !== 'Normal') return [];
    return this.store.streams
      .ofMedium(medium.id)
      .map((stream) =>
        this.object(selection, 'Stream', streamFields(stream), this.links(medium.id, kind)),
      );
  }

  private links(id: string, kind: Kind) {
    return {
      video: (below: readonly Item[]) => this.playable('Video', id, below),
      media: (below: readonly Item[]) => this.playable(kind, id, below),
    };
  }

  private image(
    image: Image | undefined,
    selection: readonly Item[],
    from: 'look-up' | 'hit',
  ): Json {
    if (from === 'look-up' && this.selects(selection, 'Image', ['fileName', 'modifiedAt'])) {
      this.needs.add('SearchMedia');
    }
    return image === undefined ? null : this.object(selection, 'Image', imageFields(image));
  }

  private attached(row: NewAttachedMedium, selection: readonly Item[]): Json {
    const [first] = this.store.attachedMedia.categoriesOf(row.id);
    const category = first ? { id: String(first.id), name: first.name } : null;
    return this.object(selection, 'AttachedMedia', { ...commonFields(row), category });
  }

  /** An object's answer to a selection: fields as they are, or what is below them. */
  private object(
    selection: readonly Item[],
    typeName: string,
    fields: Fields,
    links: Readonly<Record<string, (below: readonly Item[]) => Json>> = {},
  ): Json {
    const answer: Record<string, Json> = {};
    for (const item of this.flat(selection, typeName)) {
      const link = links[item.name];
      const value = link
        ? link(item.selection ?? [])
        : { __typename: typeName, ...fields }[item.name];
      if (value === undefined) throw new Error(`${typeName}.${item.name} is not expected`);
      const key = item.alias ?? item.name;
      answer[key] = key in answer ? merged(answer[key], value) : value;
    }
    return answer;
  }

  private selects(selection: readonly Item[], typeName: string, names: readonly string[]): boolean {
    return this.flat(selection, typeName).some(({ name }) => names.includes(name));
  }

  /** The fields that are selected on objects of a type. */
  private flat(selection: readonly Item[], typeName: string): Extract<Item, { kind: 'field' }>[] {
    return selection.filter(isIncluded).flatMap((item) => {
      if (item.kind === 'field') return [item];
      const fragment = item.kind === 'inline' ? item : this.query.fragments[item.fragment];
      const on = fragment?.on ?? typeName;
      if (fragment === undefined || (on !== typeName && on !== 'Media')) return [];
      return this.flat(fragment.selection, typeName);
    });
  }
}

/** Two selections of the same field give one answer. */
function merged(one: Json, other: Json): Json {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.map((item, index) => merged(item, other[index]));
  }
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
    return one;
  }
  const answer: Record<string, Json> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    answer[key] = key in answer ? merged(answer[key], value) : value;
  }
  return answer;
}
