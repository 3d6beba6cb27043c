import { beforeEach, describe, expect, it } from '@jest/globals';
import { type SearchType, searchField } from '../../src/emulator/search-fields.js';
import { cdnUrl, storageLocation } from '../../src/emulator/urls.js';
import {
  createMediaStore,
  id,
  insertCategory,
  insertImage,
  insertObject,
  insertSnapshot,
  insertVideo,
  origin,
} from './media.js';

type Texts = Record<string, string>;
let { store, call, refusal } = createMediaStore();

/** Total and the numbers behind the ids of the page. */
function found(parameters: Texts, caller = call): number[] {
  const { Total, MediaList = [] } = caller('SearchMedia', parameters);
  return [Total, ...MediaList.map(({ MediaId }) => Number.parseInt(MediaId, 16))];
}

function seedThree() {
  ({ store, call, refusal } = createMediaStore());
  insertCategory(store);
  insertVideo(store, {
    title: 'Harbour at Dawn',
    description: '100% fog',
    tags: 'sea,dawn',
    categoryId: 7,
    duration: 60,
    size: 1000,
    createdAt: '2026-05-01T00:00:00Z',
    modifiedAt: '2026-05-09T00:00:00Z',
  });
  insertVideo(store, {
    id: id(2),
    title: '清晨的港口 CAFÉ',
    tags: 'Night',
    status: 'Blocked',
    mediaSource: 'live',
    duration: 120,
    size: 2000,
    createdAt: '2026-05-02T00:00:00Z',
    modifiedAt: '2026-05-02T00:00:00Z',
  });
  insertVideo(store, {
    id: id(3),
    title: 'Night market',
    createdAt: '2026-05-02T00:00:00Z',
    modifiedAt: '2026-05-02T00:00:00Z',
  });
  insertVideo(store, { id: id(4), type: 'audio', title: 'Dawn chorus' });
}

