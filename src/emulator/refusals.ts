import { Refusal } from './operation.js';

/** What the media operations say no with. The vendor's own messages, as far as they are known. */
export const refusals = {
  missing: (name: string) =>
    new Refusal(400, `Missing${name}`, `${name} is mandatory for this action.`),
  invalid: (name: string, rule: string) =>
    new Refusal(400, 'InvalidParameter', `The specified parameter ${name} is not valid: ${rule}.`),
  unsupported: (name: string) =>
    new Refusal(
      400,
      'InvalidParameter',
      `The specified parameter ${name} is not supported by this service.`,
    ),
  /** `VideoIds` -> `VideoIdsExceededMax`. */
  exceeded: (name: string) =>
    new Refusal(400, `${name}ExceededMax`, `The ${name} exceeded maximum.`),
  /** What the operations of attached media say instead. */
  exceededMax: (name: string) => new Refusal(400, 'ExceededMax', `The ${name} exceeded maximum.`),
  countExceeded: () =>
    new Refusal(400, 'CountExceededMax', 'The count of UpdateContent exceeded maximum.'),
  videoListExceeded: () =>
    new Refusal(400, 'VideoListExceededMax', 'The video list exceeded maximum.'),
  sortByExceeded: () =>
    new Refusal(
      400,
      'SortByExceededMax',
      'The SortBy parameter only supports one sort field when traversing all data.',
    ),
  tooManySortFields: () =>
    new Refusal(400, 'SortByExceededMax', 'The SortBy parameter only supports three sort fields.'),
  // The comma is full-width in the vendor's message.
  scrollTokenExpired: () =>
    new Refusal(
      400,
      'InvalidScrollToken.Expired',
      'The ScrollToken is expired，please refresh it.',
    ),
  videoNotFound: () => new Refusal(404, 'InvalidVideo.NotFound', 'The video does not exist.'),
  fileNotFound: () => new Refusal(404, 'InvalidFile.NotFound', 'The file does not exist.'),
  streamNotFound: () => new Refusal(404, 'InvalidStream.NotFound', 'The stream does not exist.'),
  categoryNotFound: () => new Refusal(404, 'InvalidCateId.NotFound', 'The CateId not exist.'),
  levelExceeded: () =>
    new Refusal(400, 'LevelExceededMax', 'The level of categories exceeded maximum.'),
  subTotalExceeded: () =>
    new Refusal(400, 'SubTotalExceededMax', 'The total of sub categories exceeded maximum.'),
  noSuchResource: () =>
    new Refusal(404, 'NoSuchResource', 'The specified resource does not exist.'),
  /** As the operations of processing say it. */
  noSuchResourceOf: (name: string) =>
    new Refusal(404, 'NoSuchResource', `The specified resource ${name} does not exist.`),
  illegalStatus: (status: string) =>
    new Refusal(
      403,
      'Forbidden.IllegalStatus',
      `Status of the video is illegal. Current Status is ${status}.`,
    ),
  /** GetVideoPlayAuth does not say which status it is. */
  notPlayable: () => new Refusal(403, 'Forbidden.IllegalStatus', 'Status of the video is illegal.'),
  /** Where VOD answers 400 and not 403. */
  notProcessable: () =>
    new Refusal(400, 'Forbidden.IllegalStatus', 'Status of the video is illegal.'),
  noneStream: (filters: readonly string[]) =>
    new Refusal(
      404,
      'InvalidVideo.NoneStream',
      filters.length > 0
        ? `The video has no stream to play for the request parameter '${filters.join(', ')}'.`
        : 'The video has no stream to play.',
    ),
};
