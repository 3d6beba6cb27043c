import { systemAppId } from '../account.js';
import type { Clip, Library } from '../library.js';
import { defaultTemplateGroupId, noTranscodeGroupId } from '../processing/templates.js';
import type { NewMedium } from '../store/records.js';
import { storageLocation } from '../urls.js';
import { toWireTime } from '../wire-time.js';
import { categoryId } from './categories.js';
import { Choices, idOf } from './deterministic.js';
import { soundTopic } from './other-topics.js';
import type { CatalogueSize } from './size.js';
import { generateTexts, type Texts } from './texts.js';
import { videoTopics } from './video-topics.js';

/** A medium of the catalogue, and what there is of its files. */
export interface Entry {
  readonly medium: Omit<NewMedium, 'coverKey' | 'duration' | 'size'>;
  readonly clip: Clip;
  readonly sourceDeleted: boolean;
  /** An older stream beside a newer one of the same definition and format. */
  readonly hasOlderStream: boolean;
}

/** Two years of uploads; the clips themselves came last, so that they are listed first. */
const firstUpload = Date.UTC(2024, 6, 1);
const lastUpload = Date.UTC(2026, 5, 30);
const clipsUploaded = Date.UTC(2026, 6, 1, 8);

const otherStatuses = [
  'Transcoding',
  'Uploading',
  'UploadSucc',
  'TranscodeFail',
  'Checking',
  'Blocked',
  'ProduceFail',
  'UploadFail',
];

const templateGroups = {
  FastTranscode: defaultTemplateGroupId,
  AsyncTranscode: defaultTemplateGroupId,
  NoTranscode: noTranscodeGroupId,
};

export function* generateEntries(
  { clips, audios }: Library,
  size: CatalogueSize,
): Generator<Entry> {
  let index = 0;
  for (const texts of generateTexts('video', videoTopics, size.videos)) {
    yield generateVideo(texts, index++, clips);
  }
  index = 0;
  for (const texts of generateTexts('audio', [soundTopic], size.audios)) {
    yield generateAudio(texts, index++, audios);
  }
}

/** A medium that lacks nothing; named entries and generated ones say what they have otherwise. */
export function createEntry(
  texts: Texts,
  clip: Clip,
  createdAt: Date,
  differences: Partial<NewMedium> = {},
): Entry {
  const { transcodeMode = 'FastTranscode' } = differences;
  return {
    clip,
    sourceDeleted: false,
    hasOlderStream: false,
    medium: {
      id: idOf(texts.name),
      type: clip.kind,
      title: texts.title,
      ...(texts.description !== undefined && { description: texts.description }),
      ...(texts.tags !== undefined && { tags: texts.tags }),
      ...(texts.category !== undefined && { categoryId: categoryId(texts.category) }),
      status: 'Normal',
      createdAt: toWireTime(createdAt),
      modifiedAt: toWireTime(createdAt),
      storageLocation,
      appId: systemAppId,
      regionId: 'cn-shanghai',
      templateGroupId: templateGroups[transcodeMode],
      downloadSwitch: 'on',
      preprocessStatus: 'UnPreprocess',
      auditStatus: 'Normal',
      transcodeMode,
      mediaSource: 'general',
      storageClass: 'Standard',
      ...differences,
    },
  };
}

/** The clips were uploaded in the order of the library, a minute apart, the first one last. */
export function clipTime(index: number): Date {
  return new Date(clipsUploaded - index * 60_000);
}

export function generatedTime(choices: Choices): Date {
  return new Date(choices.integer(firstUpload / 1000, lastUpload / 1000) * 1000);
}

/** Remainders, not chance, decide about states: each is there often enough. */
function generateVideo(texts: Texts, index: number, clips: readonly Clip[]): Entry {
  const choices = new Choices(texts.name);
  const status =
    index % 9 === 4 ? otherStatuses[((index - 4) / 9) % otherStatuses.length] : 'Normal';
  const transcodeMode = transcodeModeOf(index);
  const isTranscoded = status === 'Normal' && transcodeMode === 'FastTranscode';
  const entry = createEntry(texts, chooseClip(choices, clips), generatedTime(choices), {
    ...chooseDetails(choices, index, 'asset'),
    status: status ?? 'Normal',
    transcodeMode,
    ...(status === 'Blocked' && { auditStatus: 'Blocked' }),
    ...(status === 'Checking' && { auditStatus: 'Init' }),
  });
  return {
    ...modifiedLater(entry, choices),
    sourceDeleted: isTranscoded && index % 20 === 3,
    hasOlderStream: isTranscoded && index % 10 === 6,
  };
}

function generateAudio(texts: Texts, index: number, clips: readonly Clip[]): Entry {
  const choices = new Choices(texts.name);
  const status = index % 12 === 5 ? 'Uploading' : index % 12 === 11 ? 'UploadFail' : 'Normal';
  return createEntry(texts, chooseClip(choices, clips), generatedTime(choices), {
    ...chooseDetails(choices, index, 'track'),
    status,
  });
}

function transcodeModeOf(index: number): NewMedium['transcodeMode'] {
  if (index % 12 === 1) return 'NoTranscode';
  return index % 12 === 7 ? 'AsyncTranscode' : 'FastTranscode';
}

function chooseClip(choices: Choices, clips: readonly Clip[]): Clip {
  const [first, ...others] = clips;
  if (!first) throw new Error('The library has no clip of this kind');
  return choices.oneOf([first, ...others]);
}

function chooseDetails(choices: Choices, index: number, prefix: string): Partial<NewMedium> {
  const series = choices.integer(1, 40);
  return {
    mediaSource: choices.oneOf(['general', 'general', 'general', 'short_video', 'editing', 'live']),
    downloadSwitch: choices.happens(0.15) ? 'off' : 'on',
    preprocessStatus: choices.happens(0.1) ? 'PreprocessSucceed' : 'UnPreprocess',
    ...(index % 5 === 0 && {
      referenceId: `${prefix}-${choices.integer(10_000, 99_999)}-${index}`,
    }),
    ...(index % 11 === 2 && { userData: JSON.stringify({ Extend: { series } }) }),
    ...chooseStorage(choices, index),
  };
}

/** What lies in an archive can be read for a while after it was restored. */
function chooseStorage(choices: Choices, index: number): Partial<NewMedium> {
  if (index % 16 === 9) return { storageClass: 'IA' };
  if (index % 25 !== 10) return {};
  const restored: Partial<NewMedium> = {
    restoreStatus: 'Success',
    restoreExpiration: toWireTime(new Date(lastUpload + choices.integer(30, 90) * 86_400_000)),
  };
  return { storageClass: 'Archive', ...(choices.happens(0.5) && restored) };
}

function modifiedLater(entry: Entry, choices: Choices): Entry {
  if (choices.happens(0.4)) return entry;
  const created = Date.parse(entry.medium.createdAt);
  const modifiedAt = toWireTime(new Date(created + choices.integer(1, 20 * 86_400) * 1000));
  return { ...entry, medium: { ...entry.medium, modifiedAt } };
}
