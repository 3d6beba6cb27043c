import { describe, expect, it } from '@jest/globals';
import { emitBaseChange } from '../../src/emulator/events/base-change.js';
import { eventUrl } from '../../src/emulator/events/event-url.js';
import { createMediaStore, id, insertObject, insertVideo } from './media.js';

/** Everything is asked for; `bodies` takes what has happened since. */
function createSubscribed() {
  const media = createMediaStore('2026-01-01T01:00:00Z');
  const callback = { CallbackType: 'HTTP', CallbackURL: 'http://127.0.0.1:9/' };
  media.call('SetMessageCallback', { ...callback, EventTypeList: 'ALL' });
  const bodies = () =>
    media.store.outbox.pending().map(({ sequence, body }) => {
      media.store.outbox.delete(sequence);
      return body;
    });
  return { ...media, bodies };
}

const baseChange = (OperateMode: string, MediaContent: object, MediaId = id(1)) => ({
  EventTime: '2026-01-01T01:00:00Z',
  EventType: 'MediaBaseChangeComplete',
  Status: 'success',
  MediaId,
  MediaType: 'video',
  OperateMode,
  MediaContent,
});

describe('MediaBaseChangeComplete', () => {
  it('of a new medium tells what it has, without old values', () => {
    const { store, bodies } = createSubscribed();
    store.categories.insert({
      id: 7,
      name: 'Sea',
      parentId: -1,
      level: 0,
      type: 'default',
      createdAt: '2026-01-01T00:00:00Z',
    });
    insertVideo(store, { categoryId: 7, tags: 'a,b' });
    store.transaction(() => emitBaseChange(store, undefined, store.media.byId(id(1))));
    expect(bodies()).toEqual([
      baseChange('create', {
        Title: '{"NewValue":"Harbour at dawn"}',
        CateId: '{"NewValue":7}',
        Tags: '{"NewValue":"a,b"}',
      }),
    ]);
  });

  it('of an update tells what it changed, each as JSON text', () => {
    const { store, call, bodies } = createSubscribed();
    insertVideo(store, { title: 'Draft', description: 'Fog', tags: 'old' });
    const texts = { Title: '第 "1" 课', Description: '', Tags: 'old' };
    call('UpdateVideoInfo', { VideoId: id(1), ...texts });
    expect(bodies()).toEqual([
      baseChange('update', {
        Title: '{"OldValue":"Draft","NewValue":"第 \\"1\\" 课"}',
        Description: '{"OldValue":"Fog","NewValue":""}',
      }),
    ]);
  });

  it('tells categories as numbers', () => {
    const { store, call, bodies } = createSubscribed();
    const category = { parentId: -1, level: 0, createdAt: '2026-01-01T00:00:00Z' } as const;
    store.categories.insert({ id: 1000123, name: 'Sea', type: 'default', ...category });
    store.categories.insert({ id: 1000124, name: 'Air', type: 'default', ...category });
    insertVideo(store);
    call('UpdateVideoInfo', { VideoId: id(1), CateId: '1000123' });
    call('UpdateVideoInfo', { VideoId: id(1), CateId: '1000124' });
    expect(bodies()).toEqual([
      baseChange('update', { CateId: '{"NewValue":1000123}' }),
      baseChange('update', { CateId: '{"OldValue":1000123,"NewValue":1000124}' }),
    ]);
  });

  it('tells covers as URLs without a signature', () => {
    const { store, call, origin, bodies } = { ...createSubscribed(), origin: 'http://127.0.0.1' };
    insertVideo(store);
    insertObject(store, 'covers/1 a.jpg', id(1));
    const CoverURL = `${origin}/cdn/covers/1%20a.jpg?auth_key=1-0-0-x`;
    call('UpdateVideoInfo', { VideoId: id(1), CoverURL });
    call('UpdateVideoInfo', { VideoId: id(1), CoverURL: 'https://img.example.com/2.jpg' });
    const own = eventUrl('covers/1 a.jpg', 'cdn');
    expect(own).toMatch(/^http:\/\/[^?]+\/cdn\/covers\/1%20a\.jpg$/);
    expect(bodies()).toEqual([
      baseChange('update', { CoverURL: JSON.stringify({ NewValue: own }) }),
      baseChange('update', {
        CoverURL: JSON.stringify({ OldValue: own, NewValue: 'https://img.example.com/2.jpg' }),
      }),
    ]);
  });

  it('is silent about updates that change nothing of this, or nothing at all', () => {
    const { store, call, bodies } = createSubscribed();
    insertVideo(store, { description: 'Fog' });
    const same = { Title: 'Harbour at dawn', Description: 'Fog', Tags: '', CoverURL: '' };
    call('UpdateVideoInfo', { VideoId: id(1), ...same });
    call('UpdateVideoInfo', { VideoId: id(1), UserData: '{"a":1}' });
    call('UpdateVideoInfo', { VideoId: id(1) });
    expect(bodies()).toEqual([]);
  });

  it('comes for each medium of a bulk update, in the order of the objects', () => {
    const { store, call, bodies, refusal } = createSubscribed();
    insertVideo(store);
    insertVideo(store, { id: id(2) });
    const objects = [
      { VideoId: id(2), Title: 'Two' },
      { VideoId: id(9), Title: 'Nobody' },
      { VideoId: id(1), Title: 'One' },
      { VideoId: id(2), Title: 'Three' },
    ];
    call('UpdateVideoInfos', { UpdateContent: JSON.stringify(objects) });
    expect(bodies()).toEqual([
      baseChange('update', { Title: '{"OldValue":"Harbour at dawn","NewValue":"Two"}' }, id(2)),
      baseChange('update', { Title: '{"OldValue":"Harbour at dawn","NewValue":"One"}' }, id(1)),
      baseChange('update', { Title: '{"OldValue":"Two","NewValue":"Three"}' }, id(2)),
    ]);
    refusal('UpdateVideoInfos', { UpdateContent: JSON.stringify([...objects, { VideoId: 7 }]) });
    expect(bodies()).toEqual([]);
  });
});

