import { Refusal } from '../operation.js';

/** What the upload operations say no with, in the words of the vendor's tables. */
export const uploadRefusals = {
  extension: () =>
    new Refusal(400, 'InvalidFileName.Extension', "The specified FileName's extension is illegal."),
  illegalCharacters: (name: string) =>
    new Refusal(
      400,
      'IllegalCharacters',
      `The specified ${name} contains illegal emoticon or special characters.`,
    ),
  tooLong: (name: string, maxBytes: number) =>
    new Refusal(
      400,
      'LengthExceededMax',
      `The specified ${name} length has exceeded ${maxBytes} bytes.`,
    ),
  tooManyTags: (max: number) =>
    new Refusal(400, 'TagsExceededMax', `The specified Tags count has exceeded ${max}.`),
  templateGroupNotFound: () =>
    new Refusal(404, 'InvalidTemplateGroupId.NotFound', 'The TemplateGroupId does not exist.'),
  storageNotFound: () =>
    new Refusal(404, 'InvalidStorage.NotFound', 'The StorageLocation does not exist.'),
  // Not the words that other operations have for it.
  videoNotFound: () => new Refusal(404, 'InvalidVideo.NotFound', 'The video not exist.'),
  videoDamaged: () => new Refusal(400, 'InvalidVideo.Damaged', 'The video has been Damaged.'),
  uploadUrls: () =>
    new Refusal(
      400,
      'InvalidParameter.UploadURLs',
      'The specified parameter UploadURLs is not valid.',
    ),
};
