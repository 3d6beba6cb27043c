import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Database, type SqlValue } from '../../src/emulator/store/database.js';
import { openStore } from '../../src/emulator/store.js';
import {
  createMediaStore,
  id,
  insertSnapshot,
  insertSource,
  insertStream,
  insertVideo,
} from './media.js';

const now = () => new Date('2026-08-01T12:00:00Z');

describe('a store in a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'vod-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps what was committed and forgets what was not', () => {
    const first = openStore({ folder, now });
    first.transaction(() => insertVideo(first, { description: 'Fog' }));
    expect(() =>
      first.transaction(() => {
        first.media.update(id(1), { title: 'Lost' });
        throw new Error('half way');
      }),
    ).toThrow('half way');
    first.close();

    const second = openStore({ folder, now });
    expect(second.media.byId(id(1))).toMatchObject({
      title: 'Harbour at dawn',
      description: 'Fog',
    });
    second.close();
  });

  it('keeps what a killed process had committed', () => {
    const script = `
      const { openStore } = await import(process.argv[1]);
      const store = openStore({ folder: process.argv[2], now: () => new Date() });
      store.transaction(() => store.categories.insert(
        { id: 7, name: 'Sea', parentId: -1, level: 0, type: 'default' }));
      process.kill(process.pid, 'SIGKILL');`;
    const module = path.resolve('src/emulator/store.ts');
    const args = ['--import', 'tsx', '--input-type=module', '-e', script, module, folder];
    expect(spawnSync(process.execPath, args).signal).toBe('SIGKILL');

    const store = openStore({ folder, now });
    expect(store.categories.byId(7)?.name).toBe('Sea');
    store.close();
  });

  it('keeps where traversals stand', () => {
    const first = openStore({ folder, now });
    const position = {
      query: 'q',
      firstRecord: 0,
      endRecord: 20,
      anchorValue: 'x',
      anchorSequence: 7,
    };
    const token = first.scrollTokens.issue(position);
    first.close();
    const second = openStore({ folder, now });
    expect(second.scrollTokens.find(token)).toMatchObject(position);
    second.close();
  });

  it('refuses a second opener and names the folder', () => {
    const first = openStore({ folder, now });
    expect(() => openStore({ folder, now })).toThrow(`The folder ${folder} is in use`);
    first.close();
    openStore({ folder, now }).close();
  });

  it('refuses a library of a newer release', () => {
    openStore({ folder, now }).close();
    const database = new Database(path.join(folder, 'vod.sqlite'));
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => openStore({ folder, now })).toThrow('The library is of version 99');
  });
});

describe('bound values', () => {
  const database = new Database(':memory:');
  const bind = (value: unknown) => database.first('SELECT ? AS value', [value as SqlValue]);

  it.each([true, new Date(0), {}, [], undefined, Number.NaN, () => 1, Symbol('x')])(
    'never include %p, on which libsql would end the process',
    (value) => {
      expect(() => bind(value)).toThrow(TypeError);
    },
  );

  it('include text, numbers and nothing', () => {
    expect([bind('海'), bind(1.5), bind(7n), bind(null)]).toEqual([
      { value: '海' },
      { value: 1.5 },
      { value: 7 },
      {},
    ]);
  });

  it('must be as many as the statement has places', () => {
    expect(() => database.all('SELECT ?, ?', ['one'])).toThrow('2 values belong here, not 1');
  });
});

describe('media', () => {
  it('take their streams, snapshots, source and objects along when they are deleted', () => {
    const { store } = createMediaStore();
    insertVideo(store);
    insertSource(store, id(1));
    const jobId = insertStream(store, id(1));
    const objectKey = insertSnapshot(store, id(1), 'CoverSnapshot');
    const streamKey = `${id(1)}/${jobId}-sd.mp4`;
    expect(store.findObject(streamKey)?.path).toMatch(/library\/media\/landscape\/source\.mp4$/);

    store.media.delete(id(1));
    expect(store.media.byId(id(1))).toBeUndefined();
    expect(store.sources.ofMedium(id(1))).toBeUndefined();
    expect(store.streams.ofMedium(id(1))).toEqual([]);
    expect(store.snapshots.ofMedium(id(1), 'CoverSnapshot')).toEqual([]);
    for (const key of [objectKey, streamKey, `sv/${id(1)}/harbour.mp4`]) {
      expect(store.findObject(key)).toBeUndefined();
    }
  });

  it('have one reference id each', () => {
    const { store } = createMediaStore();
    insertVideo(store, { id: id(1), referenceId: 'harbour-1' });
    expect(() => insertVideo(store, { id: id(2), referenceId: 'harbour-1' })).toThrow('UNIQUE');
  });
});

describe('streams', () => {
  it('are Normal if they are the newest of their definition and format', () => {
    const { store } = createMediaStore();
    insertVideo(store);
    insertStream(store, id(1), { jobId: id(11), createdAt: '2026-05-01T08:00:00Z' });
    insertStream(store, id(1), { jobId: id(12), createdAt: '2026-05-01T09:00:00Z' });
    insertStream(store, id(1), {
      jobId: id(13),
      format: 'm3u8',
      createdAt: '2026-05-01T07:00:00Z',
    });
    const statuses = () =>
      store.streams.ofMedium(id(1)).map(({ jobId, status }) => [jobId, status]);
    expect(statuses()).toEqual([
      [id(13), 'Normal'],
      [id(11), 'Invisible'],
      [id(12), 'Normal'],
    ]);
    store.streams.delete(id(12));
    expect(statuses()).toEqual([
      [id(13), 'Normal'],
      [id(11), 'Normal'],
    ]);
  });
});
