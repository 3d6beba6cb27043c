import { beforeEach, describe, expect, it } from '@jest/globals';
import { seedLibrary } from '../../src/emulator/catalogue.js';
import { createMediaStore, id, insertCategory, insertImage, insertVideo } from './media.js';

/** Built in. */
const materials = 1_000_120;

let { store, clock, call, refusal } = createMediaStore();

beforeEach(() => {
  ({ store, clock, call, refusal } = createMediaStore());
});

const add = (CateName: string, values: Record<string, string> = {}) =>
  call('AddCategory', { CateName, ...values }).Category;

/** Three categories below each other; answers their ids. */
function addLevels(): [string, string, string] {
  const first = String(add('Nature').CateId);
  const second = String(add('Sea', { ParentId: first }).CateId);
  const third = String(add('Harbours', { ParentId: second }).CateId);
  return [first, second, third];
}

describe('AddCategory', () => {
  it('makes one at the top, or below the parent, with an id of ten digits', () => {
    const nature = add('Nature');
    expect(nature).toEqual({
      CateId: expect.any(Number),
      CateName: 'Nature',
      Level: 0,
      ParentId: -1,
      Type: 'default',
    });
    expect(String(nature.CateId)).toHaveLength(10);
    expect(add('Sea', { ParentId: String(nature.CateId) })).toMatchObject({
      Level: 1,
      ParentId: nature.CateId,
    });
    expect(add('City', { ParentId: '-1' })).toMatchObject({ Level: 0, ParentId: -1 });
  });

  it('never gives an id again', () => {
    const { CateId } = add('Nature');
    call('DeleteCategory', { CateId: String(CateId) });
    expect(add('Nature').CateId).toBeGreaterThan(CateId);
  });

  it('knows three levels', () => {
    const [, , third] = addLevels();
    expect(refusal('AddCategory', { CateName: 'Boats', ParentId: third })).toEqual([
      400,
      'LevelExceededMax',
      'The level of categories exceeded maximum.',
    ]);
  });

  it('knows two levels of materials, the first of which is built in', () => {
    insertCategory(store, { id: 20, type: 'material' });
    const stickers = add('Stickers', { ParentId: '20', Type: 'material' });
    expect(stickers).toMatchObject({ Level: 1, Type: 'material' });
    expect(add('Filters', { ParentId: '20' })).toMatchObject({ Type: 'material' });
    const below = { CateName: 'Cats', ParentId: String(stickers.CateId) };
    expect(refusal('AddCategory', below)[1]).toBe('LevelExceededMax');
    for (const ParentId of ['', '-1']) {
      const atTop = { CateName: 'Cats', Type: 'material', ParentId };
      expect(refusal('AddCategory', atTop).slice(0, 2)).toEqual([400, 'MissingParentId']);
    }
    const mixed = { CateName: 'Cats', Type: 'default', ParentId: '20' };
    expect(refusal('AddCategory', mixed)[1]).toBe('InvalidParameter');
  });

  it('takes a hundred below one parent, and a hundred at the top', () => {
    insertCategory(store, { id: 20, type: 'material' });
    for (let index = 0; index < 100; index += 1) {
      insertCategory(store, { id: 100 + index });
      insertCategory(store, { id: 200 + index, parentId: 100, level: 1 });
    }
    for (const ParentId of ['-1', '100']) {
      expect(refusal('AddCategory', { CateName: 'One more', ParentId })).toEqual([
        400,
        'SubTotalExceededMax',
        'The total of sub categories exceeded maximum.',
      ]);
    }
    expect(add('Below another', { ParentId: '101' }).Level).toBe(1);
  });

  it('measures the name in bytes and may use one twice', () => {
    expect(add('海'.repeat(21)).CateName).toBe('海'.repeat(21));
    expect(add('海'.repeat(21)).CateName).toBe('海'.repeat(21));
    expect(refusal('AddCategory', { CateName: '海'.repeat(22) })[1]).toBe('InvalidParameter');
    expect(refusal('AddCategory', { CateName: 'a\u0000' })[1]).toBe('InvalidParameter');
    expect(refusal('AddCategory', { CateName: '' })[1]).toBe('MissingCateName');
  });

  it.each([
    ['404', 'InvalidCateId.NotFound'],
    ['0', 'InvalidCateId.NotFound'],
    ['-2', 'InvalidParameter'],
    ['1.5', 'InvalidParameter'],
    ['nature', 'InvalidParameter'],
  ])('refuses the parent %s with %s', (ParentId, code) => {
    expect(refusal('AddCategory', { CateName: 'Sea', ParentId })[1]).toBe(code);
  });
});

