import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  defaultTemplateGroupId as group,
  noTranscodeGroupId,
} from '../../src/emulator/processing/templates.js';
import { createMediaStore, id, insertSource, insertVideo } from './media.js';

const base = '2026-08-01T12:00:00Z';

let library: ReturnType<typeof createMediaStore>;
beforeEach(() => {
  library = createMediaStore(base);
  insertVideo(library.store);
  insertSource(library.store, id(1));
});

const submit = (parameters = {}) =>
  library.call('SubmitTranscodeJobs', { VideoId: id(1), TemplateGroupId: group, ...parameters });
const jobsOf = (task: ReturnType<typeof submit>) =>
  task.TranscodeJobs.TranscodeJob.map(({ JobId }) => JobId);

describe('SubmitTranscodeJobs', () => {
  it('makes a task with a job for each stream of the group', () => {
    const task = submit();
    expect(task).toEqual({
      TranscodeTaskId: expect.stringMatching(/^[0-9a-f]{32}$/),
      TranscodeJobs: { TranscodeJob: Array(4).fill({ JobId: expect.any(String) }) },
    });
    expect(new Set(jobsOf(task)).size).toBe(4);
    const { TranscodeTaskId } = task;
    const { TranscodeTask } = library.call('GetTranscodeTask', { TranscodeTaskId });
    expect(TranscodeTask).toEqual({
      TranscodeTaskId,
      VideoId: id(1),
      TaskStatus: 'Processing',
      Trigger: 'Manual',
      TranscodeTemplateGroupId: group,
      CreationTime: base,
      TranscodeJobInfoList: expect.any(Array),
    });
    expect(TranscodeTask?.TranscodeJobInfoList[0]).toEqual({
      TranscodeJobId: jobsOf(task)[0],
      TranscodeJobStatus: 'Transcoding',
      TranscodeProgress: 0,
      TranscodeTemplateId: expect.any(String),
      Definition: 'LD',
      Priority: '6',
      InputFileUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:4001\/outin-.*\/harbour\.mp4$/),
      CreationTime: base,
    });
  });

  it('leaves a playable medium playable', () => {
    submit();
    expect(library.store.media.byId(id(1))?.status).toBe('Normal');
  });

  it('shows in the status of a medium that could not be played', () => {
    library.store.media.update(id(1), { status: 'UploadSucc' });
    submit();
    expect(library.store.media.byId(id(1))?.status).toBe('Transcoding');
  });

  it('makes two MP3s of an audio, one stream of what is not to be transcoded', () => {
    insertVideo(library.store, { id: id(2), type: 'audio' });
    insertSource(library.store, id(2));
    const formats = (task: ReturnType<typeof submit>) =>
      jobsOf(task).map((JobId) => {
        const job = library.store.jobs.byId(JobId);
        return job?.work;
      });
    expect(formats(submit({ VideoId: id(2) }))).toMatchObject([
      { format: 'mp3', definition: 'SQ' },
      { format: 'mp3', definition: 'HQ' },
    ]);
    expect(formats(submit({ TemplateGroupId: noTranscodeGroupId }))).toEqual([
      { kind: 'original', format: 'mp4' },
    ]);
  });

  it('takes a ReferenceId', () => {
    library.store.media.update(id(1), { referenceId: 'harbour-1' });
    const { TranscodeTaskId } = submit({ VideoId: '', ReferenceId: 'harbour-1' });
    expect(library.store.transcodeTasks.byId(TranscodeTaskId)?.mediumId).toBe(id(1));
  });

  it.each(['Uploading', 'Transcoding', 'TranscodeFail', 'Blocked', 'UploadFail'])(
    'is refused for a medium that is %s',
    (status) => {
      library.store.media.update(id(1), { status });
      expect(
        library.refusal('SubmitTranscodeJobs', { VideoId: id(1), TemplateGroupId: group }),
      ).toEqual([400, 'Forbidden.IllegalStatus', 'Status of the video is illegal.']);
    },
  );

  const resource = (name: string) => [
    404,
    'NoSuchResource',
    `The specified resource ${name} does not exist.`,
  ];

  it.each([
    ['no group', { TemplateGroupId: '' }, [400, 'MissingTemplateGroupId']],
    ['no medium', { VideoId: '' }, [400, 'MissingVideoId']],
    ['an unknown medium', { VideoId: id(9) }, [404, 'InvalidVideo.NotFound']],
    ['an unknown group', { TemplateGroupId: id(9) }, resource('TemplateGroupId')],
    ['priority 0', { Priority: '0' }, [400, 'InvalidParameter']],
    ['priority 11', { Priority: '11' }, [400, 'InvalidParameter']],
    ['priority high', { Priority: 'high' }, [400, 'InvalidParameter']],
    ['UserData that is no object', { UserData: '[]' }, [400, 'InvalidParameter']],
    ['a pipeline', { PipelineId: 'p' }, [400, 'InvalidParameter']],
    ['encryption', { EncryptConfig: '{}' }, [400, 'InvalidParameter']],
    ['overrides', { OverrideParams: '{}' }, [400, 'InvalidParameter']],
    ['a strange session', { SessionId: 'a b' }, [400, 'InvalidParameter']],
  ])('is refused with %s', (_, parameters, expected) => {
    const call = { VideoId: id(1), TemplateGroupId: group, ...parameters };
    expect(library.refusal('SubmitTranscodeJobs', call).slice(0, expected.length)).toEqual(
      expected,
    );
    expect(library.store.jobs.waiting('transcoding', 1)).toEqual([]);
  });

  it('is refused once the source was deleted', () => {
    library.call('DeleteMezzanines', { VideoIds: id(1) });
    expect(
      library.refusal('SubmitTranscodeJobs', { VideoId: id(1), TemplateGroupId: group }),
    ).toEqual(resource('Mezzanine'));
  });

  it('takes a SessionId once in seven days', () => {
    submit({ SessionId: 'job-1' });
    const again = { VideoId: id(1), TemplateGroupId: group, SessionId: 'job-1' };
    library.clock.now = new Date(Date.parse(base) + 7 * 86_400_000);
    expect(library.refusal('SubmitTranscodeJobs', again)[1]).toBe('InvalidParameter');
    submit({ SessionId: 'job-2' });
    library.clock.now = new Date(Date.parse(base) + 7 * 86_400_000 + 1000);
    submit({ SessionId: 'job-1' });
  });
});

