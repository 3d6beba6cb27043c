import { beforeEach, describe, expect, it } from '@jest/globals';
import { bucket, cdnUrl, cdnValidity, ossUrl, storageLocation } from '../../src/emulator/urls.js';
import { createMediaStore, id, insertAttached, insertCategory, origin } from './media.js';

let { store, clock, call, refusal } = createMediaStore();

beforeEach(() => {
  ({ store, clock, call, refusal } = createMediaStore());
});

const one = () => call('GetAttachedMediaInfo', { MediaIds: id(201) }).AttachedMediaList[0];
const update = (...items: object[]) =>
  call('UpdateAttachedMediaInfos', { UpdateContent: JSON.stringify(items) });
const updateRefusal = (...items: object[]) =>
  refusal('UpdateAttachedMediaInfos', { UpdateContent: JSON.stringify(items) });
const twentyOne = Array.from({ length: 21 }, (_, index) => id(index)).join();

describe('GetAttachedMediaInfo', () => {
  it('tells all it has, each once in the order asked, and what does not exist', () => {
    insertCategory(store, { id: 20, name: 'Marks', type: 'material' });
    insertCategory(store, { id: 21, name: 'Logos', parentId: 20, level: 1, type: 'material' });
    const { objectKey } = insertAttached(store, {
      title: '台标',
      description: 'Top right',
      tags: 'logo,white',
      fileName: 'logo.png',
    });
    store.attachedMedia.addToCategory(id(201), 21);
    insertAttached(store, { id: id(202), businessType: 'subtitle', status: 'Uploading' });
    const MediaIds = [id(202), 'none', id(201), id(202), 'none'].join();
    const { AttachedMediaList, NonExistMediaIds } = call('GetAttachedMediaInfo', { MediaIds });
    expect(NonExistMediaIds).toEqual(['none']);
    expect(AttachedMediaList).toEqual([
      expect.objectContaining({ MediaId: id(202), Type: 'subtitle', Categories: [] }),
      {
        MediaId: id(201),
        Title: '台标',
        Description: 'Top right',
        Tags: 'logo,white',
        Type: 'watermark',
        Status: 'Normal',
        URL: cdnUrl(origin, objectKey, clock.now.getTime() / 1000 + cdnValidity),
        CreationTime: '2026-05-04T02:37:23Z',
        ModificationTime: '2026-05-04T02:37:23Z',
        StorageLocation: storageLocation,
        AppId: 'app-1000000',
        Categories: [{ CateId: 21, CateName: 'Logos', Level: 1, ParentId: 20 }],
      },
    ]);
    expect(Object.keys(AttachedMediaList[0] ?? {})).not.toContain('Title');
  });

  it('signs as AuthTimeout and OutputType ask', () => {
    const { objectKey } = insertAttached(store);
    const now = clock.now.getTime() / 1000;
    const values = { MediaIds: id(201), OutputType: 'oss', AuthTimeout: '60' };
    const [attached] = call('GetAttachedMediaInfo', values).AttachedMediaList;
    expect(attached?.URL).toBe(ossUrl(origin, bucket, objectKey, now + 60));
    for (const AuthTimeout of ['0', '2592001', 'soon']) {
      const refused = refusal('GetAttachedMediaInfo', { ...values, AuthTimeout });
      expect(refused.slice(0, 2)).toEqual([400, 'InvalidParameter']);
    }
  });

  it('takes twenty ids, and answers also if none exists', () => {
    expect(refusal('GetAttachedMediaInfo', { MediaIds: twentyOne })).toEqual([
      400,
      'ExceededMax',
      'The MediaIds exceeded maximum.',
    ]);
    expect(refusal('GetAttachedMediaInfo')[1]).toBe('MissingMediaIds');
    expect(call('GetAttachedMediaInfo', { MediaIds: 'x' })).toEqual({
      AttachedMediaList: [],
      NonExistMediaIds: ['x'],
    });
  });
});

