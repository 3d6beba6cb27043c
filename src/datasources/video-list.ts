import { badUserInput } from '../errors.js';
import type { Video, VideoListArgs, VideoListFilter } from '../types/video.js';
import type { ScopedClient } from '../vod/client.js';
import type { ListedVideo, RequestOf, ResponseOf } from '../vod/operations.js';
import { listKey } from './cursor.js';
import { checkCategoryId, checkKnown, checkText, checkTime } from './input.js';
import { isVideoMissing } from './lookups.js';
import { mapPage, type Page, readFirst, readPage } from './pages.js';
import type { PlayableSelection } from './planner.js';
import type { VideoSource } from './video.js';
import { readInteger } from './wire.js';

type ListRequest = RequestOf<'GetVideoList'>;

const maxHostBytes = 256;

/** The list of videos and audios by state, category and time of creation. */
export class VideoListSource {
  readonly #client: ScopedClient;
  readonly #videos: VideoSource;

  constructor(client: ScopedClient, videos: VideoSource) {
    this.#client = client;
    this.#videos = videos;
  }

  /** One page with what is selected; `null` for a video that is gone meanwhile. */
  async list(
    args: VideoListArgs,
    selection: PlayableSelection,
  ): Promise<Page<Promise<Video | null>>> {
    const request: ListRequest = {
      ...readFilter(args.filter ?? {}),
      SortBy: `CreationTime:${args.order ?? 'Desc'}`,
    };
    const page = await readPage<ListedVideo>(
      {
        key: listKey('videoList', request),
        first: readFirst(args.first),
        after: args.after ?? null,
        beyondWall: {
          advice: 'Narrow the list by `createdBefore` or `createdAfter`, or use `searchMedia`.',
        },
      },
      async ({ number, size }) => {
        const answer = await this.#fetch({ ...request, PageNo: number, PageSize: size });
        return { records: answer.VideoList?.Video ?? [], total: readInteger(answer.Total) ?? 0 };
      },
    );
    const read = this.#videos.reader('Video', selection, 'GetVideoList');
    return mapPage(page, (record) => read(record.VideoId, record));
  }

  async #fetch(request: ListRequest): Promise<ResponseOf<'GetVideoList'>> {
    try {
      return await this.#client.call('GetVideoList', request);
    } catch (problem) {
      // Possibly VOD's answer when nothing matches (contract 3.8).
      if (isVideoMissing(problem)) return { Total: 0 };
      throw problem;
    }
  }
}

function readFilter(filter: VideoListFilter): ListRequest {
  const { status, categoryId, createdAfter, createdBefore, storageLocation } = filter;
  if (status?.length === 0) throw badUserInput('filter.status: must hold at least one state.');
  if (createdAfter && createdBefore && createdAfter >= createdBefore) {
    throw badUserInput('filter.createdBefore: must be later than `createdAfter`.');
  }
  return {
    ...(status != null && {
      Status: [...new Set(checkKnown('filter.status', status))].join(','),
    }),
    ...(categoryId != null && { CateId: checkCategoryId('filter.categoryId', categoryId) }),
    ...(createdAfter != null && { StartTime: checkTime('filter.createdAfter', createdAfter) }),
    ...(createdBefore != null && { EndTime: checkTime('filter.createdBefore', createdBefore) }),
    ...(storageLocation != null && {
      StorageLocation: checkText(
        'filter.storageLocation',
        storageLocation,
        maxHostBytes,
        'list all',
      ),
    }),
  };
}
