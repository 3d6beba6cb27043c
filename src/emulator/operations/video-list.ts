import { type ListedVideo, maxPagedRecords } from '../../vod/operations.js';
import type { Handler, Parameters } from '../operation.js';
import {
  readChoice,
  readChoices,
  readIds,
  readInteger,
  readPage,
  readText,
  readTime,
} from '../parameters.js';
import { present } from '../present.js';
import { refusals } from '../refusals.js';
import { defaultSigner } from '../signed-urls.js';
import { allOf, type Condition, compare, oneOf } from '../store/condition.js';
import { mediumFields, sourceFigures, wrappedSnapshots } from './media-fields.js';

const statuses = [
  'Uploading',
  'UploadFail',
  'UploadSucc',
  'Transcoding',
  'TranscodeFail',
  'Checking',
  'Blocked',
  'Normal',
  'ProduceFail',
];

/** Videos and audios alike. A category does not stand for those below it. */
export const getVideoList: Handler<'GetVideoList'> = (parameters, context) => {
  const { media } = context.store;
  const where = readFilter(parameters);
  const sortBy = readChoice(parameters, 'SortBy', ['CreationTime:Desc', 'CreationTime:Asc']);
  const page = readPage(parameters);
  if (page.end > maxPagedRecords) throw refusals.videoListExceeded();

  const direction = sortBy === 'CreationTime:Asc' ? 'ASC' : 'DESC';
  const found = media.find({
    where,
    order: [{ column: 'createdAt', direction }],
    limit: page.size,
    offset: page.offset,
  });
  const { sign } = defaultSigner(context);
  const videos = found.map((medium) =>
    present<ListedVideo>({
      VideoId: medium.id,
      ...mediumFields(medium, sign),
      ...sourceFigures(medium),
      UserData: medium.userData,
      Snapshots: wrappedSnapshots(context.store, medium, sign),
    }),
  );
  return { Total: media.count(where), VideoList: { Video: videos } };
};

function readFilter(parameters: Parameters): Condition {
  const status = readChoices(parameters, 'Status', statuses);
  const categoryId = readInteger(parameters, 'CateId', { min: -1 });
  const location = readText(parameters, 'StorageLocation');
  const referenceIds = readIds(parameters, 'ReferenceIds');
  const conditions = [
    status && oneOf('media.status', status),
    categoryId !== undefined && compare('media.categoryId', '=', categoryId),
    location !== undefined && compare('media.storageLocation', '=', location),
    referenceIds && oneOf('media.referenceId', referenceIds),
    readPeriod(parameters),
  ];
  return allOf(conditions.filter((condition) => typeof condition === 'object'));
}

/** StartTime itself is outside the period, EndTime inside (reference of 2020). */
function readPeriod(parameters: Parameters): Condition {
  const start = readTime(parameters, 'StartTime');
  const end = readTime(parameters, 'EndTime');
  if (start !== undefined && end !== undefined && end <= start) {
    throw refusals.invalid('EndTime', 'it must be later than StartTime');
  }
  return allOf([
    ...(start === undefined ? [] : [compare('media.createdAt', '>', start)]),
    ...(end === undefined ? [] : [compare('media.createdAt', '<=', end)]),
  ]);
}