describe('UpdateAttachedMediaInfos', () => {
  beforeEach(() => {
    insertAttached(store, { title: 'Logo', description: 'White', tags: 'a,b' });
    for (let index = 1; index <= 6; index += 1) insertCategory(store, { id: 20 + index });
  });

  it('changes what is sent and leaves the rest', () => {
    expect(update({ MediaId: id(201), Title: 'Mark', Tags: '' })).toEqual({ NonExistMediaIds: [] });
    expect(one()).toMatchObject({
      Title: 'Mark',
      Description: 'White',
      ModificationTime: '2026-08-01T12:00:00Z',
    });
    expect(one()).not.toHaveProperty('Tags');
    const { Total } = call('SearchMedia', { SearchType: 'attached', Match: "Title='mark'" });
    expect(Total).toBe(1);
  });

  it('sets the categories, at most five, or takes all away', () => {
    const ids = () => one()?.Categories.map(({ CateId }) => CateId);
    update({ MediaId: id(201), CateIds: '21,23,21' });
    expect(ids()).toEqual([21, 23]);
    update({ MediaId: id(201), CateIds: '21,22,24,25,26' });
    expect(ids()).toEqual([21, 22, 24, 25, 26]);
    update({ MediaId: id(201), Title: 'x' });
    expect(ids()).toHaveLength(5);
    expect(updateRefusal({ MediaId: id(201), CateIds: '21,22,23,24,25,26' })[1]).toBe(
      'InvalidParameter',
    );
    expect(updateRefusal({ MediaId: id(201), CateIds: '21,404' })).toEqual([
      404,
      'InvalidCateId.NotFound',
      'The CateId not exist.',
    ]);
    update({ MediaId: id(201), CateIds: '' });
    expect(ids()).toEqual([]);
  });

  it('changes nothing if one object breaks a rule, and tells what does not exist', () => {
    const good = { MediaId: id(201), Title: 'Mark' };
    for (const bad of [
      { MediaId: id(201), Title: '😀' },
      { MediaId: id(201), Description: 'x'.repeat(1025) },
      { MediaId: id(201), Tags: Array(17).fill('t').join() },
      { MediaId: id(201), CateIds: [21] },
      { MediaId: id(201), CateIds: 21 },
    ]) {
      expect(updateRefusal(good, bad).slice(0, 2)).toEqual([400, 'InvalidParameter']);
    }
    expect(updateRefusal({ Title: 'x' })[1]).toBe('MissingMediaId');
    expect(updateRefusal(...Array(21).fill(good))[1]).toBe('CountExceededMax');
    expect(one()?.Title).toBe('Logo');
    expect(update(good, { MediaId: 'none' }, { MediaId: 'none' })).toEqual({
      NonExistMediaIds: ['none'],
    });
    expect(one()?.Title).toBe('Mark');
  });
});

describe('DeleteAttachedMedia', () => {
  it('deletes with the file and tells what does not exist', () => {
    const { objectKey } = insertAttached(store);
    const { objectKey: kept } = insertAttached(store, { id: id(202) });
    insertCategory(store);
    store.attachedMedia.addToCategory(id(201), 7);
    expect(call('DeleteAttachedMedia', { MediaIds: `${id(201)},none` })).toEqual({
      NonExistMediaIds: ['none'],
    });
    expect(store.objects.byKey(objectKey)).toBeUndefined();
    expect(store.objects.byKey(kept)).toBeDefined();
    expect(one()).toBeUndefined();
    expect(call('SearchMedia', { SearchType: 'attached' }).Total).toBe(1);
    expect(call('DeleteAttachedMedia', { MediaIds: id(201) })).toEqual({
      NonExistMediaIds: [id(201)],
    });
  });

  it('takes twenty ids', () => {
    expect(refusal('DeleteAttachedMedia', { MediaIds: twentyOne })[1]).toBe('ExceededMax');
    expect(refusal('DeleteAttachedMedia', { MediaIds: ',' })[1]).toBe('MissingMediaIds');
  });
});
