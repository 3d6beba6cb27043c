import { shippedIds } from '../../../src/emulator/shipped-ids.js';
import { pick, type Session } from '../session.js';

const [landscape, , , , silent] = shippedIds.videos;
const UserData = '{"Extend":{"tenant":"t1"}}';

/** Published as it is: each client would transcode for seconds. */
export async function transcode(session: Session): Promise<void> {
  const values = {
    TemplateGroupId: 'VOD_NO_TRANSCODE',
    Priority: '8',
    SessionId: 'once',
    UserData,
  };
  const submitted = await session.ok('SubmitTranscodeJobs', { VideoId: silent, ...values });
  await session.refused(
    'SubmitTranscodeJobs',
    { VideoId: silent, ...values },
    '400 InvalidParameter',
  );
  const TranscodeTaskId = pick(submitted, 'TranscodeTaskId');
  const isDone = (text: string) => text.includes('CompleteAllSucc');
  await session.until(isDone, 'GetTranscodeTask', { TranscodeTaskId });
  const JobId = pick(submitted, 'TranscodeJobs', 'TranscodeJob', 0, 'JobId');
  await session.ok('GetTranscodeTask', { JobIds: `${JobId},nobody` });
  const period = { StartTime: '2024-01-01T00:00:00Z', EndTime: '2099-01-01T00:00:00Z' };
  const page = { PageNo: '1', PageSize: '50' };
  await session.ok('ListTranscodeTask', { VideoId: silent, ...period, ...page });
  await session.ok('SubmitTranscodeJobs', {
    ReferenceId: 'clip-tone',
    TemplateGroupId: 'VOD_NO_TRANSCODE',
  });
}

export async function takePictures(session: Session): Promise<void> {
  const submitted = await session.ok('SubmitSnapshotJob', {
    VideoId: silent,
    ...{ SpecifiedOffsetTime: '500', Count: '1', Interval: '0', Width: '64', Height: '48' },
    SpriteSnapshotConfig: JSON.stringify({ Columns: 1, Lines: 1, KeepCellPic: 'delete' }),
    UserData,
  });
  const job = pick(submitted, 'SnapshotJob', 'JobId');
  const isThere = (text: string) => text.includes(job);
  const sprites = { VideoId: silent, SnapshotType: 'SpriteSnapshot' };
  await session.until(isThere, 'ListSnapshots', sprites);
  const page = { AuthTimeout: '7200', PageNo: '1', PageSize: '3' };
  await session.ok('ListSnapshots', { VideoId: landscape, ...page });
  await session.ok('SubmitSnapshotJob', {
    ReferenceId: 'clip-classic',
    SpecifiedOffsetTimes: '[0]',
  });
}