describe('ListTranscodeTask', () => {
  const list = (parameters = {}) =>
    library
      .call('ListTranscodeTask', { VideoId: id(1), ...parameters })
      .TranscodeTaskList.map(({ TranscodeTaskId }) => TranscodeTaskId);

  it('lists the newest first, in pages and periods', () => {
    const ids = [0, 1, 2].map((minutes) => {
      library.clock.now = new Date(Date.parse(base) + minutes * 60_000);
      return submit().TranscodeTaskId;
    });
    const [first, second, third] = ids;
    expect(list()).toEqual([third, second, first]);
    expect(list({ PageSize: '2' })).toEqual([third, second]);
    expect(list({ PageSize: '2', PageNo: '2' })).toEqual([first]);
    expect(list({ PageNo: '2' })).toEqual([]);
    const StartTime = '2026-08-01T12:01:00Z';
    expect(list({ StartTime })).toEqual([third, second]);
    expect(list({ EndTime: StartTime })).toEqual([second, first]);
    expect(list({ StartTime, EndTime: StartTime })).toEqual([second]);
    insertVideo(library.store, { id: id(2) });
    expect(list({ VideoId: id(2) })).toEqual([]);
  });

  it('tells of tasks and their jobs for a year', () => {
    const task = submit();
    const [JobIds = ''] = jobsOf(task);
    const { TranscodeTaskId } = task;
    library.clock.now = new Date(Date.parse(base) + 365 * 86_400_000);
    expect(list()).toEqual([TranscodeTaskId]);
    expect(library.call('GetTranscodeTask', { TranscodeTaskId })).toHaveProperty('TranscodeTask');
    expect(library.call('GetTranscodeTask', { JobIds }).NonExistJobIds).toEqual([]);
    library.clock.now = new Date(Date.parse(base) + 365 * 86_400_000 + 1000);
    expect(list()).toEqual([]);
    expect(list({ StartTime: base })).toEqual([]);
    expect(library.refusal('GetTranscodeTask', { TranscodeTaskId })[1]).toBe('NoSuchResource');
    expect(library.call('GetTranscodeTask', { JobIds }).NonExistJobIds).toEqual([JobIds]);
  });

  it.each([
    [{}, 'MissingVideoId'],
    [{ VideoId: id(9) }, 'InvalidVideo.NotFound'],
    [{ VideoId: id(1), PageSize: '51' }, 'InvalidParameter'],
    [{ VideoId: id(1), PageNo: '0' }, 'InvalidParameter'],
    [{ VideoId: id(1), StartTime: '2026-08-01' }, 'InvalidParameter'],
  ])('refuses %j', (parameters, code) => {
    expect(library.refusal('ListTranscodeTask', parameters)[1]).toBe(code);
  });
});

describe('GetTranscodeTask', () => {
  it('answers single jobs, and the ids that none has', () => {
    const [first = '', second = ''] = jobsOf(submit());
    const snapshots = library.call('SubmitSnapshotJob', { VideoId: id(1) }).SnapshotJob.JobId;
    const ids = [second, id(77), snapshots, first, second];
    const answer = library.call('GetTranscodeTask', { JobIds: ids.join(',') });
    expect(answer.TranscodeJobInfoList?.map(({ TranscodeJobId }) => TranscodeJobId)).toEqual([
      second,
      first,
    ]);
    expect(answer.NonExistJobIds).toEqual([id(77), snapshots]);
  });

  it.each([
    [{}, 'MissingTranscodeTaskId'],
    [{ TranscodeTaskId: id(9) }, 'NoSuchResource'],
    [
      { JobIds: Array.from({ length: 11 }, (_, index) => id(index)).join(',') },
      'JobIdsExceededMax',
    ],
  ])('refuses %j', (parameters, code) => {
    expect(library.refusal('GetTranscodeTask', parameters)[1]).toBe(code);
  });

  it('forgets the task with its medium', () => {
    const { TranscodeTaskId } = submit();
    library.call('DeleteVideo', { VideoIds: id(1) });
    expect(library.refusal('GetTranscodeTask', { TranscodeTaskId })[1]).toBe('NoSuchResource');
  });
});
