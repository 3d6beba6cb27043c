import { shippedIds } from '../../../src/emulator/shipped-ids.js';
import type { Values } from '../client.js';
import type { Provocations } from '../provocations.js';

const file = 'http://127.0.0.1:9/a.mp4';
const UploadURLs = encodeURIComponent(file);

/** Texts that are too long, too many or of characters that are refused. */
const badTexts = {
  IllegalCharacters: { Title: 'Take 1 🎬' },
  LengthExceededMax: { Description: 'x'.repeat(1025) },
  TagsExceededMax: { Tags: Array(17).fill('t').join() },
};

const badStorage = { 'InvalidStorage.NotFound': { StorageLocation: 'nowhere' } };
const badTemplates = { 'InvalidTemplateGroupId.NotFound': { TemplateGroupId: 'f'.repeat(32) } };

/** Each provocation with what the operation needs besides. */
function each(
  provocations: Readonly<Record<string, Values>>,
  complete: (values: Values) => Values,
): Record<string, Values> {
  const entries = Object.entries(provocations);
  return Object.fromEntries(entries.map(([code, values]) => [code, complete(values)]));
}

const video = { FileName: 'a.mp4', Title: 'Take 1' };

export const uploadProvocations: Provocations = {
  CreateUploadVideo: each(
    {
      'InvalidFileName.Extension': { FileName: 'a.exe' },
      ...badTexts,
      ...badTemplates,
      ...badStorage,
    },
    (values) => ({ ...video, ...values }),
  ),
  RefreshUploadVideo: {
    'InvalidVideo.Damaged': { VideoId: shippedIds.deletedSourceVideo },
    'InvalidVideo.NotFound': { VideoId: 'f'.repeat(32) },
  },
  CreateUploadImage: each(
    { 'InvalidFileName.Extension': { OriginalFileName: 'a.exe' }, ...badTexts, ...badStorage },
    (values) => ({ ImageType: 'default', ...values }),
  ),
  CreateUploadAttachedMedia: each(
    { 'InvalidFileName.Extension': { FileName: 'a.exe' }, ...badTexts, ...badStorage },
    (values) => ({ BusinessType: 'watermark', FileName: 'a.png', ...values }),
  ),
  UploadMediaByURL: {
    'InvalidParameter.UploadURLs': { UploadURLs: 'file:///etc/passwd' },
    'InvalidFileName.Extension': { UploadURLs: 'http://127.0.0.1:9/a.exe' },
    ...each(badTexts, (values) => ({
      UploadURLs,
      UploadMetadatas: JSON.stringify([{ SourceURL: file, Title: 'Take 1', ...values }]),
    })),
    ...each({ ...badTemplates, ...badStorage }, (values) => ({ UploadURLs, ...values })),
  },
  RegisterMedia: {
    ...each(badTexts, (values) => ({
      RegisterMetadatas: JSON.stringify([{ FileURL: file, Title: 'Take 1', ...values }]),
    })),
    ...each(badTemplates, (values) => ({
      RegisterMetadatas: JSON.stringify([{ FileURL: file, Title: 'Take 1' }]),
      ...values,
    })),
  },
};