describe('SearchMedia', () => {
  beforeEach(seedThree);

  it.each([
    ['', [3, 3, 2, 1]],
    [`VideoId='${id(2)}'`, [1, 2]],
    [`VideoId in ('${id(1)}', '${id(3)}', '${id(9)}')`, [2, 3, 1]],
    ["Title='dawn'", [1, 1]],
    ["Title='港口'", [1, 2]],
    ["Title='café'", [1, 2]],
    ["Title in ('harbour','MARKET')", [2, 3, 1]],
    ["Description='100%'", [1, 1]],
    ["Description='1_0'", [0]],
    ["Tags='night'", [1, 2]],
    ["Status='Normal'", [2, 3, 1]],
    ["Status in ('Blocked','Checking')", [1, 2]],
    ["MediaSource='live'", [1, 2]],
    ['CateId=7', [1, 1]],
    ['CateId=8', [0]],
    [`StorageLocation='${storageLocation}'`, [3, 3, 2, 1]],
    ["AppId='app-1000000'", [3, 3, 2, 1]],
    ['Size=[1000,2000)', [1, 1]],
    ['Size=(1000,2000]', [1, 2]],
    ['Duration=[60,]', [2, 2, 1]],
    ["CreationTime=('2026-05-01T00:00:00Z','2026-05-02T00:00:00Z']", [2, 3, 2]],
    ["ModificationTime=(,'2026-05-09T00:00:00Z')", [2, 3, 2]],
    ["(Title='market' or Tags='sea') and Status='Normal'", [2, 3, 1]],
    ["Status='Blocked' and Title='market'", [0]],
  ])('finds %s', (Match, expected) => {
    expect(found({ Match })).toEqual(expected);
  });

  it('finds each type apart', () => {
    expect(found({ SearchType: 'audio', Match: "Title='dawn'" })).toEqual([1, 4]);
    expect(found({ SearchType: 'image' })).toEqual([0]);
    expect(found({ SearchType: 'attached' })).toEqual([0]);
  });

  it('sorts by up to three keys, then by insertion', () => {
    expect(found({ SortBy: 'CreationTime:Asc' })).toEqual([3, 1, 2, 3]);
    expect(found({ SortBy: 'CreationTime:desc,ModificationTime:Asc' })).toEqual([3, 3, 2, 1]);
    expect(found({ SortBy: 'ModificationTime:Desc' })).toEqual([3, 1, 3, 2]);
    const fourKeys = Array(4).fill('CreationTime:Asc').join();
    expect(refusal('SearchMedia', { SortBy: fourKeys })[1]).toBe('SortByExceededMax');
    expect(refusal('SearchMedia', { SortBy: 'Title:Asc' })[1]).toBe('InvalidParameter');
  });

  it('answers hits with the id alone unless fields are asked for', () => {
    const [hit] = call('SearchMedia', { Match: "Title='harbour'" }).MediaList ?? [];
    expect(hit).toStrictEqual({
      MediaId: id(1),
      MediaType: 'video',
      CreationTime: '2026-05-01T00:00:00Z',
      Video: { VideoId: id(1) },
      Audio: {},
      Image: {},
      AttachedMedia: {},
    });
  });

  it('answers the fields asked for, spelled exactly, if they are set', () => {
    store.media.update(id(1), { coverKey: insertObject(store, 'c.jpg', id(1)) });
    for (const type of ['NormalSnapshot', 'SpriteSnapshot'] as const) {
      insertSnapshot(store, id(1), type, { objectKey: type });
    }
    const Fields = [
      'Title,Tags,CateId,CateName,CoverURL,Duration,Size,Status,Snapshots,SpriteSnapshots',
      'DownloadSwitch,TranscodeMode,MediaSource,PreprocessStatus,ReferenceId,UserData,title,None',
    ].join();
    const [hit] = call('SearchMedia', { Match: "Title='harbour'", Fields }).MediaList ?? [];
    const end = Date.UTC(2026, 7, 1, 12, 30) / 1000;
    expect(hit?.Video).toStrictEqual({
      VideoId: id(1),
      Title: 'Harbour at Dawn',
      Tags: 'sea,dawn',
      CateId: 7,
      CateName: 'Sea',
      CoverURL: cdnUrl(origin, 'c.jpg', end),
      Status: 'Normal',
      Duration: 60,
      Size: 1000,
      DownloadSwitch: 'on',
      PreprocessStatus: 'UnPreprocess',
      TranscodeMode: 'FastTranscode',
      MediaSource: 'general',
      Snapshots: [cdnUrl(origin, 'NormalSnapshot', end)],
      SpriteSnapshots: [cdnUrl(origin, 'SpriteSnapshot', end)],
    });
  });

  it('tells images and attached media in their own objects', () => {
    insertImage(store, { title: 'Draft', fileName: 'Draft-1.PNG', categoryId: 7 });
    const record = { createdAt: '2026-05-03T00:00:00Z', modifiedAt: '2026-05-03T00:00:00Z' };
    store.attachedMedia.insert({
      ...record,
      id: id(201),
      title: 'Logo',
      status: 'Normal',
      businessType: 'watermark',
      objectKey: 'attached/1.png',
      storageLocation,
      appId: 'app-1000000',
    });
    store.attachedMedia.addToCategory(id(201), 7);

    const image = { SearchType: 'image', Match: "FileName='draft-1.png' and CateId=7" };
    const [imageHit] = call('SearchMedia', { ...image, Fields: 'FileName,URL' }).MediaList ?? [];
    expect(imageHit).toMatchObject({ MediaType: 'image', Video: {}, AttachedMedia: {} });
    expect(imageHit?.Image).toStrictEqual({
      ImageId: id(101),
      FileName: 'Draft-1.PNG',
      URL: expect.stringContaining('auth_key='),
    });

    const attached = { SearchType: 'attached', Fields: 'Title,BusinessType,Categories,AppId' };
    const Match = "CateId=7 and BusinessType='watermark' and AppIdString in ('app-1000000')";
    const answer = call('SearchMedia', { ...attached, Match });
    expect(answer).not.toHaveProperty('ScrollToken');
    expect(answer.MediaList?.[0]?.AttachedMedia).toStrictEqual({
      MediaId: id(201),
      Title: 'Logo',
      BusinessType: 'watermark',
      Categories: [{ CateId: 7, CateName: 'Sea', Level: 0, ParentId: -1 }],
      AppId: 'app-1000000',
    });
  });

  it('follows an update, a rename and a deletion at once', () => {
    call('UpdateVideoInfo', { VideoId: id(3), Title: 'Sunrise', Tags: 'neu' });
    expect(found({ Match: "Title='market'" })).toEqual([0]);
    expect(found({ Match: "Title='SUNRISE' and Tags='neu'" })).toEqual([1, 3]);
    call('DeleteVideo', { VideoIds: id(3) });
    expect(found({ Match: "Title='sunrise'" })).toEqual([0]);
  });

  it.each<[Texts, string]>([
    [{ SearchType: 'text' }, 'InvalidParameter'],
    [{ Match: 'Title like x' }, 'ErrorMatchSyntax'],
    [{ PageSize: '101' }, 'InvalidParameter'],
    [{ PageNo: '0' }, 'InvalidParameter'],
    [{ SessionId: 'x' }, 'InvalidParameter'],
    [{ ResultTypes: 'x' }, 'InvalidParameter'],
    [{ ScrollToken: 'f'.repeat(32) }, 'InvalidScrollToken.Expired'],
    [{ ScrollToken: 'f'.repeat(32), SearchType: 'image' }, 'InvalidParameter'],
    [
      { ScrollToken: 'f'.repeat(32), SortBy: 'CreationTime:Asc,ModificationTime:Asc' },
      'SortByExceededMax',
    ],
  ])('refuses %j', (parameters, code) => {
    expect(refusal('SearchMedia', parameters).slice(0, 2)).toEqual([400, code]);
  });

  it('can search by every field that Match knows', () => {
    const names = [
      'VideoId,AudioId,ImageId,MediaId,AppId,AppIdString,CateId,StorageLocation,FileName,Title,Tags',
      'Description,Status,MediaSource,PreprocessStatus,Size,Duration,CreationTime,ModificationTime',
      'BusinessType',
    ].join();
    const searched = (['video', 'audio', 'image', 'attached'] as SearchType[]).flatMap(
      (SearchType) =>
        names.split(',').flatMap((name) => {
          const field = searchField(SearchType, name);
          if (!field) return [];
          const value = field.range ? '[,]' : field.dataType === 'number' ? '1' : "'x'";
          return call('SearchMedia', { SearchType, Match: `${name}=${value}` }).Total;
        }),
    );
    expect(searched.length).toBeGreaterThan(40);
  });

  it('reads a long list of alternatives', () => {
    const words = Array.from({ length: 180 }, (_, index) => `'word${index}'`).join();
    expect(found({ Match: `Title in (${words},'market')` })).toEqual([1, 3]);
    const conditions = Array.from({ length: 190 }, (_, index) => `Size=${'('}${index},${index})`);
    expect(found({ Match: `(${conditions.join(' or ')})` })).toEqual([0]);
    const repeated = Array(5000).fill("''").join();
    expect(found({ Match: `Description in (${repeated})` })).toEqual([1, 1]);
  });

  it.each(["Title='night'", "CateId=7 and Title in ('','x')", "Status in ('None') and Size=[1,2]"])(
    'nests %s as deeply as Match may',
    (condition) => {
      let Match = "Title='market'";
      for (let depth = 0; depth < 8; depth++) Match = `(${condition} or Tags='x' or ${Match})`;
      const SortBy = 'CreationTime:Asc,ModificationTime:Asc';
      expect(found({ Match, SortBy }).slice(1)).toContain(3);
      let none = "Title='market'";
      for (let depth = 0; depth < 8; depth++) none = `(${condition} and Tags='x' and ${none})`;
      expect(found({ Match: none })).toEqual([0]);
    },
  );
});
