import type { Handler, Parameters } from '../operation.js';
import { readChoice, readInteger, readPage, readText, requireText } from '../parameters.js';
import { enqueueJob } from '../processing/enqueue.js';
import { toPattern } from '../processing/snapshot-pattern.js';
import { refusals } from '../refusals.js';
import { readSigner, snapshotValidity } from '../signed-urls.js';
import type { SnapshotWork } from '../store/records.js';
import { parseJson } from '../texts.js';
import { readUserDataParameter } from '../uploads/details.js';
import { plainCdnUrl } from '../urls.js';
import { namedMedium } from './named-media.js';
import { readSprite } from './sprite-config.js';

const allowedStatuses = ['UploadSucc', 'Normal', 'Checking', 'Blocked'];

const maxCount = 300;
const maxOffsets = 30;

export const submitSnapshotJob: Handler<'SubmitSnapshotJob'> = (parameters, { store }) => {
  const work = readWork(parameters);
  const userData = readUserDataParameter(parameters);
  const medium = namedMedium(parameters, store);
  if (!allowedStatuses.includes(medium.status)) throw refusals.notProcessable();
  if (store.sources.ofMedium(medium.id)?.objectKey === undefined) {
    throw refusals.noSuchResourceOf('Mezzanine');
  }
  const enqueuedAt = store.now().getTime();
  const jobId = enqueueJob(store, { mediumId: medium.id, work, enqueuedAt, ...userData });
  return { SnapshotJob: { JobId: jobId } };
};

/** The pictures of the newest job that took some of the type. */
export const listSnapshots: Handler<'ListSnapshots'> = (parameters, context) => {
  const types = [
    ...(['CoverSnapshot', 'NormalSnapshot', 'SpriteSnapshot', 'SpriteOriginSnapshot'] as const),
    'WebVttSnapshot',
  ] as const;
  const type = readChoice(parameters, 'SnapshotType', types) ?? 'CoverSnapshot';
  const page = readPage(parameters, { normal: 20 });
  const { AuthTimeout = '' } = parameters;
  const { sign } = readSigner({ AuthTimeout }, context, snapshotValidity);
  const medium = context.store.media.byId(requireText(parameters, 'VideoId'));
  if (!medium) throw refusals.videoNotFound();
  if (!allowedStatuses.includes(medium.status)) throw refusals.notProcessable();
  const snapshots =
    type === 'WebVttSnapshot' ? [] : context.store.snapshots.latest(medium.id, type);
  const [first] = snapshots;
  if (!first) throw refusals.noSuchResourceOf(type);
  const listed = snapshots.slice(page.offset, page.end);
  return {
    MediaSnapshot: {
      Total: snapshots.length,
      JobId: first.jobId,
      CreationTime: first.createdAt,
      Regular: toPattern(plainCdnUrl(context.origin, first.objectKey)),
      Snapshots: {
        Snapshot: listed.map(({ position, objectKey }) => ({
          Index: position + 1,
          Url: sign(objectKey),
        })),
      },
    },
  };
};

function readWork(parameters: Parameters): SnapshotWork {
  const side = { min: 8, max: 4096 };
  const width = readInteger(parameters, 'Width', side);
  const height = readInteger(parameters, 'Height', side);
  const offsets = readOffsets(parameters);
  const sprite = readSprite(parameters);
  return {
    kind: 'snapshots',
    start: readInteger(parameters, 'SpecifiedOffsetTime', { min: 0 }) ?? 0,
    count: readInteger(parameters, 'Count', { min: 1, max: maxCount }) ?? 1,
    interval: (readInteger(parameters, 'Interval', { min: 0, max: 86_400 }) ?? 1) * 1000,
    ...(offsets && { offsets }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(sprite && { sprite }),
  };
}

/** They take the place of start, count and interval. */
function readOffsets(parameters: Parameters): number[] | undefined {
  const text = readText(parameters, 'SpecifiedOffsetTimes');
  if (text === undefined) return undefined;
  const offsets = parseJson(text);
  const isOffset = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
  if (Array.isArray(offsets) && offsets.length > 0 && offsets.length <= maxOffsets) {
    if (offsets.every(isOffset)) return offsets;
  }
  const rule = `it must be a JSON array of up to ${maxOffsets} times in milliseconds`;
  throw refusals.invalid('SpecifiedOffsetTimes', rule);
}
