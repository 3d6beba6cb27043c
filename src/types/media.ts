import { Field, ID, InterfaceType, registerEnumType } from 'type-graphql';
import { Category } from './category.js';
import { DateTime } from './scalars.js';
import { type MaybePromise, type ValueOf, wireEnum } from './wire-enum.js';

export const MediaType = wireEnum('MediaType', 'The kinds of media in a VOD library.', {
  VIDEO: ['video', 'A video.'],
  AUDIO: ['audio', 'An audio-only medium.'],
  IMAGE: ['image', 'An uploaded image. Snapshots of videos are not in the library.'],
  ATTACHED: ['attached', 'An attached medium: watermark, subtitle or material.'],
});
export type MediaType = ValueOf<typeof MediaType>;

export const MediaStatus = wireEnum(
  'MediaStatus',
  'State of a medium or of a source file. Which states occur depends on the kind of medium.',
  {
    UPLOADING: ['Uploading', 'Created, the file is not complete yet. Every kind starts here.'],
    UPLOAD_FAIL: ['UploadFail', 'The upload failed.'],
    UPLOAD_SUCC: ['UploadSucc', 'The source of a video or audio is stored, nothing plays yet.'],
    TRANSCODING: ['Transcoding', 'The first transcoding of a video or audio runs.'],
    TRANSCODE_FAIL: ['TranscodeFail', 'Transcoding failed, usually because of a bad source file.'],
    CHECKING: ['Checking', 'Waits for review (only where review precedes publishing).'],
    BLOCKED: ['Blocked', 'Rejected by review: does not play.'],
    NORMAL: ['Normal', 'Ready. A video or audio plays; an image or a source file is complete.'],
    PRODUCE_FAIL: ['ProduceFail', 'Producing an edited video failed.'],
    DELETED: ['Deleted', 'Deleted; VOD lists it for audio in search and for source files.'],
  },
);
export type MediaStatus = ValueOf<typeof MediaStatus>;

export const StorageClass = wireEnum('StorageClass', 'Storage class of a medium or its source.', {
  STANDARD: ['Standard', 'All files in standard storage.'],
  IA: ['IA', 'All files in infrequent-access storage.'],
  ARCHIVE: ['Archive', 'All files archived; restore before use.'],
  COLD_ARCHIVE: ['ColdArchive', 'All files cold-archived; restore before use.'],
  SOURCE_IA: ['SourceIA', 'Only the source is in infrequent-access storage.'],
  SOURCE_ARCHIVE: ['SourceArchive', 'Only the source is archived.'],
  SOURCE_COLD_ARCHIVE: ['SourceColdArchive', 'Only the source is cold-archived.'],
  CHANGING: ['Changing', 'The storage class is being changed.'],
  SOURCE_CHANGING: ['SourceChanging', "The source's storage class is being changed."],
});
export type StorageClass = ValueOf<typeof StorageClass>;

export const RestoreStatus = wireEnum(
  'RestoreStatus',
  'State of the restoring of archived files.',
  {
    PROCESSING: ['Processing', 'Being restored.'],
    SUCCESS: ['Success', 'Restored until `restoreExpiration`.'],
    FAILED: ['Failed', 'Restoring failed.'],
  },
);
export type RestoreStatus = ValueOf<typeof RestoreStatus>;

export const OutputType = wireEnum('OutputType', 'Which kind of URL VOD answers.', {
  CDN: [
    'cdn',
    'URL of the accelerated domain (default of VOD). Without such a domain VOD answers an OSS URL.',
  ],
  OSS: ['oss', 'URL of the object in OSS, signed if the bucket is private.'],
});
export type OutputType = ValueOf<typeof OutputType>;

export const SortOrder = { ASC: 'Asc', DESC: 'Desc' } as const;
export type SortOrder = ValueOf<typeof SortOrder>;
registerEnumType(SortOrder, {
  name: 'SortOrder',
  description: 'Direction of sorting.',
  valuesConfig: {
    ASC: { description: 'Smallest or oldest first.' },
    DESC: { description: 'Largest or newest first.' },
  },
});

@InterfaceType({
  description: 'What every medium of the library has. A field means the same in all kinds.',
  resolveType: (medium: Media) => medium.__typename,
})
export abstract class Media {
  /** Tells the kinds apart: entities are plain objects. */
  abstract readonly __typename: 'Video' | 'Audio' | 'Image' | 'AttachedMedia';

  @Field(() => ID, { description: "VOD's own id, an opaque string." })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Title, at most 128 bytes of UTF-8.' })
  title!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Description, at most 1,024 bytes of UTF-8.',
  })
  description!: string | null;

  @Field(() => [String], { description: 'Tags: at most 16, each at most 32 bytes of UTF-8.' })
  tags!: string[];

  @Field(() => MediaStatus, { nullable: true, description: 'State of the medium.' })
  status!: MediaStatus | null;

  @Field(() => Category, {
    nullable: true,
    description: 'Category of the medium; of an attached medium, its first one.',
  })
  category!: Category | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of creation, UTC.' })
  createdAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time of the last change, UTC. For an image it comes from SearchMedia, whose index may lag behind changes.',
  })
  modifiedAt!: MaybePromise<string | null>;

  @Field(() => String, {
    nullable: true,
    description:
      'Host of the bucket that stores the files, e.g. `outin-….oss-cn-shanghai.aliyuncs.com`.',
  })
  storageLocation!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Application of the account that the medium belongs to, e.g. `app-1000000`.',
  })
  appId!: string | null;
}