describe('DeleteVideo', () => {
  it('announces the change and the deletion of each medium that there was', () => {
    const { store, call, bodies } = createSubscribed();
    insertVideo(store, { userData: '{"Extend":{"tenant":"t1"}}', tags: 'a' });
    insertVideo(store, { id: id(2) });
    call('DeleteVideo', { VideoIds: `${id(1)},${id(9)},${id(2)}` });
    const title = '{"OldValue":"Harbour at dawn","NewValue":""}';
    const deleted = {
      EventTime: '2026-01-01T01:00:00Z',
      EventType: 'DeleteMediaComplete',
      Status: 'success',
      MediaType: 'video',
      DeleteType: 'all',
    };
    const Extend = '{"tenant":"t1"}';
    const tags = '{"OldValue":"a","NewValue":""}';
    expect(bodies()).toEqual([
      { ...baseChange('delete', { Title: title, Tags: tags }), Extend },
      { ...deleted, MediaId: id(1), Extend },
      baseChange('delete', { Title: title }, id(2)),
      { ...deleted, MediaId: id(2) },
    ]);
  });

  it('sends them where the upload said', () => {
    const { store, call } = createSubscribed();
    const userData = '{"MessageCallback":{"CallbackURL":"http://127.0.0.1:9/upload"}}';
    insertVideo(store, { userData });
    call('DeleteVideo', { VideoIds: id(1) });
    const urls = store.outbox.pending().map(({ url }) => url);
    expect(urls).toEqual(['http://127.0.0.1:9/upload', 'http://127.0.0.1:9/upload']);
  });
});

describe('a URL in an event', () => {
  it('keeps the placeholder of a pattern', () => {
    expect(eventUrl('a b/{SnapshotCount}.jpg', 'cdn')).toMatch('/cdn/a%20b/{SnapshotCount}.jpg');
    expect(eventUrl('sv/1.mp4', 'bucket')).toMatch(/^http:\/\/[^/]+\/outin-[0-9a-f]+\/sv\/1\.mp4$/);
  });
});
