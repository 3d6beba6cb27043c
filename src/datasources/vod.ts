import type { ScopedClient } from '../vod/client.js';
import type { CallScope } from '../vod/scope.js';
import { ImageSource } from './image.js';
import { ImageChanges } from './image-change.js';
import { LoaderSet } from './loader.js';
import { MediaBatch } from './media-batch.js';
import { MezzanineSource } from './mezzanine.js';
import type { SharedReads } from './reads.js';
import { SearchSource } from './search.js';
import { StreamSource } from './stream.js';
import { VideoSource } from './video.js';
import { VideoChanges } from './video-change.js';
import { VideoListSource } from './video-list.js';

/**
 * The media library as one GraphQL request sees it. Its loaders live and die with the request: within
 * it everything is asked for once; what is shared with others lies below, in the reads.
 */
export class VodDatasource {
  readonly videos: VideoSource;
  readonly videoList: VideoListSource;
  readonly videoChanges: VideoChanges;
  readonly images: ImageSource;
  readonly imageChanges: ImageChanges;
  readonly mezzanines: MezzanineSource;
  readonly streams: StreamSource;
  readonly search: SearchSource;

  constructor(reads: SharedReads, scope: CallScope) {
    const loaders = new LoaderSet(reads, scope);
    const client: ScopedClient = {
      call: (name, request) => reads.client.call(name, request, scope),
    };
    const batch = new MediaBatch(loaders);
    this.videos = new VideoSource(loaders, batch);
    this.videoList = new VideoListSource(client, this.videos);
    this.videoChanges = new VideoChanges(client, loaders);
    this.images = new ImageSource(loaders);
    this.imageChanges = new ImageChanges(client, loaders, this.images);
    this.mezzanines = new MezzanineSource(loaders, batch);
    this.streams = new StreamSource(client, loaders, batch);
    this.search = new SearchSource(client, this.videos, this.images);
  }
}
