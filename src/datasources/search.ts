import { badUserInput, cursorExpired } from '../errors.js';
import { type AttachedMedia, BusinessType } from '../types/attached-media.js';
import type { Category } from '../types/category.js';
import { type Media, MediaType } from '../types/media.js';
import type { MediaSort, SearchMediaArgs } from '../types/search.js';
import type { ScopedClient } from '../vod/client.js';
import { VodError } from '../vod/errors.js';
import type { FoundAttachedMedia, MediaHit, WireCategory } from '../vod/operations.js';
import { listKey } from './cursor.js';
import type { ImageSource } from './image.js';
import { checkKnown, checkText } from './input.js';
import { compileFilter } from './match.js';
import { mediaReaders } from './media.js';
import { mapPage, type Page, readFirst, readPage } from './pages.js';
import type { PlayableSelection } from './planner.js';
import { mediumOf } from './record.js';
import type { VideoSource } from './video.js';
import { readEnum, readId, readInteger, readText } from './wire.js';

type KnownType = Exclude<MediaType, 'UNKNOWN'>;

/** The object type of each kind of medium. */
const typeNames: Readonly<Record<KnownType, Media['__typename']>> = {
  video: 'Video',
  audio: 'Audio',
  image: 'Image',
  attached: 'AttachedMedia',
};

const maxSortKeys = 3;
/** Ours, against absurd expressions; a hundred ids take about 4,000 characters. */
const maxMatchBytes = 16_384;

/** Searches of the media library. */
export class SearchSource {
  readonly #client: ScopedClient;
  readonly #videos: VideoSource;
  readonly #images: ImageSource;

  constructor(client: ScopedClient, videos: VideoSource, images: ImageSource) {
    this.#client = client;
    this.#videos = videos;
    this.#images = images;
  }

  /** One page of hits with what is selected of them; `null` for a hit that is gone or unknown. */
  async search(
    args: SearchMediaArgs,
    selectionOf: (typeName: Media['__typename']) => PlayableSelection,
  ): Promise<Page<Promise<Media | null>>> {
    const type = readType(args.type);
    const match = readMatch(type, args);
    const sortBy = readSort(args.sort);
    const selection = selectionOf(typeNames[type]);
    const fields = fieldsFor(type, selection.fields);
    const page = await readPage<MediaHit>(
      {
        key: listKey('searchMedia', [type, match ?? null, sortBy]),
        first: readFirst(args.first),
        after: args.after ?? null,
        beyondWall: beyondWall(type, sortBy),
      },
      async ({ number, size }, scrollToken) => {
        const answer = await this.#client
          .call('SearchMedia', {
            SearchType: type,
            SortBy: sortBy,
            PageNo: number,
            PageSize: size,
            ...(match !== undefined && { Match: match }),
            ...(fields !== '' && { Fields: fields }),
            ...(scrollToken !== undefined && { ScrollToken: scrollToken }),
          })
          .catch(rejectExpired);
        return {
          records: answer.MediaList ?? [],
          total: readInteger(answer.Total) ?? 0,
          scrollToken: answer.ScrollToken,
        };
      },
    );
    return mapPage(page, this.#hitReader(selection));
  }

  /** Hits carry empty objects of the other kinds too, so the kind is what `MediaType` says. */
  #hitReader(selection: PlayableSelection): (hit: MediaHit) => Promise<Media | null> {
    const readVideo = this.#videos.reader('Video', selection, 'SearchMedia');
    const readAudio = this.#videos.reader('Audio', selection, 'SearchMedia');
    return async (hit) => {
      const { MediaId: id, CreationTime } = hit;
      switch (hit.MediaType) {
        case 'video':
          return readVideo(id, { CreationTime, ...hit.Video });
        case 'audio':
          return readAudio(id, { CreationTime, ...hit.Audio });
        case 'image':
          return this.#images.ofHit(id, { CreationTime, ...hit.Image }, selection.fields);
        case 'attached':
          return new AttachedMedium('AttachedMedia', id, { CreationTime, ...hit.AttachedMedia });
        default:
          return null;
      }
    };
  }
}

function readType(type: MediaType | null | undefined): KnownType {
  const [known] = checkKnown('type', [type ?? MediaType.VIDEO]);
  return known as KnownType;
}

