import { beforeEach, describe, expect, it } from '@jest/globals';
import { cdnUrl } from '../../src/emulator/urls.js';
import {
  createMediaStore,
  id,
  insertCategory,
  insertImage,
  insertObject,
  insertVideo,
  origin,
} from './media.js';

let { store, clock, call, refusal } = createMediaStore();
beforeEach(() => {
  ({ store, clock, call, refusal } = createMediaStore());
  insertCategory(store);
  insertVideo(store, { description: 'Fog', tags: 'a,b', coverUrl: 'https://example.com/1.jpg' });
});

const video = () => call('GetVideoInfo', { VideoId: id(1) }).Video;

describe('UpdateVideoInfo', () => {
  it('sets what was sent, leaves the rest, and the time of it', () => {
    clock.now = new Date('2026-08-01T12:34:56.789Z');
    const parameters = { VideoId: id(1), Title: '清晨的港口', Tags: 'c', CateId: '7' };
    expect(call('UpdateVideoInfo', parameters)).toStrictEqual({});
    expect(video()).toMatchObject({
      Title: '清晨的港口',
      Description: 'Fog',
      Tags: 'c',
      CateId: 7,
      CateName: 'Sea',
      CoverURL: 'https://example.com/1.jpg',
      CreationTime: '2026-05-01T08:00:00Z',
      ModificationTime: '2026-08-01T12:34:56Z',
    });
  });

  it('keeps the title and clears other texts if they are sent empty', () => {
    call('UpdateVideoInfo', { VideoId: id(1), Title: '', Description: '', Tags: '', CoverURL: '' });
    expect(video().Title).toBe('Harbour at dawn');
    for (const field of ['Description', 'Tags', 'CoverURL'])
      expect(video()).not.toHaveProperty(field);
  });

  it('changes nothing if nothing was sent', () => {
    call('UpdateVideoInfo', { VideoId: id(1) });
    expect(video().ModificationTime).toBe('2026-05-01T08:00:00Z');
  });

  it('sets user data and takes it away', () => {
    call('UpdateVideoInfo', { VideoId: id(1), UserData: '{"Extend":{"a":1}}' });
    expect(video().UserData).toBe('{"Extend":{"a":1}}');
    call('UpdateVideoInfo', { VideoId: id(1), UserData: '' });
    expect(video()).not.toHaveProperty('UserData');
  });

  it('keeps a foreign cover as it is, and signs one of our own anew', () => {
    call('UpdateVideoInfo', { VideoId: id(1), CoverURL: 'https://example.com/2.jpg?x=1' });
    expect(video().CoverURL).toBe('https://example.com/2.jpg?x=1');
    insertObject(store, 'snapshots/1.jpg', id(1));
    call('UpdateVideoInfo', { VideoId: id(1), CoverURL: cdnUrl(origin, 'snapshots/1.jpg', 1) });
    const end = Date.UTC(2026, 7, 1, 12, 30) / 1000;
    expect(video().CoverURL).toBe(cdnUrl(origin, 'snapshots/1.jpg', end));
    const unknown = cdnUrl(origin, 'snapshots/none.jpg', 1);
    call('UpdateVideoInfo', { VideoId: id(1), CoverURL: unknown });
    expect(video().CoverURL).toBe(unknown);
  });

  it.each([
    [{ VideoId: id(9), Title: 'x' }, 404, 'InvalidVideo.NotFound'],
    [{ Title: 'x' }, 400, 'MissingVideoId'],
    [{ VideoId: id(1), CateId: '99' }, 404, 'InvalidCateId.NotFound'],
    [{ VideoId: id(1), CateId: 'sea' }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), Title: 'x'.repeat(129) }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), CoverURL: 'cover.jpg' }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), UserData: 'text' }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), DownloadSwitch: 'off' }, 400, 'InvalidParameter'],
  ])('refuses %j', (parameters, status, code) => {
    const before = video();
    const refused = refusal('UpdateVideoInfo', parameters as Record<string, string>);
    expect(refused.slice(0, 2)).toEqual([status, code]);
    expect(video()).toEqual(before);
  });
});

