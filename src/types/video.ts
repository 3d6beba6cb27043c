import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Media, MediaStatus, RestoreStatus, SortOrder, StorageClass } from './media.js';
import { connectionOf, PageArgs } from './page.js';
import { DateTime, SafeInt } from './scalars.js';
import { type MaybePromise, type ValueOf, wireEnum } from './wire-enum.js';

export const MediaSource = wireEnum('MediaSource', 'How a video or audio came into the library.', {
  GENERAL: ['general', 'Uploaded.'],
  SHORT_VIDEO: ['short_video', 'Uploaded by the short-video SDK.'],
  EDITING: ['editing', 'Produced by online editing.'],
  LIVE: ['live', 'Recorded from a live stream.'],
});
export type MediaSource = ValueOf<typeof MediaSource>;

export const TranscodeMode = wireEnum('TranscodeMode', 'When a medium becomes playable.', {
  FAST_TRANSCODE: ['FastTranscode', 'After transcoding (default of VOD).'],
  NO_TRANSCODE: ['NoTranscode', 'At once: the source itself is the playable stream.'],
  ASYNC_TRANSCODE: ['AsyncTranscode', 'At once, and transcoded in the background.'],
});
export type TranscodeMode = ValueOf<typeof TranscodeMode>;

export const PreprocessStatus = wireEnum(
  'PreprocessStatus',
  'State of preprocessing for production studios.',
  {
    UN_PREPROCESS: ['UnPreprocess', 'Not preprocessed (initial).'],
    PREPROCESSING: ['Preprocessing', 'Being preprocessed.'],
    PREPROCESS_SUCCEED: ['PreprocessSucceed', 'Preprocessed.'],
    PREPROCESS_FAILED: ['PreprocessFailed', 'Preprocessing failed.'],
  },
);
export type PreprocessStatus = ValueOf<typeof PreprocessStatus>;

export const DownloadSwitch = wireEnum(
  'DownloadSwitch',
  'Whether players may cache for offline use.',
  {
    ON: ['on', 'Allowed (initial).'],
    OFF: ['off', 'Not allowed.'],
  },
);
export type DownloadSwitch = ValueOf<typeof DownloadSwitch>;

export const AuditStatus = wireEnum('AuditStatus', 'Result of the review of a medium.', {
  INIT: ['Init', 'Not reviewed.'],
  NORMAL: ['Normal', 'Approved.'],
  BLOCKED: ['Blocked', 'Blocked.'],
});
export type AuditStatus = ValueOf<typeof AuditStatus>;

const searchOnly =
  'Comes from SearchMedia (one call for up to 100 media), whose index may lag behind changes; null where it does not know the id, as for an audio reached as a video.';

/** What a video and an audio have in common: VOD keeps both as the same kind of object. */
@ObjectType({ simpleResolvers: true })
export abstract class PlayableMedia extends Media {
  @Field(() => String, {
    nullable: true,
    description:
      'Id chosen by the uploader: 6–64 characters of `A-Za-z0-9_-`, unique in the account.',
  })
  referenceId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'URL of the cover image, signed if VOD signs it.',
  })
  coverUrl!: string | null;

  @Field(() => Number, {
    nullable: true,
    description: 'Length of the source in seconds, with fraction. Null until VOD has analysed it.',
  })
  duration!: number | null;

  @Field(() => SafeInt, { nullable: true, description: 'Size of the source file in bytes.' })
  size!: number | null;

  @Field(() => [String], { description: 'URLs of the snapshots taken after the upload.' })
  snapshots!: string[];

  @Field(() => [String], {
    nullable: true,
    description: `URLs of the sprite sheets. ${searchOnly}`,
  })
  spriteSnapshots!: MaybePromise<string[] | null>;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the transcoding template group, e.g. `VOD_NO_TRANSCODE`.',
  })
  templateGroupId!: string | null;

  @Field(() => DownloadSwitch, {
    nullable: true,
    description: 'Whether the Alibaba player may cache it for offline use.',
  })
  downloadSwitch!: DownloadSwitch | null;

  @Field(() => PreprocessStatus, {
    nullable: true,
    description: 'State of preprocessing for production studios.',
  })
  preprocessStatus!: PreprocessStatus | null;

  @Field(() => AuditStatus, {
    nullable: true,
    description:
      'Result of the review. Comes from GetVideoInfo: one upstream call for each medium.',
  })
  auditStatus!: AuditStatus | null;

  @Field(() => String, {
    nullable: true,
    description: 'Region of the storage, e.g. `cn-shanghai`.',
  })
  regionId!: string | null;

  @Field(() => TranscodeMode, {
    nullable: true,
    description: `When the medium becomes playable. ${searchOnly}`,
  })
  transcodeMode!: MaybePromise<TranscodeMode | null>;

  @Field(() => MediaSource, {
    nullable: true,
    description: `How it came into the library. ${searchOnly}`,
  })
  source!: MaybePromise<MediaSource | null>;

  @Field(() => StorageClass, { nullable: true, description: 'Storage class of its files.' })
  storageClass!: StorageClass | null;

  @Field(() => RestoreStatus, {
    nullable: true,
    description: 'State of restoring archived files; null before the first restore.',
  })
  restoreStatus!: RestoreStatus | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when restored files stay available, UTC.',
  })
  restoreExpiration!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Custom data of the uploader, a JSON text (e.g. callback address and `Extend`).',
  })
  userData!: string | null;
}

@ObjectType({ implements: Media, simpleResolvers: true, description: 'A video of the library.' })
export class Video extends PlayableMedia {
  readonly __typename = 'Video';
}

@ObjectType({
  implements: Media,
  simpleResolvers: true,
  description: 'An audio of the library: a medium without pictures.',
})
export class Audio extends PlayableMedia {
  readonly __typename = 'Audio';
}

@ObjectType({ simpleResolvers: true, description: 'A page of videos and audios.' })
export class VideoConnection extends connectionOf(Video, 'Video') {}

@InputType({ description: 'Which media `videoList` answers; all given fields must hold.' })
export class VideoListFilter {
  @Field(() => [MediaStatus], { nullable: true, description: 'Any of these states. Default: all.' })
  status?: MediaStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Category id, an integer. Default: all.' })
  categoryId?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Created after this time (exclusive), whole seconds, UTC.',
  })
  createdAfter?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Created up to this time (inclusive), whole seconds, UTC; later than `createdAfter`.',
  })
  createdBefore?: Date | null;

  @Field(() => String, { nullable: true, description: 'Host of the storage bucket. Default: all.' })
  storageLocation?: string | null;
}

@ArgsType()
export class VideoListArgs extends PageArgs {
  @Field(() => VideoListFilter, { nullable: true, description: 'Which media; default all.' })
  filter?: VideoListFilter | null;

  @Field(() => SortOrder, {
    nullable: true,
    defaultValue: SortOrder.DESC,
    description: 'Order by time of creation. Default: newest first.',
  })
  order?: SortOrder | null;
}

@InputType({
  description:
    'A change of one video or audio. A field left out stays as it is; VOD has no way to clear one, so null, an empty text and an empty list are refused.',
})
export class UpdateVideoInput {
  @Field(() => ID, { description: 'The medium to change.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'New title, 1–128 bytes of UTF-8.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'New description, 1–1,024 bytes of UTF-8.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'URL of the new cover (http or https).' })
  coverUrl?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'New tags, replacing all: 1–16, each 1–32 bytes of UTF-8 without a comma.',
  })
  tags?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Id of the new category, an integer.' })
  categoryId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'New custom data: the text of a JSON object.',
  })
  userData?: string | null;
}