function readMatch(type: KnownType, { match, filter }: SearchMediaArgs): string | undefined {
  if (match != null && filter != null) {
    throw badUserInput('match: cannot be given together with `filter`; give one of them.');
  }
  if (match != null) return checkText('match', match, maxMatchBytes, 'find all');
  const compiled = filter == null ? undefined : compileFilter(type, filter);
  const bytes = Buffer.byteLength(compiled ?? '');
  if (bytes > maxMatchBytes) {
    throw badUserInput(
      `filter: must make a Match expression of at most ${maxMatchBytes} bytes of UTF-8; this one makes ${bytes}.`,
    );
  }
  return compiled;
}

function readSort(sort: readonly MediaSort[] | null | undefined): string {
  const keys = sort ?? [];
  if (keys.length > maxSortKeys) {
    throw badUserInput(`sort: must hold at most ${maxSortKeys} keys; got ${keys.length}.`);
  }
  if (new Set(keys.map(({ field }) => field)).size < keys.length) {
    throw badUserInput('sort: must not name a field twice.');
  }
  if (keys.length === 0) return 'CreationTime:Desc';
  return keys.map(({ field, order }) => `${field}:${order ?? 'Desc'}`).join(',');
}

function beyondWall(type: KnownType, sortBy: string) {
  if (type !== 'video' && type !== 'audio') {
    return { advice: 'Narrow the search, e.g. by a range of `createdAt`.' };
  }
  if (sortBy.includes(','))
    return { advice: 'Sort by one key only to go on, or narrow the search.' };
  return 'scroll' as const;
}

function rejectExpired(problem: unknown): never {
  if (problem instanceof VodError && problem.code === 'InvalidScrollToken.Expired') {
    throw cursorExpired(problem);
  }
  throw problem;
}

/** What SearchMedia calls the fields of the graph. Those not here need a look-up, or are always there. */
const commonFields = {
  title: 'Title',
  description: 'Description',
  tags: 'Tags',
  status: 'Status',
  createdAt: 'CreationTime',
  modifiedAt: 'ModificationTime',
  storageLocation: 'StorageLocation',
  appId: 'AppId',
};

const playableFields = {
  ...commonFields,
  category: 'CateId,CateName',
  referenceId: 'ReferenceId',
  coverUrl: 'CoverURL',
  duration: 'Duration',
  size: 'Size',
  snapshots: 'Snapshots',
  spriteSnapshots: 'SpriteSnapshots',
  downloadSwitch: 'DownloadSwitch',
  preprocessStatus: 'PreprocessStatus',
  transcodeMode: 'TranscodeMode',
  source: 'MediaSource',
  storageClass: 'StorageClass',
  restoreStatus: 'RestoreStatus',
  restoreExpiration: 'RestoreExpiration',
};

const wireFields: Readonly<Record<KnownType, Readonly<Record<string, string>>>> = {
  video: playableFields,
  audio: playableFields,
  image: { ...commonFields, category: 'CateId,CateName', url: 'URL', fileName: 'FileName' },
  attached: {
    ...commonFields,
    category: 'Categories',
    categories: 'Categories',
    businessType: 'BusinessType',
    url: 'URL',
    fileName: 'FileName',
  },
};

function fieldsFor(type: KnownType, selection: ReadonlySet<string>): string {
  const names = [...selection].flatMap((field) => wireFields[type][field] ?? []);
  return [...new Set(names)].join(',');
}

const AttachedMedium = mediumOf<FoundAttachedMedia, Omit<AttachedMedia, '__typename' | 'id'>>({
  ...mediaReaders,
  category: ({ Categories: [first] = [] }) =>
    first === undefined ? null : toListedCategory(first),
  categories: ({ Categories: all = [] }) => all.map(toListedCategory),
  url: (wire) => readText(wire.URL),
  businessType: (wire) => readEnum(BusinessType, wire.BusinessType),
  fileName: (wire) => readText(wire.FileName),
});

function toListedCategory(wire: WireCategory): Category {
  return {
    id: readId(wire.CateId) ?? '',
    name: readText(wire.CateName),
    level: readInteger(wire.Level),
    parentId: readId(wire.ParentId),
  };
}
