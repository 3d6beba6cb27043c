import { describe, expect, it } from '@jest/globals';
import { emitEvent } from '../../src/emulator/events/emit.js';
import type { Parameters } from '../../src/emulator/operation.js';
import type { Store } from '../../src/emulator/store.js';
import { createMediaStore, id, insertImage, insertVideo } from './media.js';

const globalUrl = 'http://127.0.0.1:9/global';
const uploadUrl = 'http://127.0.0.1:9/upload';
const jobUrl = 'http://127.0.0.1:9/job';

const userDataOf = (url: string, more: object = {}) =>
  JSON.stringify({ MessageCallback: { CallbackURL: url }, ...more });

function createSubscribed(parameters: Parameters = {}) {
  const media = createMediaStore();
  media.call('SetMessageCallback', {
    CallbackType: 'HTTP',
    CallbackURL: globalUrl,
    EventTypeList: 'ALL',
    ...parameters,
  });
  return media;
}

function emitUploadComplete(store: Store, jobUserData?: string): void {
  const event = { EventType: 'FileUploadComplete', Status: 'success', VideoId: id(1) } as const;
  const file = { Size: 4_372_373, FileUrl: 'http://origin.invalid/a.mp4' };
  store.transaction(() => emitEvent(store, id(1), { ...event, ...file }, jobUserData));
}

const targets = (store: Store) => store.outbox.pending().map(({ url }) => url);
const extensions = (store: Store) => store.outbox.pending().map(({ body }) => body.Extend);

describe('an event', () => {
  it('is not kept unless somebody asked for its type', () => {
    const { store, call } = createMediaStore();
    insertVideo(store, { userData: userDataOf(uploadUrl) });
    emitUploadComplete(store, userDataOf(jobUrl));
    expect(store.outbox.pending()).toEqual([]);

    const callback = { CallbackType: 'HTTP', CallbackURL: globalUrl };
    for (const EventTypeList of ['', 'TranscodeComplete,DeleteMediaComplete', 'AIComplete']) {
      call('SetMessageCallback', { ...callback, EventTypeList });
      emitUploadComplete(store, userDataOf(jobUrl));
      expect(store.outbox.pending()).toEqual([]);
    }
    call('SetMessageCallback', { ...callback, EventTypeList: 'ALL' });
    call('DeleteMessageCallback');
    emitUploadComplete(store);
    expect(store.outbox.pending()).toEqual([]);
  });

  it('goes where the job says, else where the upload said, else where all go', () => {
    const { store } = createSubscribed({ EventTypeList: 'DeleteMediaComplete,FileUploadComplete' });
    insertVideo(store);
    emitUploadComplete(store);
    store.media.update(id(1), { userData: userDataOf(uploadUrl) });
    emitUploadComplete(store);
    emitUploadComplete(store, userDataOf(jobUrl));
    emitUploadComplete(store, '{"Extend":"of the job alone"}');
    expect(targets(store)).toEqual([globalUrl, uploadUrl, jobUrl, uploadUrl]);
  });

  it.each([
    ['an object', { CallbackType: 'http', CallbackURL: uploadUrl }],
    ['text', JSON.stringify({ CallbackURL: uploadUrl, CallbackType: 'HTTP' })],
  ])('takes MessageCallback as %s', (_, MessageCallback) => {
    const { store } = createSubscribed();
    insertVideo(store, { userData: JSON.stringify({ MessageCallback }) });
    emitUploadComplete(store);
    expect(targets(store)).toEqual([uploadUrl]);
  });

  it.each([
    'not JSON',
    '[]',
    '{"MessageCallback":7}',
    '{"MessageCallback":"no JSON"}',
    '{"MessageCallback":{"CallbackType":"mns","CallbackURL":"http://127.0.0.1:9/upload"}}',
    '{"MessageCallback":{"CallbackURL":"ftp://127.0.0.1/"}}',
    `{"Extend":${JSON.stringify('x'.repeat(513))}}`,
  ])('takes nothing from UserData that breaks a rule (%#)', (userData) => {
    const { store } = createSubscribed();
    insertVideo(store, { userData });
    emitUploadComplete(store);
    expect(store.outbox.pending()).toMatchObject([{ url: globalUrl }]);
    expect(extensions(store)).toEqual([undefined]);
  });

  it('brings Extend back as text, that of the job before that of the upload', () => {
    const { store } = createSubscribed();
    insertVideo(store, { userData: '{"Extend": {"tenant": "t1", "路": [1]}}' });
    emitUploadComplete(store);
    emitUploadComplete(store, '{"Extend":"as it is"}');
    expect(extensions(store)).toEqual(['{"tenant":"t1","路":[1]}', 'as it is']);
  });

  it('tells its time in UTC, that of an image with milliseconds behind a colon', () => {
    const { store, clock } = createSubscribed();
    clock.now = new Date('2026-01-01T00:00:14.627Z');
    insertVideo(store);
    insertImage(store, { userData: userDataOf(uploadUrl, { Extend: 'e' }) });
    emitUploadComplete(store);
    store.transaction(() =>
      emitEvent(store, id(101), {
        EventType: 'ImageUploadComplete',
        ImageId: id(101),
        Status: 'success',
        Size: 123_456,
        FileURL: 'http://origin.invalid/a.png',
        AppId: 'app-1000000',
      }),
    );
    expect(store.outbox.pending().map(({ body }) => body)).toEqual([
      {
        EventTime: '2026-01-01T00:00:14Z',
        EventType: 'FileUploadComplete',
        VideoId: id(1),
        Status: 'success',
        Size: 4_372_373,
        FileUrl: 'http://origin.invalid/a.mp4',
      },
      {
        EventTime: '2026-01-01T00:00:14:627Z',
        EventType: 'ImageUploadComplete',
        ImageId: id(101),
        Status: 'success',
        Size: 123_456,
        FileURL: 'http://origin.invalid/a.png',
        AppId: 'app-1000000',
        Extend: 'e',
      },
    ]);
    expect(targets(store)).toEqual([globalUrl, uploadUrl]);
  });

  it('is forgotten with the transaction that caused it', () => {
    const { store } = createSubscribed();
    insertVideo(store);
    const failing = () =>
      store.transaction(() => {
        emitUploadComplete(store);
        throw new Error('half way');
      });
    expect(failing).toThrow('half way');
    expect(store.outbox.pending()).toEqual([]);
  });
});
