import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Emulator } from '../../src/emulator/server.js';
import { shippedIds } from '../../src/emulator/shipped-ids.js';
import { Database } from '../../src/emulator/store/database.js';
import type { Store } from '../../src/emulator/store.js';
import { waitFor } from '../wait-for.js';
import { id, insertCategory, insertVideo } from './media.js';
import { useReceiver } from './receiver.js';
import { call, useEmulator } from './rpc-client.js';
import { createClient } from './signed-call.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vod-library-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const places = [
  ['in a folder', () => folder],
  ['in memory', () => ':memory:'],
] as const;

/** Puts a file under a key, as an upload does. */
function storeFile(store: Store, key: string, text: string): string {
  const file = `objects/${text}`;
  writeFileSync(path.join(store.dataFolder, file), text);
  const { length: size } = text;
  store.transaction(() =>
    store.objects.put({
      key,
      ownerId: id(1),
      place: 'data',
      file,
      contentType: 'text/plain',
      size,
    }),
  );
  return path.join(store.dataFolder, file);
}

function contentOf(store: Store, key: string): string | undefined {
  const object = store.findObject(key);
  return object && readFileSync(object.path, 'utf8');
}

async function titlesWith({ origin }: Emulator, text: string): Promise<string[]> {
  const values = { Match: `Title = '${text}'`, Fields: 'Title', PageSize: '100' };
  const { json } = await call(origin, values);
  return json.MediaList.map(({ Video }: { Video: { Title: string } }) => Video.Title);
}

const rename = ({ origin }: Emulator, number: number, Title: string) =>
  call(origin, { Action: 'UpdateVideoInfo', VideoId: id(number), Title });

describe.each(places)('a library %s', (_, place) => {
  it('becomes what it was, with what searches find in it', async () => {
    const emulator = await useEmulator({ dataFolder: place() });
    const { store, library } = emulator;
    insertCategory(store);
    insertVideo(store, { title: '港口的清晨', categoryId: 7 });
    insertVideo(store, { id: id(2), title: 'Harbour at dawn' });
    library.takeSnapshot('before');
    await rename(emulator, 1, 'Lighthouse');
    await call(emulator.origin, { Action: 'DeleteVideo', VideoIds: id(2) });
    insertVideo(store, { id: id(3), title: '港口的夜晚' });
    expect(await titlesWith(emulator, '港口')).toEqual(['港口的夜晚']);

    library.restore('before');
    expect(await titlesWith(emulator, '港口')).toEqual(['港口的清晨']);
    expect(await titlesWith(emulator, 'at da')).toEqual(['Harbour at dawn']);
    expect(await titlesWith(emulator, 'Lighthouse')).toEqual([]);
    expect(store.media.byId(id(1))).toMatchObject({ categoryName: 'Sea' });
    expect(store.media.byId(id(3))).toBeUndefined();

    // It is a library like any other: changes are found, and go away again.
    await rename(emulator, 1, '港口的雨夜');
    expect(await titlesWith(emulator, '的雨')).toEqual(['港口的雨夜']);
    library.restore('before');
    expect(await titlesWith(emulator, '的雨')).toEqual([]);
  });

  it('gets its files back, and loses those of later', async () => {
    const { store, library } = await useEmulator({ dataFolder: place() });
    insertVideo(store);
    storeFile(store, 'kept', 'text-kept');
    const replaced = storeFile(store, 'replaced', 'text-first');
    const deleted = storeFile(store, 'deleted', 'text-deleted');
    library.takeSnapshot('before');
    const later = storeFile(store, 'replaced', 'text-second');
    store.transaction(() => store.media.delete(id(1)));
    await until(() => !existsSync(deleted) && !existsSync(replaced));

    library.restore('before');
    const contents = ['kept', 'replaced', 'deleted'].map((key) => contentOf(store, key));
    expect(contents).toEqual(['text-kept', 'text-first', 'text-deleted']);
    expect(existsSync(later)).toBe(false);
    expect(readdirSync(path.join(store.dataFolder, 'incoming'))).toEqual([]);
  });

  it('can be as new, and empty', async () => {
    const emulator = await useEmulator({ dataFolder: place() });
    const { store, library } = emulator;
    insertVideo(store, { title: 'Mine' });
    const file = storeFile(store, 'mine', 'mine');
    library.reset('shipped');
    expect(store.media.byId(id(1))).toBeUndefined();
    expect(store.media.byId(shippedIds.videos[0])).toMatchObject({ status: 'Normal' });
    expect(library.summary()).toMatchObject({ images: 50, files: { count: 0, bytes: 0 } });
    expect(existsSync(file)).toBe(false);
    expect((await titlesWith(emulator, '港口')).length).toBeGreaterThan(0);
    library.reset('empty');
    expect(library.summary()).toMatchObject({ videos: 0, audios: 0, images: 0, categories: 1 });
  });

  it('serves calls while it is replaced: each sees one library, whole', async () => {
    const { origin, store, library } = await useEmulator({ dataFolder: place() });
    insertVideo(store, { title: 'first', description: 'first' });
    library.takeSnapshot('first');
    store.media.update(id(1), { title: 'second', description: 'second' });
    library.takeSnapshot('second');
    const client = createClient(origin, 4);
    let isOver = false;
    const seen = new Set<string>();
    const look = async () => {
      while (!isOver) {
        const { status, json } = await client.call({ Action: 'GetVideoInfo', VideoId: id(1) });
        seen.add(`${status} ${json.Video?.Title} ${json.Video?.Description}`);
      }
    };
    const looking = Array.from({ length: 4 }, look);
    for (let i = 0; i < 20; i += 1) {
      library.restore(i % 2 === 0 ? 'first' : 'second');
      await client.call({});
    }
    isOver = true;
    await Promise.all(looking);
    client.close();
    expect([...seen].sort()).toEqual(['200 first first', '200 second second']);
  });
});

