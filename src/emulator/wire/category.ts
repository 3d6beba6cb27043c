import type { WireCategory } from '../../vod/operations.js';

export interface CategoryDetail extends Required<WireCategory> {
  Type: string;
}

interface SubCategory extends CategoryDetail {
  /** How many categories are directly below it. */
  SubTotal: number;
}

export interface CategoryOperations {
  /** Of all categories at the top the parent is `{}`. */
  GetCategories: {
    SubTotal: number;
    Category: CategoryDetail | Record<string, never>;
    SubCategories: { Category: SubCategory[] };
  };
  AddCategory: { Category: CategoryDetail };
  UpdateCategory: object;
  DeleteCategory: object;
}
