import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { UrlJob } from '../../src/emulator/store/records.js';
import type { FetchLimits } from '../../src/emulator/uploads/fetch-file.js';
import { UrlPulls } from '../../src/emulator/uploads/url-pulls.js';
import { kill } from '../launch.js';
import { waitFor } from '../wait-for.js';
import { launchService } from './launched-service.js';
import { call, useEmulator } from './rpc-client.js';
import { useUploads } from './uploading.js';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A server elsewhere, on a port of its own; closed after the test. */
async function useSource(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const unhurried: FetchLimits = { totalMs: 10_000, idleMs: 10_000 };

/** A store with somebody who fetches; what went wrong is in `told`. */
function usePulls(limits = unhurried, maxBytes = 10_000_000) {
  const uploads = useUploads(maxBytes);
  const { store, files, call: invoke } = uploads;
  const told: unknown[] = [];
  const pulls = new UrlPulls({ store, files, limits, log: (_, error) => told.push(error) });
  endings.push(() => pulls.stop());
  pulls.start();
  /** Submits one URL and answers its job once that has ended. */
  const pull = async (url: string, parameters: Record<string, string> = {}) => {
    const UploadURLs = encodeURIComponent(url);
    const { UploadJobs } = invoke('UploadMediaByURL', { UploadURLs, ...parameters });
    return ended(UploadJobs[0]?.JobId ?? '');
  };
  const infoOf = (JobIds: string) => invoke('GetURLUploadInfos', { JobIds }).URLUploadInfoList[0];
  const ended = (jobId: string) =>
    waitFor(() => {
      const info = infoOf(jobId);
      return info?.CompleteTime === undefined ? undefined : info;
    });
  return { ...uploads, told, pulls, pull, ended, infoOf };
}

const failed = {
  Status: 'DOWNLOAD_FAIL',
  ErrorCode: 'URLInvalidError',
  ErrorMessage: 'download video failed by the url, please check it',
};

describe('a file at a URL', () => {
  it('becomes the source of a medium that is processed', async () => {
    const { store, call: invoke, pull, events } = usePulls();
    const origin = await useSource((request, response) => {
      response.setHeader('content-type', 'video/mp4');
      response.end(request.url === '/a/lesson.mp4?sign=1' ? 'a source' : '');
    });
    const url = `${origin}/a/lesson.mp4?sign=1`;
    const UserData = '{"Extend":"x"}';
    const info = await pull(url, { UserData });
    const VideoId = info.MediaId ?? '';
    expect(info).toStrictEqual({
      JobId: expect.any(String),
      UploadURL: url,
      MediaId: expect.stringMatching(/^[0-9a-f]{32}$/),
      FileSize: '8',
      Status: 'SUCCESS',
      UserData,
      CreationTime: '2026-08-01T12:00:00Z',
      CompleteTime: '2026-08-01T12:00:00Z',
    });
    expect(invoke('GetVideoInfo', { VideoId }).Video).toMatchObject({
      Title: 'lesson.mp4',
      Status: 'UploadSucc',
      Size: 8,
      UserData,
    });
    const key = store.sources.ofMedium(VideoId)?.objectKey ?? '';
    expect(key).toMatch(/^sv\/.*\.mp4$/);
    const object = store.findObject(key);
    expect(object?.contentType).toBe('video/mp4');
    expect(readFileSync(object?.path ?? '', 'utf8')).toBe('a source');
    expect(events()).toStrictEqual([
      expect.objectContaining({ EventType: 'FileUploadComplete', VideoId }),
      {
        EventType: 'UploadByURLComplete',
        EventTime: '2026-08-01T12:00:00Z',
        JobId: info.JobId,
        SourceURL: url,
        Status: 'success',
        VideoId,
        Size: '8',
        Extend: 'x',
      },
    ]);
  });

  it('is found where a redirect leads', async () => {
    const { pull } = usePulls();
    const origin = await useSource((request, response) => {
      if (request.url === '/moved.mp4') response.writeHead(302, { location: '/there' });
      response.end('a source');
    });
    expect(await pull(`${origin}/moved.mp4`)).toMatchObject({ Status: 'SUCCESS', FileSize: '8' });
  });

  it('is not transcoded if its group says so', async () => {
    const { store, pull } = usePulls();
    const origin = await useSource((_, response) => void response.end('a source'));
    const info = await pull(`${origin}/a.mp3`, { TemplateGroupId: 'VOD_NO_TRANSCODE' });
    expect(store.media.byId(info.MediaId ?? '')).toMatchObject({
      type: 'audio',
      transcodeMode: 'NoTranscode',
    });
  });

  it('is fetched with the category forgotten that is gone meanwhile', async () => {
    const { store, call: invoke, ended } = usePulls();
    const { Category } = invoke('AddCategory', { CateName: 'Sea' });
    const origin = await useSource((_, response) => void response.end('a source'));
    const url = `${origin}/a.mp4`;
    const item = { SourceURL: url, Title: 'Harbour', CateId: Category.CateId };
    const { UploadJobs } = store.transaction(() => {
      const answer = invoke('UploadMediaByURL', {
        UploadURLs: encodeURIComponent(url),
        UploadMetadatas: JSON.stringify([item]),
      });
      invoke('DeleteCategory', { CateId: String(Category.CateId) });
      return answer;
    });
    const info = await ended(UploadJobs[0]?.JobId ?? '');
    expect(store.media.byId(info.MediaId ?? '')).toMatchObject({ title: 'Harbour' });
  });
});

describe('a URL from which nothing comes', () => {
  it.each<[string, RequestListener]>([
    ['answers 404', (_, response) => void response.writeHead(404).end('nothing')],
    ['answers 500', (_, response) => void response.writeHead(500).end()],
    ['redirects for ever', (_, response) => void response.writeHead(302, { location: '/' }).end()],
    [
      'redirects to a file of this machine',
      (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    ],
    ['hangs up', (request) => void request.socket.destroy()],
    [
      'hangs up half way',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => response.destroy());
      },
    ],
  ])('that %s fails, and leaves nothing', async (_, answer) => {
    const { store, pull, told, events } = usePulls();
    const origin = await useSource(answer);
    const info = await pull(`${origin}/a.mp4`, { UserData: '{"Extend":"x"}' });
    expect(info).toMatchObject(failed);
    expect(info).not.toHaveProperty('MediaId');
    expect(store.media.count()).toBe(0);
    expect(readdirSync(path.join(store.dataFolder, 'incoming'))).toEqual([]);
    expect(told).toHaveLength(1);
    expect(events()).toStrictEqual([
      {
        EventType: 'UploadByURLComplete',
        EventTime: '2026-08-01T12:00:00Z',
        JobId: info.JobId,
        SourceURL: `${origin}/a.mp4`,
        Status: 'fail',
        ErrorCode: failed.ErrorCode,
        ErrorMessage: failed.ErrorMessage,
        Extend: 'x',
      },
    ]);
  });

  it('nobody listens at fails', async () => {
    const { pull } = usePulls();
    expect(await pull('http://127.0.0.1:1/a.mp4')).toMatchObject(failed);
  });

  it.each<[string, Partial<FetchLimits>, RequestListener]>([
    ['never answers', { idleMs: 100 }, () => {}],
    ['stops half way', { idleMs: 100 }, (_, response) => void response.write('half')],
    [
      'drips without end',
      { totalMs: 300 },
      (_, response) => {
        const drip = setInterval(() => response.write('.'), 10);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('that %s is given up', async (_, limits, answer) => {
    const { pull, store } = usePulls({ ...unhurried, ...limits });
    const origin = await useSource(answer);
    expect(await pull(`${origin}/a.mp4`)).toMatchObject(failed);
    expect(readdirSync(path.join(store.dataFolder, 'incoming'))).toEqual([]);
  });
});

describe('a file that is too large', () => {
  it.each<[string, RequestListener]>([
    [
      'says so',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000000' });
        response.write('x');
      },
    ],
    [
      'does not say so',
      (_, response) => {
        const more = () => {
          while (response.write('x'.repeat(1000)));
        };
        response.on('drain', more);
        more();
      },
    ],
  ])('and %s is refused clearly', async (_, answer) => {
    const { store, pull } = usePulls(unhurried, 100_000);
    const origin = await useSource(answer);
    expect(await pull(`${origin}/a.mp4`)).toMatchObject({
      Status: 'UPLOAD_FAIL',
      ErrorCode: 'StorageFull',
      ErrorMessage: expect.stringContaining('100000 bytes'),
    });
    expect(store.media.count()).toBe(0);
    expect(readdirSync(path.join(store.dataFolder, 'incoming'))).toEqual([]);
  });
});

describe('many URLs', () => {
  it('are fetched three at a time, and all in the end', async () => {
    const { call: invoke, ended } = usePulls();
    const waiting: (() => void)[] = [];
    let most = 0;
    const origin = await useSource((_, response) => {
      waiting.push(() => response.end('a source'));
      most = Math.max(most, waiting.length);
    });
    const urls = Array.from({ length: 7 }, (_, index) => `${origin}/${index}.mp4`);
    const UploadURLs = urls.map(encodeURIComponent).join();
    const { UploadJobs } = invoke('UploadMediaByURL', { UploadURLs });
    const done = Promise.all(UploadJobs.map(({ JobId }) => ended(JobId)));
    for (let count = 0; count < 7; count += 1) {
      await waitFor(() => (waiting.length >= Math.min(3, 7 - count) ? true : undefined));
      waiting.shift()?.();
    }
    const infos = await done;
    expect(infos.map(({ Status }) => Status)).toEqual(Array(7).fill('SUCCESS'));
    expect(new Set(infos.map(({ MediaId }) => MediaId)).size).toBe(7);
    expect(most).toBe(3);
  });
});

describe('a job', () => {
  it('goes on after the service was killed, whatever it was at', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vod-pulls-'));
    endings.push(() => rmSync(folder, { recursive: true, force: true }));
    let isPatient = false;
    const source = await useSource((_, response) => {
      response.write('a ');
      if (isPatient) response.end('source');
    });
    const first = await launchService(folder);
    const urls = Array.from({ length: 5 }, (_, index) => `${source}/${index}.mp4`);
    const UploadURLs = urls.map(encodeURIComponent).join();
    const { json } = await call(first.origin, { Action: 'UploadMediaByURL', UploadURLs });
    const JobIds = json.UploadJobs.map(({ JobId }: { JobId: string }) => JobId).join();
    const statuses = async (origin: string) => {
      const answer = await call(origin, { Action: 'GetURLUploadInfos', JobIds });
      const infos: { Status: string }[] = answer.json.URLUploadInfoList;
      return infos.map(({ Status }) => Status).join();
    };
    const waiting = 'DOWNLOADING,DOWNLOADING,DOWNLOADING,PENDING,PENDING';
    await waitFor(async () => ((await statuses(first.origin)) === waiting ? true : undefined));
    await kill(first);

    isPatient = true;
    const { origin } = await useEmulator({ dataFolder: folder });
    const done = Array(5).fill('SUCCESS').join();
    await waitFor(async () => ((await statuses(origin)) === done ? true : undefined));
    const { json: list } = await call(origin, { Action: 'GetVideoList' });
    expect(list.Total).toBe(5);
  });

  it('that came back with an older library is done again', async () => {
    const { store, pull, ended } = usePulls();
    const origin = await useSource((_, response) => void response.end('a source'));
    const { JobId, MediaId = '' } = await pull(`${origin}/a.mp4`);
    store.transaction(() => {
      store.media.delete(MediaId);
      const job = { ...store.urlJobs.byId(JobId), id: 'again', status: 'DOWNLOADING' } as UrlJob;
      const { id, url, status, medium, createdAt } = job;
      store.urlJobs.insert({ id, url, status, medium, createdAt });
      store.touch('urlJobs');
    });
    expect(await ended('again')).toMatchObject({ Status: 'SUCCESS' });
    expect(store.media.count()).toBe(1);
  });

  it('that vanished with the library makes no medium', async () => {
    const { store, call: invoke, infoOf } = usePulls();
    let finish = () => {};
    const origin = await useSource((_, response) => {
      finish = () => response.end('a source');
    });
    const UploadURLs = encodeURIComponent(`${origin}/a.mp4`);
    const { UploadJobs } = invoke('UploadMediaByURL', { UploadURLs });
    const jobId = UploadJobs[0]?.JobId ?? '';
    await waitFor(() => (infoOf(jobId)?.Status === 'DOWNLOADING' ? true : undefined));
    store.urlJobs.update(jobId, { status: 'UPLOAD_FAIL' });
    finish();
    const objects = path.join(store.dataFolder, 'objects');
    await waitFor(() => (existsSync(objects) && readdirSync(objects).length === 0 ? 1 : undefined));
    expect(store.media.count()).toBe(0);
  });
});
