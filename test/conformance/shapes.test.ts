import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seedLibrary } from '../../src/emulator/catalogue.js';
import type { NewMedium, NewSource, NewStream } from '../../src/emulator/store/records.js';
import type { ServedOperation } from '../../src/emulator/wire/served.js';
import {
  createMediaStore,
  id,
  insertAttached,
  insertCategory,
  insertImage,
  insertSource,
  insertStream,
  insertVideo,
} from '../emulator/media.js';
import { checkShape } from './shapes.js';

const RequestId = '5D2A9C1E-7F40-5B63-9E1B-3B0C7C2B8A11';

/** Every field that SearchMedia can be asked for. */
const Fields =
  'Title,Description,Tags,CateId,CateName,Categories,BusinessType,CoverURL,Status,CreationTime,ModificationTime,StorageLocation,URL,AppId,FileName,Size,Duration,DownloadSwitch,PreprocessStatus,TranscodeMode,MediaSource,StorageClass,RestoreStatus,RestoreExpiration,ReferenceId,Snapshots,SpriteSnapshots';

type World = ReturnType<typeof createMediaStore>;

/** Calls an operation and compares the answer, as JSON carries it, with the documents. */
function check(
  { call }: World,
  operation: ServedOperation,
  parameters: Record<string, string>,
): void {
  const body = JSON.parse(JSON.stringify({ RequestId, ...call(operation, parameters) }));
  checkShape(operation, { status: 200, body });
}

/** Everything that can be asked about one medium. */
function checkMedium(world: World, medium: Pick<NewMedium, 'id' | 'status'>): void {
  const VideoId = medium.id;
  check(world, 'GetVideoInfo', { VideoId });
  check(world, 'GetVideoInfos', { VideoIds: VideoId });
  check(world, 'BatchGetMediaInfos', { MediaIds: VideoId });
  if (world.store.sources.ofMedium(VideoId)) {
    check(world, 'GetMezzanineInfo', { VideoId, AdditionType: 'video,audio' });
  }
  if (medium.status !== 'Normal') return;
  check(world, 'GetVideoPlayAuth', { VideoId });
  if (world.store.streams.ofMedium(VideoId).length > 0) {
    check(world, 'GetPlayInfo', { VideoId, ResultType: 'Multiple' });
  }
}

describe('the answers about the shipped library', () => {
  const world = createMediaStore();
  seedLibrary(world.store);
  const { store } = world;
  const all = { limit: 10_000 };

  it('are those of the documents for each video and audio', () => {
    const media = store.media.find(all);
    expect(media.length).toBeGreaterThan(350);
    for (const medium of media) checkMedium(world, medium);
  });

  it('are those of the documents for each image and attached medium', () => {
    const images = store.images.find(all);
    expect(images.length).toBeGreaterThan(45);
    for (const { id: ImageId } of images) {
      check(world, 'GetImageInfo', { ImageId });
      check(world, 'GetImageInfos', { ImageIds: ImageId, OutputType: 'oss' });
    }
    for (const { id: MediaIds } of store.attachedMedia.find(all)) {
      check(world, 'GetAttachedMediaInfo', { MediaIds });
    }
  });

  it.each(['video', 'audio', 'image', 'attached'])('are those of a search for %s', (SearchType) => {
    for (let page = 1; page <= 4; page += 1) {
      const paging = { PageNo: String(page), PageSize: '100' };
      check(world, 'SearchMedia', { SearchType, Fields, ...paging });
      check(world, 'SearchMedia', { SearchType, ...paging });
    }
  });

  it('are those of lists of videos and categories', () => {
    for (let page = 1; page <= 4; page += 1) {
      check(world, 'GetVideoList', { PageNo: String(page), PageSize: '100' });
    }
    check(world, 'GetCategories', { PageSize: '100' });
    for (const { id: CateId } of store.categories.children({
      parentId: -1,
      direction: 'ASC',
      ...all,
      offset: 0,
    })) {
      check(world, 'GetCategories', { CateId: String(CateId) });
    }
  });
});

describe('the answers about media of any kind', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
  const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });
  const figure = fc.double({ min: 0, max: 100_000, noNaN: true });
  const size = fc.integer({ min: 0, max: 2 ** 40 });

  const medium = fc.record({
    type: fc.constantFrom('video' as const, 'audio' as const),
    title: text,
    description: optional(text),
    tags: optional(text),
    categoryId: optional(fc.constant(7)),
    status: fc.constantFrom('Uploading', 'UploadSucc', 'Transcoding', 'TranscodeFail', 'Normal'),
    coverUrl: optional(fc.webUrl()),
    duration: optional(figure),
    size: optional(size),
    templateGroupId: optional(fc.constant('VOD_NO_TRANSCODE')),
    auditStatus: optional(fc.constantFrom('Init', 'Normal')),
    restoreStatus: optional(fc.constant('Processing')),
    referenceId: optional(fc.constant('lesson-1')),
    userData: optional(fc.constant('{"Extend":"x"}')),
  });
  const source = fc.record({
    status: fc.constantFrom('Uploading', 'Normal', 'UploadFail'),
    duration: optional(figure),
    bitrate: optional(figure),
    fps: optional(figure),
    width: optional(size),
    height: optional(size),
  });
  const stream = fc.record({
    duration: figure,
    bitrate: figure,
    fps: optional(figure),
    size,
    codec: optional(fc.constantFrom('H264', 'H265')),
    templateId: optional(fc.constant(id(31))),
  });

  it('are those of the documents, whatever is known of them and whatever is not', () => {
    fc.assert(
      fc.property(
        medium,
        optional(fc.oneof(source, fc.constant('expected' as const))),
        fc.array(stream, { maxLength: 3 }),
        (fields, sourceFields, streams) => {
          const world = createMediaStore();
          insertCategory(world.store);
          const inserted = insertVideo(world.store, defined<NewMedium>(fields));
          if (sourceFields === 'expected') insertExpectedSource(world);
          else if (sourceFields) insertSource(world.store, id(1), defined<NewSource>(sourceFields));
          for (const [index, one] of streams.entries()) {
            insertStream(world.store, id(1), defined<NewStream>({ ...one, jobId: id(50 + index) }));
          }
          checkMedium(world, inserted);
          check(world, 'GetVideoList', {});
          check(world, 'SearchMedia', { SearchType: fields.type, Fields });
          world.store.close();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are those of the documents for images and attached media that have nothing but their file', () => {
    const world = createMediaStore();
    insertImage(world.store, { status: 'Uploading' });
    insertAttached(world.store, { status: 'Uploading' });
    check(world, 'GetImageInfo', { ImageId: id(101) });
    check(world, 'GetAttachedMediaInfo', { MediaIds: id(201) });
    for (const SearchType of ['image', 'attached']) {
      check(world, 'SearchMedia', { SearchType, Fields });
    }
  });
});

/** One whose file has not arrived. */
function insertExpectedSource({ store }: World): void {
  const place = { mediumId: id(1), fileName: 'a.mp4', createdAt: '2026-05-01T08:00:00Z' };
  store.sources.insert({ ...place, status: 'Uploading', videoStreams: [], audioStreams: [] });
}

/** Without the members that are undefined: a record does not have them. */
function defined<Fields extends object>(
  fields: {
    readonly [Name in keyof Fields]?: Fields[Name] | undefined;
  },
): Partial<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Fields>;
}
