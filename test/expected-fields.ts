import type {
  Image,
  Medium,
  NewAttachedMedium,
  Source,
  Stream,
} from '../src/emulator/store/records.js';

/** What the graph shows of the store's records, worked out without the datasource. */

/** `UploadSucc` is UPLOAD_SUCC. */
const toEnum = (wire: string | undefined) =>
  wire?.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase() ?? null;

const toTime = (wire: string) => wire.replace('Z', '.000Z');

export function commonFields(row: Medium | Image | NewAttachedMedium) {
  return {
    id: row.id,
    title: row.title ?? null,
    description: row.description ?? null,
    tags: row.tags?.split(',') ?? [],
    status: toEnum(row.status),
    createdAt: toTime(row.createdAt),
    modifiedAt: toTime(row.modifiedAt),
    storageLocation: row.storageLocation,
    appId: row.appId,
  };
}

const toCategory = ({ categoryId, categoryName }: Medium | Image) =>
  categoryId === undefined ? null : { id: String(categoryId), name: categoryName ?? null };

/** A search among videos knows no audio, and the other way round. */
export function playableFields(medium: Medium, kind: 'Video' | 'Audio') {
  const isFound = medium.type === kind.toLowerCase();
  return {
    ...commonFields(medium),
    category: toCategory(medium),
    referenceId: medium.referenceId ?? null,
    size: medium.size ?? null,
    duration: medium.duration === undefined ? null : Math.round(medium.duration * 1e4) / 1e4,
    downloadSwitch: toEnum(medium.downloadSwitch),
    preprocessStatus: toEnum(medium.preprocessStatus),
    regionId: medium.regionId,
    templateGroupId: medium.templateGroupId ?? null,
    userData: medium.userData ?? null,
    storageClass: toEnum(medium.storageClass),
    auditStatus: toEnum(medium.auditStatus),
    transcodeMode: isFound ? toEnum(medium.transcodeMode) : null,
    source: isFound ? toEnum(medium.mediaSource) : null,
  };
}

export function mezzanineFields(medium: Medium, source: Source) {
  return {
    videoId: medium.id,
    fileName: source.fileName,
    status: toEnum(source.status),
    size: source.size ?? null,
    width: source.width ?? null,
    preprocessStatus: toEnum(medium.preprocessStatus),
    videoStreams: source.videoStreams.map(({ CodecName }) => ({ codecName: CodecName })),
  };
}

export function streamFields(stream: Stream) {
  return {
    jobId: stream.jobId,
    definition: stream.definition,
    width: stream.width ?? null,
    status: toEnum(stream.status),
  };
}

export function imageFields(image: Image) {
  return {
    ...commonFields(image),
    category: toCategory(image),
    type: toEnum(image.type),
    regionId: image.regionId,
    auditStatus: toEnum(image.auditStatus),
    fileName: image.fileName ?? null,
    mezzanine: {
      width: image.width ?? null,
      height: image.height ?? null,
      originalFileName: image.fileName ?? null,
    },
  };
}
