import {
  type HeldFrom,
  isEnough,
  type Lookup,
  type PlayableSelection,
  planFor,
  sourceFieldsNotInBatch,
} from '../datasources/planner.js';
import { selectedFields, selectedOfMedium, selectedOfNodes } from '../resolvers/selection.js';
import { maxBatchIds, maxMatchIds } from '../vod/operations.js';
import { callsFor, type Standing } from './groups.js';
import type { Place, Walk } from './walk.js';

export type Kind = 'Video' | 'Audio';

/** What the fields above have asked of all media that reach a place. */
interface Asked {
  readonly lookup?: Lookup;
  /** Whether BatchGetMediaInfos was called for them: for sure, or unless one was alone in its tick. */
  readonly batch: 'no' | 'unlessAlone' | 'yes';
  readonly searched: ReadonlySet<Kind>;
}

const nothing: Asked = { batch: 'no', searched: new Set() };

/** The media of one root field, followed down to all that is selected of them. */
export class MediaCost {
  readonly #walk: Walk;
  readonly #ids: Standing;

  constructor(walk: Walk, ids: Standing) {
    this.#walk = walk;
    this.#ids = ids;
  }

  /** Media that a root field looks up by id. */
  lookedUp(kind: Kind, place: Place): void {
    this.#medium(kind, place, nothing);
  }

  /** Hits of a page, as `nodes` and as `node` of `edges`. */
  onPage(kind: Kind, place: Place, held: HeldFrom): void {
    const selection = selectedOfNodes(this.#walk.infoAt(place.nodes), kind);
    const asked = this.#look(kind, place.path, selection, nothing, held);
    const items = held === 'SearchMedia' ? 'Media' : 'Video';
    for (const nodes of this.#walk.nodesOf(place, items)) this.#files(kind, nodes, asked);
  }

  /** A source that a root field looks up. */
  source(place: Place): void {
    const batchable = this.#isSourceInBatch(place);
    if (batchable) this.#batch(place.path);
    this.#walk.add('GetMezzanineInfo', this.#ids.count, place.path);
    this.#links(place, 'Mezzanine', ['Video', 'Audio'], nothing);
  }

  #medium(kind: Kind, place: Place, asked: Asked): void {
    const selection = selectedOfMedium(this.#walk.infoAt(place.nodes), kind);
    this.#files(kind, place, this.#look(kind, place.path, selection, asked));
  }

  /** As `VideoSource` does it; answers what is known of the media then. */
  #look(
    kind: Kind,
    path: string,
    { fields, files }: PlayableSelection,
    asked: Asked,
    held?: HeldFrom,
  ): Asked {
    const { lookup, search } = planFor(fields, held);
    if (search && !asked.searched.has(kind)) {
      this.#walk.add('SearchMedia', callsFor(this.#ids, maxMatchIds), path);
    }
    const searched = search ? new Set([...asked.searched, kind]) : asked.searched;
    if (lookup === undefined || isEnough(asked.lookup, lookup)) return { ...asked, searched };

    const { count, waves, isCertain, isAlone } = this.#ids;
    const inBatch = lookup === 'BatchGetMediaInfos' && files;
    if (lookup === 'GetVideoInfo') {
      this.#walk.add(lookup, count, path);
    } else if (!inBatch) {
      this.#walk.add('GetVideoInfos', callsFor(this.#ids, maxBatchIds), path);
    } else {
      if (asked.batch === 'no') this.#batch(path);
      // A medium that is alone in its tick: only those that are named surely are not.
      if (!isCertain) this.#walk.add('GetVideoInfos', waves, path);
    }
    const batched = isCertain ? 'yes' : isAlone ? 'unlessAlone' : asked.batch;
    return { lookup, searched, batch: inBatch ? batched : asked.batch };
  }

  /** Sources and streams below media. */
  #files(kind: Kind, place: Place, asked: Asked): void {
    const below = this.#walk.fieldsOf(kind, place);
    const sources = below.filter(({ name }) => name === 'mezzanine');
    const streams = below.filter(({ name }) => name === 'streams');
    const inBatch = (file: Place) =>
      file.name === 'mezzanine' ? this.#isSourceInBatch(file) : !this.#hasUrlOptions(file);
    const batched = [...sources, ...streams].filter(inBatch);
    if (batched[0] && asked.batch === 'no') this.#batch(batched[0].path);
    for (const file of [...sources, ...streams]) {
      const isBatched = batched.includes(file);
      const operation = file.name === 'mezzanine' ? 'GetMezzanineInfo' : 'GetPlayInfo';
      const { count, waves, isAlone } = this.#ids;
      if (!isBatched) this.#walk.add(operation, count, file.path);
      else if (asked.batch !== 'yes') this.#walk.add(operation, waves, file.path);
      const batch = isBatched && isAlone && asked.batch === 'no' ? 'unlessAlone' : asked.batch;
      const type = file.name === 'mezzanine' ? 'Mezzanine' : 'Stream';
      this.#links(file, type, [kind], { ...asked, batch });
    }
  }

  /** The ways back from a source or a stream to its medium. */
  #links(place: Place, type: 'Mezzanine' | 'Stream', kinds: readonly Kind[], asked: Asked): void {
    for (const link of this.#walk.fieldsOf(type, place)) {
      if (link.name === 'video') this.#medium('Video', link, asked);
      if (link.name === 'media') for (const kind of kinds) this.#medium(kind, link, asked);
    }
  }

  /** One medium of a tick goes without the batch, unless other roots bring more. */
  #batch(path: string): void {
    if (this.#ids.count === 1 && this.#ids.isAlone) return;
    this.#walk.add('BatchGetMediaInfos', callsFor(this.#ids, maxBatchIds), path);
  }

  #isSourceInBatch(source: Place): boolean {
    const selection = selectedFields(this.#walk.infoAt(source.nodes), 'Mezzanine');
    const needsSingle = [...selection].some((field) => sourceFieldsNotInBatch.has(field));
    return !needsSingle && !this.#hasUrlOptions(source);
  }

  #hasUrlOptions({ args }: Place): boolean {
    return args.authTimeout != null || args.outputType != null;
  }
}
