import { describe, expect, it } from '@jest/globals';
import {
  defaultTemplateGroupId,
  noTranscodeGroupId,
} from '../../src/emulator/processing/templates.js';
import { id } from './media.js';
import { useUploads } from './uploading.js';

const url = 'https://files.example.test/lessons/lesson%201.mp4?a=1,2';
const other = 'http://files.example.test/lesson.MP3';
const joined = (...urls: string[]) => urls.map(encodeURIComponent).join();

function useJobs() {
  const uploads = useUploads();
  const { call, store } = uploads;
  /** Submits, and answers the jobs as the store has them. */
  const submit = (parameters: Record<string, string>) =>
    call('UploadMediaByURL', parameters).UploadJobs.map(({ JobId }) => store.urlJobs.byId(JobId));
  return { ...uploads, submit };
}

describe('UploadMediaByURL', () => {
  it('makes a job of each URL and no medium', () => {
    const { store, call } = useJobs();
    const { UploadJobs } = call('UploadMediaByURL', { UploadURLs: joined(url, other, url) });
    expect(UploadJobs.map(({ SourceURL }) => SourceURL)).toEqual([url, other, url]);
    const ids = UploadJobs.map(({ JobId }) => JobId);
    expect(new Set(ids).size).toBe(3);
    for (const jobId of ids) expect(jobId).toMatch(/^[0-9a-f]{32}$/);
    expect(store.media.count()).toBe(0);
    expect(store.urlJobs.byId(ids[0] ?? '')).toMatchObject({
      url,
      status: 'PENDING',
      medium: {
        type: 'video',
        extension: 'mp4',
        title: 'lesson 1.mp4',
        templateGroupId: defaultTemplateGroupId,
      },
    });
    expect(store.urlJobs.byId(ids[1] ?? '')?.medium).toMatchObject({
      type: 'audio',
      title: 'lesson.MP3',
    });
  });

  it('takes what is said about each URL', () => {
    const { submit } = useJobs();
    const UploadMetadatas = JSON.stringify([
      {
        SourceURL: other,
        Title: 'Second',
        FileExtension: '.WEBM',
        TemplateGroupId: noTranscodeGroupId,
      },
      {
        SourceURL: encodeURIComponent(url),
        Title: 'First',
        Description: 'd',
        Tags: 'a,b',
        CoverURL: 'https://example.com/a.jpg',
        FileSize: 12,
        Unknown: {},
      },
    ]);
    const UploadURLs = joined(url, other);
    const UserData = '{"Extend":"x"}';
    expect(submit({ UploadURLs, UploadMetadatas, UserData })).toMatchObject([
      {
        medium: {
          title: 'First',
          description: 'd',
          tags: 'a,b',
          coverUrl: 'https://example.com/a.jpg',
          type: 'video',
          extension: 'mp4',
          templateGroupId: defaultTemplateGroupId,
          userData: UserData,
        },
      },
      {
        medium: {
          title: 'Second',
          type: 'video',
          extension: 'webm',
          templateGroupId: noTranscodeGroupId,
          userData: UserData,
        },
      },
    ]);
    const [job] = submit({ UploadURLs: joined(url), TemplateGroupId: noTranscodeGroupId });
    expect(job?.medium.templateGroupId).toBe(noTranscodeGroupId);
  });

  it('makes a title of any name that a file may have', () => {
    const { submit } = useJobs();
    const name = `🚢${'海'.repeat(60)}.mp4`;
    const [long] = submit({ UploadURLs: joined(`https://a.test/${encodeURIComponent(name)}`) });
    expect(long?.medium.title).toBe('海'.repeat(42));
    const [broken] = submit({ UploadURLs: joined('https://a.test/%E6%B5.mp4') });
    expect(broken?.medium.title).toBe('%E6%B5.mp4');
  });

  it.each([
    'ftp://files.example.test/a.mp4',
    'file:///etc/passwd.mp4',
    'data:video/mp4,x.mp4',
    'files.example.test/a.mp4',
    'http://',
    'http://user:secret@files.example.test/a.mp4',
    '%E6%B5',
    'http://files.example.test/\u0007.mp4',
  ])('refuses %p', (bad) => {
    const { refusal } = useJobs();
    for (const UploadURLs of [joined(url, bad), `${joined(url)},${bad}`]) {
      expect(refusal('UploadMediaByURL', { UploadURLs })).toEqual([
        400,
        'InvalidParameter.UploadURLs',
        'The specified parameter UploadURLs is not valid.',
      ]);
    }
  });

  it('refuses more than twenty URLs', () => {
    const { submit, refusal } = useJobs();
    expect(submit({ UploadURLs: joined(...Array(20).fill(url)) })).toHaveLength(20);
    const UploadURLs = joined(...Array(21).fill(url));
    expect(refusal('UploadMediaByURL', { UploadURLs })[1]).toBe('InvalidParameter.UploadURLs');
  });

  it('refuses a session that comes again within ten minutes', () => {
    const { call, refusal, clock } = useJobs();
    const session = { UploadURLs: joined(url), SessionId: 'session-1' };
    call('UploadMediaByURL', session);
    clock.now = new Date('2026-08-01T12:09:59Z');
    expect(refusal('UploadMediaByURL', session)[1]).toBe('InvalidParameter');
    call('UploadMediaByURL', { ...session, SessionId: 'session-2' });
    clock.now = new Date('2026-08-01T12:10:00Z');
    call('UploadMediaByURL', session);
  });

  const metadata = (...items: unknown[]) => ({ UploadMetadatas: JSON.stringify(items) });
  const about = { SourceURL: url, Title: 'First' };
  it.each([
    [{ UploadURLs: ' , ' }, 'MissingUploadURLs'],
    [{ UploadURLs: joined('https://a.test/') }, 'InvalidFileName.Extension'],
    [{ UploadURLs: joined('https://a.test/a.html') }, 'InvalidFileName.Extension'],
    [metadata({ ...about, FileExtension: 'exe' }), 'InvalidFileName.Extension'],
    [{ UploadMetadatas: 'no JSON' }, 'InvalidParameter'],
    [{ UploadMetadatas: '{}' }, 'InvalidParameter'],
    [metadata(7), 'InvalidParameter'],
    [metadata({ Title: 'First' }), 'MissingSourceURL'],
    [metadata({ ...about, SourceURL: other }), 'InvalidParameter'],
    [metadata({ SourceURL: url }), 'MissingTitle'],
    [metadata({ ...about, Title: 7 }), 'InvalidParameter'],
    [metadata({ ...about, Title: '海'.repeat(43) }), 'LengthExceededMax'],
    [metadata({ ...about, WorkflowId: id(1) }), 'InvalidParameter'],
    [metadata({ ...about, FileSize: 'x' }), 'InvalidParameter'],
    [metadata({ ...about, CateId: 7 }), 'InvalidCateId.NotFound'],
    [metadata({ ...about, TemplateGroupId: id(1) }), 'InvalidTemplateGroupId.NotFound'],
    [metadata(...Array(21).fill(about)), 'UploadMetadatasExceededMax'],
    [{ TemplateGroupId: id(1) }, 'InvalidTemplateGroupId.NotFound'],
    [{ StorageLocation: 'x' }, 'InvalidStorage.NotFound'],
    [{ AppId: 'app-2' }, 'InvalidParameter'],
    [{ WorkflowId: id(1) }, 'InvalidParameter'],
    [{ UserData: 'x' }, 'InvalidParameter'],
    [{ SessionId: 's'.repeat(51) }, 'InvalidParameter'],
    [{ SessionId: 'no spaces' }, 'InvalidParameter'],
  ])('refuses %.90j with %s', (parameters, code) => {
    const { store, refusal } = useJobs();
    const refused = refusal('UploadMediaByURL', { UploadURLs: joined(url), ...parameters });
    expect(refused[1]).toBe(code);
    expect(store.urlJobs.next()).toBeUndefined();
  });
});