describe('GetCategories', () => {
  it('answers the top without a category of its own', () => {
    expect(call('GetCategories', { Type: 'default' })).toEqual({
      SubTotal: 0,
      Category: {},
      SubCategories: { Category: [] },
    });
    add('Nature');
    expect(call('GetCategories', { CateId: '-1' })).toMatchObject({ SubTotal: 2, Category: {} });
  });

  it('answers a category and what is directly below it', () => {
    const [first, second] = addLevels();
    expect(call('GetCategories', { CateId: first })).toEqual({
      SubTotal: 1,
      Category: {
        CateId: Number(first),
        CateName: 'Nature',
        Level: 0,
        ParentId: -1,
        Type: 'default',
      },
      SubCategories: {
        Category: [
          {
            CateId: Number(second),
            CateName: 'Sea',
            Level: 1,
            ParentId: Number(first),
            Type: 'default',
            SubTotal: 1,
          },
        ],
      },
    });
  });

  it('pages the newest first, or the oldest, also of one second', () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      add(name);
      if (name === 'c') clock.now = new Date(clock.now.getTime() + 1000);
    }
    const names = (values: Record<string, string> = {}) =>
      call('GetCategories', { Type: 'default', ...values }).SubCategories.Category.map(
        ({ CateName }) => CateName,
      );
    expect(names()).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(names({ SortBy: 'CreationTime:Asc', PageSize: '2', PageNo: '2' })).toEqual(['c', 'd']);
    expect(call('GetCategories', { PageNo: '4', PageSize: '2' })).toMatchObject({
      SubTotal: 6,
      SubCategories: { Category: [] },
    });
    expect(refusal('GetCategories', { SortBy: 'CateName:Asc' })[1]).toBe('InvalidParameter');
    expect(refusal('GetCategories', { PageSize: '101' })[1]).toBe('InvalidParameter');
  });

  it('tells those of one type', () => {
    add('Nature');
    const ids = (Type: string) =>
      call('GetCategories', { Type }).SubCategories.Category.map(({ CateName }) => CateName);
    expect(ids('material')).toEqual(['Materials']);
    expect(ids('default')).toEqual(['Nature']);
    expect(call('GetCategories').SubTotal).toBe(2);
    expect(refusal('GetCategories', { Type: 'video' })[1]).toBe('InvalidParameter');
  });

  it('refuses one that does not exist', () => {
    expect(refusal('GetCategories', { CateId: '7' })).toEqual([
      404,
      'InvalidCateId.NotFound',
      'The CateId not exist.',
    ]);
  });

  it('lists the shipped ones', () => {
    seedLibrary(store);
    const { SubTotal, SubCategories } = call('GetCategories', { PageSize: '100' });
    expect(SubCategories.Category).toHaveLength(SubTotal);
    expect(SubCategories.Category.at(-1)).toMatchObject({ CateName: 'Nature', SubTotal: 2 });
  });
});

describe('UpdateCategory', () => {
  it('changes the name on everything in the category, and nothing else', () => {
    const CateId = String(add('Sea').CateId);
    insertVideo(store, { categoryId: Number(CateId) });
    insertImage(store, { categoryId: Number(CateId) });
    expect(call('UpdateCategory', { CateId, CateName: '海' })).toEqual({});
    expect(call('GetVideoInfo', { VideoId: id(1) }).Video).toMatchObject({
      CateName: '海',
      ModificationTime: '2026-05-01T08:00:00Z',
    });
    expect(call('GetImageInfo', { ImageId: id(101) }).ImageInfo.CateName).toBe('海');
  });

  it.each([
    [{ CateId: '404', CateName: 'x' }, 404, 'InvalidCateId.NotFound'],
    [{ CateId: '-1', CateName: 'x' }, 404, 'InvalidCateId.NotFound'],
    [{ CateName: 'x' }, 400, 'MissingCateId'],
    [{ CateId: '7' }, 400, 'MissingCateName'],
    [{ CateId: '7', CateName: 'x'.repeat(65) }, 400, 'InvalidParameter'],
    [{ CateId: '7,8', CateName: 'x' }, 400, 'InvalidParameter'],
    [{ CateId: '20', CateName: 'x' }, 400, 'InvalidParameter'],
  ])('refuses %j with %i %s', (parameters, status, code) => {
    insertCategory(store);
    insertCategory(store, { id: 20, type: 'material' });
    expect(refusal('UpdateCategory', parameters).slice(0, 2)).toEqual([status, code]);
  });
});

describe('DeleteCategory', () => {
  it('takes along all below it; media stay and are in no category', () => {
    const [first, second, third] = addLevels().map(Number) as [number, number, number];
    const other = add('City').CateId;
    insertVideo(store, { categoryId: third });
    insertVideo(store, { id: id(2), categoryId: other });
    insertImage(store, { categoryId: second });
    expect(call('DeleteCategory', { CateId: String(first) })).toEqual({});
    expect(call('GetCategories').SubCategories.Category.map(({ CateId }) => CateId)).toEqual([
      other,
      materials,
    ]);
    const { Video } = call('GetVideoInfo', { VideoId: id(1) });
    expect(Video).not.toHaveProperty('CateId');
    expect(Video).not.toHaveProperty('CateName');
    expect(call('GetImageInfo', { ImageId: id(101) }).ImageInfo).not.toHaveProperty('CateName');
    expect(call('GetVideoInfo', { VideoId: id(2) }).Video.CateId).toBe(other);
    expect(refusal('GetCategories', { CateId: String(third) })[1]).toBe('InvalidCateId.NotFound');
    expect(refusal('DeleteCategory', { CateId: String(first) })[1]).toBe('InvalidCateId.NotFound');
  });

  it('leaves attached media without the category', () => {
    seedLibrary(store);
    const stickers = add('Stickers', { ParentId: String(materials) }).CateId;
    const [attached] = store.attachedMedia.find({ limit: 1 });
    store.attachedMedia.addToCategory(attached?.id ?? '', stickers);
    const categories = () =>
      store.attachedMedia.categoriesOf(attached?.id ?? '').map((category) => category.id);
    expect(categories()).toContain(stickers);
    call('DeleteCategory', { CateId: String(stickers) });
    expect(categories()).not.toContain(stickers);
    expect(refusal('DeleteCategory', { CateId: String(materials) })[1]).toBe('InvalidParameter');
  });

  it.each([
    [{}, 400, 'MissingCateId'],
    [{ CateId: '-1' }, 404, 'InvalidCateId.NotFound'],
    [{ CateId: "7' OR 1=1" }, 400, 'InvalidParameter'],
  ])('refuses %j with %i %s', (parameters, status, code) => {
    insertCategory(store);
    expect(refusal('DeleteCategory', parameters).slice(0, 2)).toEqual([status, code]);
    expect(call('GetCategories').SubTotal).toBe(2);
  });
});