describe('UpdateVideoInfos', () => {
  const content = (...items: object[]) => ({ UpdateContent: JSON.stringify(items) });

  it('updates what exists and lists the rest once', () => {
    insertVideo(store, { id: id(2), referenceId: 'two-2' });
    const items = [
      { VideoId: id(1), Title: 'One', CateId: 7 },
      { VideoId: id(9), Title: 'Nine' },
      { ReferenceId: 'two-2', Tags: 'x' },
      { VideoId: id(9), Tags: 'y' },
      { ReferenceId: 'none-1' },
    ];
    expect(call('UpdateVideoInfos', content(...items))).toStrictEqual({
      NonExistVideoIds: [id(9)],
      NonExistReferenceIds: ['none-1'],
      ForbiddenVideoIds: [],
    });
    expect(video()).toMatchObject({ Title: 'One', CateId: 7, Description: 'Fog' });
    expect(store.media.byId(id(2))?.tags).toBe('x');
  });

  it('answers lists even if nothing of it exists', () => {
    expect(call('UpdateVideoInfos', content({ VideoId: id(9) })).NonExistVideoIds).toEqual([id(9)]);
  });

  it.each([
    [[{ VideoId: id(1), Title: 7 }], 400, 'InvalidParameter'],
    [[{ Title: 'x' }], 400, 'MissingVideoId'],
    [[{ VideoId: id(1), CateId: 99 }], 404, 'InvalidCateId.NotFound'],
    [[{ VideoId: id(1), UserData: '{}' }], 400, 'InvalidParameter'],
    [[{ VideoId: id(1), Description: 'x'.repeat(1025) }], 400, 'InvalidParameter'],
    [Array(20).fill({ VideoId: id(1) }), 400, 'CountExceededMax'],
  ])('updates nothing if one object is refused: %.60j', (items, status, code) => {
    const good = { VideoId: id(1), Title: 'Changed' };
    const refused = refusal('UpdateVideoInfos', content(good, ...items));
    expect(refused.slice(0, 2)).toEqual([status, code]);
    expect(video().Title).toBe('Harbour at dawn');
  });
});

describe('UpdateImageInfos', () => {
  const content = (...items: object[]) => ({ UpdateContent: JSON.stringify(items) });
  beforeEach(() => {
    insertImage(store, { title: 'Draft', tags: 'blue' });
  });

  it('updates what exists and wraps the ids of the rest', () => {
    const items = [
      { ImageId: id(101), Title: 'Cover', Description: 'Blue', CateId: 7 },
      { ImageId: id(99), Title: 'x' },
    ];
    expect(call('UpdateImageInfos', content(...items))).toStrictEqual({
      NonExistImageIds: { ImageId: [id(99)] },
    });
    expect(store.images.byId(id(101))).toMatchObject({
      title: 'Cover',
      description: 'Blue',
      tags: 'blue',
      categoryName: 'Sea',
      modifiedAt: '2026-08-01T12:00:00Z',
    });
    expect(call('UpdateImageInfos', content({ ImageId: id(101) }))).toStrictEqual({
      NonExistImageIds: { ImageId: [] },
    });
  });

  it.each([
    [{ ImageId: id(101), Title: 'Sea 😀' }, 400, 'InvalidParameter'],
    [{ ImageId: id(101), Tags: 'a,🌊' }, 400, 'InvalidParameter'],
    [{ Title: 'x' }, 400, 'MissingImageId'],
    [{ ImageId: id(101), CateId: 99 }, 404, 'InvalidCateId.NotFound'],
  ])('updates nothing if one object is refused: %j', (item, status, code) => {
    const refused = refusal('UpdateImageInfos', content({ ImageId: id(101), Title: 'New' }, item));
    expect(refused.slice(0, 2)).toEqual([status, code]);
    expect(store.images.byId(id(101))?.title).toBe('Draft');
  });
});