describe('GetURLUploadInfos', () => {
  it('tells jobs by their ids, or all of a URL, the newest first', () => {
    const { call, clock } = useJobs();
    const UserData = '{"Extend":"x"}';
    const { UploadJobs } = call('UploadMediaByURL', { UploadURLs: joined(url), UserData });
    const JobId = UploadJobs[0]?.JobId ?? '';
    const pending = {
      JobId,
      UploadURL: url,
      Status: 'PENDING',
      UserData,
      CreationTime: '2026-08-01T12:00:00Z',
    };
    const JobIds = `${JobId},${id(1)},${JobId}`;
    expect(call('GetURLUploadInfos', { JobIds, UploadURLs: 'x' })).toStrictEqual({
      URLUploadInfoList: [pending],
      NonExists: [id(1)],
    });
    clock.now = new Date('2026-08-01T12:30:00Z');
    call('UploadMediaByURL', { UploadURLs: joined(url, other) });
    const { URLUploadInfoList, NonExists } = call('GetURLUploadInfos', {
      UploadURLs: joined(url, 'https://a.test/b,c'),
    });
    expect(NonExists).toEqual(['https://a.test/b,c']);
    expect(URLUploadInfoList).toStrictEqual([
      expect.objectContaining({ UploadURL: url, CreationTime: '2026-08-01T12:30:00Z' }),
      pending,
    ]);
  });

  it('tells of jobs for a year', () => {
    const { call, clock } = useJobs();
    const UploadURLs = joined(url);
    const JobIds = call('UploadMediaByURL', { UploadURLs }).UploadJobs[0]?.JobId ?? '';
    const start = clock.now.getTime();
    clock.now = new Date(start + 365 * 86_400_000);
    expect(call('GetURLUploadInfos', { JobIds }).URLUploadInfoList).toHaveLength(1);
    clock.now = new Date(start + 365 * 86_400_000 + 1000);
    expect(call('GetURLUploadInfos', { JobIds }).NonExists).toEqual([JobIds]);
    expect(call('GetURLUploadInfos', { UploadURLs }).NonExists).toEqual([url]);
  });

  it('refuses more than ten, and none', () => {
    const { refusal } = useJobs();
    const eleven = Array(11).fill('x').join();
    expect(refusal('GetURLUploadInfos')[1]).toBe('MissingJobIds');
    expect(refusal('GetURLUploadInfos', { JobIds: eleven })[1]).toBe('JobIdsExceededMax');
    expect(refusal('GetURLUploadInfos', { UploadURLs: eleven })[1]).toBe('UploadURLsExceededMax');
  });
});