describe('a restored library', () => {
  it('and its snapshots are still there after a restart', async () => {
    const first = await useEmulator({ dataFolder: folder });
    insertVideo(first.store, { title: 'before' });
    storeFile(first.store, 'key', 'text');
    first.library.takeSnapshot('before');
    first.library.reset('empty');
    first.library.restore('before');
    first.store.media.update(id(1), { title: 'after' });
    await first.close();

    const second = await useEmulator({ dataFolder: folder });
    expect(second.store.media.byId(id(1))).toMatchObject({ title: 'after' });
    expect(contentOf(second.store, 'key')).toBe('text');
    expect(second.library.snapshots().map(({ name }) => name)).toEqual(['before']);
    second.library.restore('before');
    expect(second.store.media.byId(id(1))).toMatchObject({ title: 'before' });
  });

  it('is refused to another process all the same', async () => {
    const { library } = await useEmulator({ dataFolder: folder });
    library.takeSnapshot('before');
    library.restore('before');
    const script = `
      const { openStore } = await import(process.argv[1]);
      try { openStore({ folder: process.argv[2], now: () => new Date() }); }
      catch (error) { console.log(error.name); }`;
    const module = path.resolve('src/emulator/store.ts');
    const args = ['--import', 'tsx', '--input-type=module', '-e', script, module, folder];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(stdout).toBe('FolderInUse\n');
  });

  it('survives the death of the process right after', () => {
    const script = `
      const { startEmulator } = await import(process.argv[1]);
      const { store, library } = await startEmulator({ port: 0, dataFolder: process.argv[2] });
      library.takeSnapshot('shipped');
      library.reset('empty');
      library.restore('shipped');
      store.transaction(() => store.categories.insert(
        { id: 7, name: 'Sea', parentId: -1, level: 0, type: 'default', createdAt: '' }));
      process.kill(process.pid, 'SIGKILL');`;
    const module = path.resolve('src/emulator/server.ts');
    const args = ['--import', 'tsx', '--input-type=module', '-e', script, module, folder];
    expect(spawnSync(process.execPath, args).signal).toBe('SIGKILL');
    const database = new Database(path.join(folder, 'vod.sqlite'));
    expect(database.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(database.all('SELECT name FROM categories WHERE id = 7')).toEqual([{ name: 'Sea' }]);
    database.close();
  });

  it('is one or the other when the process dies while it is replaced', async () => {
    const first = await useEmulator({ dataFolder: folder });
    insertVideo(first.store, { title: 'first', description: 'first' });
    first.library.takeSnapshot('first');
    first.store.media.update(id(1), { title: 'second', description: 'second' });
    first.library.takeSnapshot('second');
    await first.close();
    const script = `
      const { startEmulator } = await import(process.argv[1]);
      const options = { port: 0, dataFolder: process.argv[2], library: false };
      const { library } = await startEmulator(options);
      library.restore('first');
      console.log('ready');
      for (;;) { library.restore('second'); library.restore('first'); }`;
    const module = path.resolve('src/emulator/server.ts');
    const args = ['--import', 'tsx', '--input-type=module', '-e', script, module, folder];
    for (const afterMs of [0, 7, 23]) {
      const child = spawn(process.execPath, args, {
        stdio: ['ignore', 'pipe', 'inherit'],
        timeout: 20_000,
        killSignal: 'SIGKILL',
      });
      const ended = once(child, 'close');
      await once(child.stdout, 'data');
      await setTimeout(afterMs);
      child.kill('SIGKILL');
      await ended;
      const database = new Database(path.join(folder, 'vod.sqlite'));
      expect(database.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      const [medium] = database.all<{ title: string; description: string }>('SELECT * FROM media');
      expect(['first', 'second']).toContain(medium?.title);
      expect(medium?.description).toBe(medium?.title);
      database.close();
    }
  });

  it('that was emptied stays empty, though a new one would be seeded', async () => {
    const first = await useEmulator({ dataFolder: folder, library: true });
    first.library.reset('empty');
    await first.close();
    const second = await useEmulator({ dataFolder: folder, library: true });
    expect(second.store.media.count()).toBe(0);
  });

  it('is not made of what a newer release wrote, nor of garbage', async () => {
    const { store, library } = await useEmulator({ dataFolder: folder });
    insertVideo(store);
    library.takeSnapshot('odd');
    store.media.update(id(1), { title: 'now' });
    const file = path.join(folder, 'snapshots/odd/vod.sqlite');
    const database = new Database(file);
    database.exec('PRAGMA user_version = 999');
    database.close();
    expect(() => library.restore('odd')).toThrow('The library is of version 999');
    writeFileSync(file, 'garbage');
    expect(() => library.restore('odd')).toThrow('not a database');
    expect(store.media.byId(id(1))).toMatchObject({ title: 'now' });
  });
});

describe('work under way when the library is replaced', () => {
  it('of an event takes no event of the restored library along', async () => {
    const held: ServerResponse[] = [];
    let isUp = false;
    const receiver = await useReceiver((response) => {
      if (isUp) response.end();
      else held.push(response);
    });
    const emulator = await useEmulator();
    const { origin, store, library } = emulator;
    const callback = { CallbackType: 'HTTP', CallbackURL: receiver.url, EventTypeList: 'ALL' };
    await call(origin, { Action: 'SetMessageCallback', ...callback });
    insertVideo(store);
    library.takeSnapshot('before');
    await rename(emulator, 1, 'one');
    await receiver.arrived(1);
    library.restore('before');
    // Events are counted: this one has the number of the one that is under way.
    await rename(emulator, 1, 'two');
    isUp = true;
    for (const response of held) response.end();
    await receiver.arrived(2);
    expect(receiver.received[1]?.text).toContain('two');
    await until(() => store.outbox.pending().length === 0);
  });

  it('of a download is begun again if the restored library waits for it', async () => {
    const held: ServerResponse[] = [];
    const source = createServer((_, response) => held.push(response)).listen(0, '127.0.0.1');
    await once(source, 'listening');
    const { port } = source.address() as AddressInfo;
    const { origin, library } = await useEmulator();
    const UploadURLs = encodeURIComponent(`http://127.0.0.1:${port}/a.mp4`);
    const { json } = await call(origin, { Action: 'UploadMediaByURL', UploadURLs });
    const [{ JobId }] = json.UploadJobs;
    const statusOf = async () => {
      const answer = await call(origin, { Action: 'GetURLUploadInfos', JobIds: JobId });
      return answer.json.URLUploadInfoList[0].Status;
    };
    await until(() => held.length === 1);
    library.takeSnapshot('downloading');
    held[0]?.end('content');
    await until(async () => (await statusOf()) === 'SUCCESS');
    library.restore('downloading');
    await until(() => held.length === 2);
    expect(await statusOf()).toBe('DOWNLOADING');
    held[1]?.end('content');
    await until(async () => (await statusOf()) === 'SUCCESS');
    source.close();
    source.closeAllConnections();
  });

  it('is looked for in the new one by all who do it', async () => {
    const { store, library } = await useEmulator();
    library.takeSnapshot('before');
    const told: string[] = [];
    for (const topic of ['outbox', 'processing'] as const) {
      store.afterCommit(topic, () => told.push(topic));
    }
    library.restore('before');
    expect(told).toEqual([]);
    await new Promise(setImmediate);
    expect(told.sort()).toEqual(['outbox', 'processing']);
  });
});

describe('a snapshot', () => {
  it('tells when it was taken and of how much', async () => {
    const now = () => new Date('2026-08-01T12:00:00Z');
    const { store, library } = await useEmulator({ now });
    insertVideo(store);
    const about = { takenAt: '2026-08-01T12:00:00Z', videos: 1, audios: 0, images: 0 };
    expect(library.takeSnapshot('b')).toEqual({ name: 'b', ...about });
    library.takeSnapshot('a');
    expect(library.snapshots().map(({ name }) => name)).toEqual(['a', 'b']);
    library.deleteSnapshot('a');
    expect(library.snapshots()).toEqual([{ name: 'b', ...about }]);
  });

  it('keeps its name to itself', async () => {
    const { library } = await useEmulator();
    library.takeSnapshot('a');
    expect(() => library.takeSnapshot('a')).toThrow('name: is the name of a snapshot already');
    expect(() => library.restore('b')).toThrow('name: is the name of no snapshot');
    expect(() => library.deleteSnapshot('b')).toThrow('name: is the name of no snapshot');
  });

  it.each(['', '..', '.', '../x', 'a/b', 'a\\b', 'a b', '港', 'x'.repeat(65), 7, null, '-a'])(
    'is not named %j',
    async (name) => {
      const { library } = await useEmulator();
      const message = 'name: ';
      expect(() => library.takeSnapshot(name as string)).toThrow(message);
      expect(() => library.restore(name as string)).toThrow(message);
      expect(() => library.deleteSnapshot(name as string)).toThrow(message);
    },
  );
});

describe('seeding', () => {
  it('adds exactly so many media, also to those of the catalogue', async () => {
    const { store, library } = await useEmulator({ library: true });
    const before = store.media.count();
    store.transaction(() => store.media.delete(shippedIds.videos[1]));
    await library.seed(450);
    expect(store.media.count()).toBe(before - 1 + 450);
    await library.seed(1);
    expect(store.media.count()).toBe(before + 450);
  });

  it('fills an empty library too, with categories', async () => {
    const { store, library } = await useEmulator();
    await library.seed(30);
    const { videos, audios, categories } = library.summary();
    expect(videos + audios).toBe(30);
    expect(categories).toBeGreaterThan(5);
    const [medium] = store.media.find({ limit: 1 });
    expect(medium).toMatchObject({ title: expect.any(String) });
  });

  it('answers calls meanwhile, but changes nothing else of the library', async () => {
    const { origin, store, library } = await useEmulator();
    const seeding = library.seed(1000);
    const { json } = await call(origin, {});
    expect(json.Total).toBeLessThan(1000);
    expect(() => library.reset('empty')).toThrow('The library is being seeded');
    await expect(library.seed(1)).rejects.toThrow('The library is being seeded');
    await seeding;
    expect(store.media.count()).toBe(1000);
    library.reset('empty');
  });

  it('ends when the service closes', async () => {
    const { library, close } = await useEmulator();
    const seeding = library.seed(100_000);
    await close();
    await seeding;
  });

  it.each([0, -1, 1.5, 100_001, 1e300, Number.NaN, '5', null])('is not of %j', async (count) => {
    const { library } = await useEmulator();
    await expect(library.seed(count as number)).rejects.toThrow('count: ');
  });
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  await waitFor(async () => (await isSo()) || undefined);
}
