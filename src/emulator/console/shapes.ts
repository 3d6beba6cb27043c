/**
 * What the page at the service's root is told, also read by its scripts: so nothing is imported
 * here. Durations are seconds, sizes bytes, bitrates kbit/s, times UTC text, as in the store.
 */

export type ItemKind = 'video' | 'audio' | 'image' | 'attached';

/** A row of the library: a medium, an image or an attached medium. */
export interface ItemSummary {
  readonly id: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly status: string;
  readonly createdAt: string;
  readonly duration?: number | undefined;
  readonly size?: number | undefined;
  /** Signed; absent for a cover that lies elsewhere, which the page must not ask for. */
  readonly coverUrl?: string | undefined;
}

export interface ItemPage {
  readonly total: number;
  /** Counted from 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly items: readonly ItemSummary[];
}

/** A file that the page may store. */
export interface AnnouncedUpload {
  /** Of the medium or image that it becomes. */
  readonly id: string;
  /** Signed, for a PUT without a content type. */
  readonly url: string;
}

export interface ItemDetail extends ItemSummary {
  readonly description?: string | undefined;
  readonly tags: readonly string[];
  readonly category?: string | undefined;
  readonly modifiedAt: string;
  /** The file as it was uploaded. */
  readonly source?: SourceFile | undefined;
  readonly streams: readonly PlayableStream[];
  readonly snapshotUrls: readonly string[];
  /** What is or was made of the source, the newest first. */
  readonly jobs: readonly ProcessingJob[];
}

export interface ProcessingJob {
  readonly id: string;
  /** What is made, e.g. `analysis` or `LD mp4`. */
  readonly work: string;
  readonly state: 'waiting' | 'running' | 'succeeded' | 'failed';
  /** In percent. */
  readonly progress: number;
  readonly error?: string | undefined;
}

interface MediaFigures {
  readonly size?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly duration?: number | undefined;
  readonly bitrate?: number | undefined;
  readonly fps?: number | undefined;
}

export interface SourceFile extends MediaFigures {
  readonly fileName?: string | undefined;
  readonly status: string;
  /** Absent until the file has arrived. */
  readonly url?: string | undefined;
}

export interface PlayableStream extends MediaFigures {
  readonly jobId: string;
  readonly definition: string;
  readonly format: string;
  readonly type: 'video' | 'audio';
  readonly status: string;
  readonly codec?: string | undefined;
  readonly url: string;
}
