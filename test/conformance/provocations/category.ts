import { insertCategory } from '../../emulator/media.js';
import type { Provocations } from '../provocations.js';

const unknown = { 'InvalidCateId.NotFound': { CateId: '404', CateName: 'x' } };

export const categoryProvocations: Provocations = {
  GetCategories: unknown,
  AddCategory: {
    LevelExceededMax: ({ store }) => {
      insertCategory(store, { id: 50, level: 2 });
      return { CateName: 'x', ParentId: '50' };
    },
    SubTotalExceededMax: ({ store }) => {
      insertCategory(store, { id: 60 });
      for (let index = 0; index < 100; index += 1) {
        insertCategory(store, { id: 600 + index, parentId: 60, level: 1 });
      }
      return { CateName: 'x', ParentId: '60' };
    },
    'InvalidCateId.NotFound': { CateName: 'x', ParentId: '404' },
  },
  UpdateCategory: unknown,
  DeleteCategory: unknown,
};
