import type { CategoryOperation } from '../wire/served.js';
import { type Documented, pageOf100 } from './support.js';

const categoryNotFound = { 'InvalidCateId.NotFound': '404 supported' } as const;
const CateName = 'unverified: one of more than 64 bytes is refused with InvalidParameter';
const CateId = 'unverified: a top category of materials is refused with InvalidParameter';

export const categoryDocumentation: Documented<CategoryOperation> = {
  GetCategories: {
    qps: 50,
    parameters: {
      CateId: 'supported',
      Type: 'unverified: without it the categories of both types are listed',
      ...pageOf100,
      SortBy: 'supported',
    },
    errors: categoryNotFound,
  },
  AddCategory: {
    qps: 30,
    parameters: {
      CateName,
      ParentId: 'supported',
      Type: 'unverified: without it that of the parent, another one is refused',
    },
    errors: {
      LevelExceededMax: '400 supported',
      SubTotalExceededMax: '400 supported',
      ...categoryNotFound,
    },
  },
  UpdateCategory: { qps: 100, parameters: { CateId, CateName }, errors: categoryNotFound },
  DeleteCategory: { qps: 10, parameters: { CateId }, errors: categoryNotFound },
};
