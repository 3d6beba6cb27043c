import type { UploadOperation } from '../wire/served.js';
import { type Documented, videoId } from './support.js';

/** Texts, category and place: what is said about anything that is uploaded. */
const texts = {
  Title: 'supported',
  Description: 'supported',
  Tags: 'supported',
} as const;

const place = {
  StorageLocation: 'supported',
  AppId: 'unverified: only app-1000000 exists, another is refused',
  UserData: 'supported',
} as const;

const category = {
  CateId: 'unverified: an unknown one is refused with InvalidCateId.NotFound',
} as const;

const fileSize = { FileSize: 'unverified: checked, but what counts is the file' } as const;

/** A template group, and what goes before it. */
const templates = { TemplateGroupId: 'supported', WorkflowId: 'refused' } as const;

/** Known to the SDKs, nowhere described. */
const undescribed = { EnableFirstFrameCover: 'refused', GenerateThumbnail: 'refused' } as const;

const textErrors = {
  IllegalCharacters: '400 unverified: for emoji and control characters',
  LengthExceededMax: '400 supported',
  TagsExceededMax: '400 supported',
} as const;

const storageNotFound = { 'InvalidStorage.NotFound': '404 supported' } as const;

const extension = '400 supported';

export const uploadDocumentation: Documented<UploadOperation> = {
  CreateUploadVideo: {
    parameters: {
      FileName: 'supported',
      ...texts,
      ...category,
      CoverURL: 'supported',
      ...fileSize,
      ...templates,
      ...place,
      ReferenceId: 'unverified: one that another medium has is refused with InvalidParameter',
      ...undescribed,
    },
    errors: {
      'InvalidFileName.Extension': extension,
      ...textErrors,
      'InvalidTemplateGroupId.NotFound': '404 supported',
      ...storageNotFound,
      'Forbidden.InitFailed': '403 never',
      AddVideoFailed: '503 never',
    },
  },
  RefreshUploadVideo: {
    parameters: {
      ...videoId,
      OwnerId: 'refused',
      ResourceOwnerAccount: 'refused',
      ResourceOwnerId: 'refused',
    },
    errors: {
      'InvalidVideo.Damaged': '400 unverified: if its upload failed or its source was deleted',
      'InvalidVideo.NotFound': '404 supported',
    },
  },
  CreateUploadImage: {
    parameters: {
      ImageType: 'supported',
      ImageExt: 'supported',
      OriginalFileName: 'unverified: another extension than those of ImageExt is refused',
      ...texts,
      ...category,
      ...place,
    },
    errors: {
      'InvalidFileName.Extension': '400 unverified: as for videos',
      ...textErrors,
      ...storageNotFound,
    },
  },
  CreateUploadAttachedMedia: {
    parameters: {
      BusinessType: 'supported',
      MediaExt: 'unverified: mandatory if FileName has no extension',
      FileName: 'unverified: another extension than those of its BusinessType is refused',
      ...texts,
      ...fileSize,
      CateIds: 'unverified: more than five are refused, and unknown ones',
      ...place,
    },
    errors: {
      'InvalidFileName.Extension': '400 unverified: as for videos',
      ...textErrors,
      ...storageNotFound,
    },
  },
  UploadMediaByURL: {
    parameters: {
      UploadURLs: 'unverified: one that comes twice is fetched twice',
      UploadMetadatas: 'unverified: a SourceURL that is not among UploadURLs is refused',
      ...templates,
      ...place,
      SessionId: 'unverified: one that comes again is refused with InvalidParameter',
      ...undescribed,
    },
    errors: {
      'InvalidParameter.UploadURLs': '400 supported',
      'InvalidFileName.Extension': '400 unverified: if neither URL nor metadata have a known one',
      ...textErrors,
      'InvalidTemplateGroupId.NotFound': '404 unverified: as for videos',
      ...storageNotFound,
    },
  },
  GetURLUploadInfos: {
    parameters: {
      JobIds:
        'unverified: more than ten are refused with JobIdsExceededMax; jobs older than a year do not exist',
      UploadURLs:
        'unverified: each stands for all jobs of the URL of the last year, the newest first',
    },
    errors: {},
  },
  RegisterMedia: {
    parameters: {
      RegisterMetadatas:
        'unverified: files that are not in the bucket, or no sources, are answered in FailedFileURLs',
      ...templates,
      UserData: 'supported',
    },
    errors: {
      ...textErrors,
      'InvalidTemplateGroupId.NotFound': '404 unverified: as for videos',
    },
  },
};
