import { statSync } from 'node:fs';
import path from 'node:path';
import { type Clip, type LibraryFile, libraryFolder, type Rendition } from '../library.js';
import { originalJobId } from '../processing/original.js';
import { specificationOf } from '../processing/sizes.js';
import type { NewMedium, NewStream, SnapshotType } from '../store/records.js';
import type { Store } from '../store.js';
import { toWireTime } from '../wire-time.js';
import { idOf } from './deterministic.js';
import type { Entry } from './entries.js';

/** Enters a medium with all that its status lets it have. Entries share files, not keys. */
export function placeMedium(store: Store, entry: Entry): void {
  const { medium, clip } = entry;
  const isAnalysed = !['Uploading', 'UploadFail', 'UploadSucc', 'ProduceFail'].includes(
    medium.status,
  );
  const covers = isAnalysed ? snapshotKeys(medium, 'covers', clip.covers) : [];
  // VOD takes the middle one of the covers it finds.
  const coverKey = covers[covers.length >> 1];
  store.media.insert({
    ...medium,
    ...(coverKey !== undefined && { coverKey }),
    ...(isAnalysed && { duration: clip.source.duration }),
    ...((isAnalysed || medium.status === 'UploadSucc') && { size: clip.source.size }),
  });
  if (medium.status !== 'ProduceFail' && !entry.sourceDeleted)
    placeSource(store, entry, isAnalysed);
  if (!isAnalysed) return;
  placeSnapshots(store, medium, 'CoverSnapshot', covers, clip.covers);
  const normal = snapshotKeys(medium, 'snapshots', clip.snapshots);
  placeSnapshots(store, medium, 'NormalSnapshot', normal, clip.snapshots);
  const sprites = snapshotKeys(medium, 'sprites', clip.sprites);
  placeSnapshots(store, medium, 'SpriteSnapshot', sprites, clip.sprites);
  if (['Normal', 'Checking', 'Blocked'].includes(medium.status)) placeStreams(store, entry);
}

type Owner = Entry['medium'];

function placeSource(store: Store, { medium, clip }: Entry, isAnalysed: boolean): void {
  const { source } = clip;
  const hasArrived = isAnalysed || medium.status === 'UploadSucc';
  const key = sourceKey(medium, clip);
  if (hasArrived) placeObject(store, key, medium.id, source);
  store.sources.insert({
    mediumId: medium.id,
    status: hasArrived ? 'Normal' : medium.status,
    fileName: path.basename(key),
    createdAt: medium.createdAt,
    videoStreams: isAnalysed ? source.videoStreams : [],
    audioStreams: isAnalysed ? source.audioStreams : [],
    ...(hasArrived && { objectKey: key }),
    ...(isAnalysed && figures(source)),
  });
}

function placeStreams(store: Store, { medium, clip, hasOlderStream }: Entry): void {
  if (medium.transcodeMode !== 'FastTranscode') store.streams.insert(originalStream(medium, clip));
  if (medium.transcodeMode === 'NoTranscode') return;
  const [first] = clip.streams;
  if (hasOlderStream && first) placeRendition(store, medium, first, 'older');
  for (const rendition of clip.streams) placeRendition(store, medium, rendition, 'newest');
}

function originalStream(medium: Owner, { kind, source }: Clip): NewStream {
  return {
    ...figures(source),
    jobId: originalJobId(medium.id),
    mediumId: medium.id,
    objectKey: sourceKey(medium, { source }),
    format: path.extname(source.file).slice(1),
    definition: 'OD',
    type: kind,
    specification: 'Original',
    size: source.size,
    createdAt: medium.createdAt,
    modifiedAt: medium.createdAt,
  };
}

function placeRendition(
  store: Store,
  medium: Owner,
  rendition: Rendition,
  age: 'older' | 'newest',
): void {
  const { format, definition, codec } = rendition;
  const jobId = idOf(`stream/${medium.id}/${format}/${definition}/${age}`);
  // A folder for each stream, because playlists name their segments alike.
  const folder = `${medium.id}/${jobId}-${definition.toLowerCase()}`;
  for (const file of rendition.files) {
    placeObject(store, `${folder}/${path.basename(file)}`, jobId, fileOf(rendition, file));
  }
  const createdAt = minutesAfter(medium.createdAt, age === 'older' ? 2 : 5);
  store.streams.insert({
    ...figures(rendition),
    jobId,
    mediumId: medium.id,
    objectKey: `${folder}/${path.basename(rendition.file)}`,
    format,
    definition,
    type: medium.type,
    specification: specificationOf(codec, rendition),
    ...(codec && { codec }),
    size: rendition.size,
    templateId: idOf(`template/${format}/${definition}`),
    ...(medium.templateGroupId !== undefined && { templateGroupId: medium.templateGroupId }),
    createdAt,
    modifiedAt: minutesAfter(createdAt, 1),
  });
}

function snapshotKeys(medium: Owner, folder: string, files: readonly LibraryFile[]): string[] {
  const base = idOf(`${folder}/${medium.id}`).slice(0, 8);
  return files.map(({ file }, index) => {
    const number = String(index + 1).padStart(5, '0');
    return `${medium.id}/${folder}/${base}-${number}${path.extname(file)}`;
  });
}

function placeSnapshots(
  store: Store,
  { id: mediumId, createdAt: uploadedAt }: Owner,
  type: SnapshotType,
  keys: readonly string[],
  files: readonly LibraryFile[],
): void {
  const jobId = idOf(`snapshots/${type}/${mediumId}`);
  const createdAt = minutesAfter(uploadedAt, 1);
  for (const [position, file] of files.entries()) {
    const objectKey = keys[position];
    if (objectKey === undefined) continue;
    placeObject(store, objectKey, mediumId, file);
    const job = { jobId, createdAt, ofUpload: 1 } as const;
    store.snapshots.insert({ objectKey, mediumId, type, position, ...job });
  }
}

function sourceKey(medium: Owner, { source }: Pick<Clip, 'source'>): string {
  const name = `${idOf(`source/${medium.id}`).slice(0, 8)}-${medium.id.slice(0, 11)}`;
  return `sv/${name}/${name}${path.extname(source.file)}`;
}

export function placeObject(
  store: Store,
  key: string,
  ownerId: string,
  { file, contentType, size, md5, crc64 }: ObjectFile,
): void {
  store.objects.insert({
    key,
    ownerId,
    file,
    contentType,
    size,
    ...(md5 !== undefined && { md5 }),
    ...(crc64 !== undefined && { crc64 }),
  });
}

type ObjectFile = Pick<LibraryFile, 'file' | 'contentType' | 'size'> & Partial<LibraryFile>;

/** Size and digests of a playlist's rendition are those of all its files: each file has its own. */
function fileOf(rendition: Rendition, file: string): ObjectFile {
  if (rendition.files.length === 1) return rendition;
  const isSegment = file.endsWith('.ts');
  const contentType = isSegment ? 'video/mp2t' : rendition.contentType;
  return { file, contentType, size: sizeOf(file) };
}

const sizes = new Map<string, number>();

function sizeOf(file: string): number {
  const size = sizes.get(file) ?? statSync(path.join(libraryFolder, file)).size;
  sizes.set(file, size);
  return size;
}

function figures({ duration, bitrate, fps, width, height }: Clip['source'] | Rendition) {
  return {
    duration,
    bitrate,
    ...(fps !== null && { fps }),
    ...(width !== null && { width }),
    ...(height !== null && { height }),
  };
}

function minutesAfter(time: NewMedium['createdAt'], minutes: number): string {
  return toWireTime(new Date(Date.parse(time) + minutes * 60_000));
}
