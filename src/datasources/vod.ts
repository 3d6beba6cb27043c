import type { VodClient } from '../vod/client.js';
import { ImageSource } from './image.js';
import { ImageChanges } from './image-change.js';
import { LoaderSet } from './loader.js';
import { createMediaBatch } from './media-batch.js';
import { MezzanineSource } from './mezzanine.js';
import { SearchSource } from './search.js';
import { StreamSource } from './stream.js';
import { VideoSource } from './video.js';
import { VideoChanges } from './video-change.js';
import { VideoListSource } from './video-list.js';

/**
 * The media library as one GraphQL request sees it. Its loaders live and die with the request: within
 * it everything is asked for once, and nothing is remembered for the next.
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

  constructor(client: VodClient) {
    const loaders = new LoaderSet();
    const batch = createMediaBatch(client, loaders);
    this.videos = new VideoSource(client, loaders);
    this.videoList = new VideoListSource(client, this.videos);
    this.videoChanges = new VideoChanges(client, loaders);
    this.images = new ImageSource(client, loaders);
    this.imageChanges = new ImageChanges(client, loaders, this.images);
    this.mezzanines = new MezzanineSource(client, loaders, batch);
    this.streams = new StreamSource(client, loaders, batch);
    this.search = new SearchSource(client, this.videos, this.images);
  }
}
