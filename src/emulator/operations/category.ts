import type { Handler, Parameters } from '../operation.js';
import { readChoice, readInteger, readPage, requireText } from '../parameters.js';
import { refusals } from '../refusals.js';
import type { Category } from '../store/records.js';
import type { Store } from '../store.js';
import { checkCategoryName } from '../texts.js';
import type { CategoryDetail } from '../wire/category.js';
import { toWireTime } from '../wire-time.js';

/** Parent of the categories at the top. */
const top = -1;

/** Three levels, two of materials. */
const deepestLevel = { default: 2, material: 1 };
const maxChildren = 100;

const types = ['default', 'material'] as const;

export const getCategories: Handler<'GetCategories'> = (parameters, { store }) => {
  const parentId = readInteger(parameters, 'CateId', { min: top }) ?? top;
  const type = readChoice(parameters, 'Type', types);
  const sortBy = readChoice(parameters, 'SortBy', ['CreationTime:Desc', 'CreationTime:Asc']);
  const { size: limit, offset } = readPage(parameters);
  const direction = sortBy === 'CreationTime:Asc' ? 'ASC' : 'DESC';
  const below = store.categories.children({ parentId, type, direction, limit, offset });
  return {
    SubTotal: store.categories.countChildren(parentId, type),
    Category: parentId === top ? {} : categoryFields(existing(parentId, store)),
    SubCategories: {
      Category: below.map((child) => ({ ...categoryFields(child), SubTotal: child.children })),
    },
  };
};

export const addCategory: Handler<'AddCategory'> = (parameters, { store }) => {
  const name = readName(parameters);
  const { parentId, type, level } = readPlace(parameters, store);
  if (level > deepestLevel[type]) throw refusals.levelExceeded();
  if (store.categories.countChildren(parentId, type) >= maxChildren) {
    throw refusals.subTotalExceeded();
  }
  const createdAt = toWireTime(store.now());
  const category = { id: store.categories.newId(), name, parentId, level, type, createdAt };
  store.categories.insert(category);
  return { Category: categoryFields(category) };
};

export const updateCategory: Handler<'UpdateCategory'> = (parameters, { store }) => {
  const { id } = changeable(parameters, store);
  store.categories.rename(id, readName(parameters));
  return {};
};

/** With all below it. */
export const deleteCategory: Handler<'DeleteCategory'> = (parameters, { store }) => {
  store.categories.delete(changeable(parameters, store).id);
  return {};
};

/** Materials have their top built in: theirs always have a parent, and are of its type. */
function readPlace(
  parameters: Parameters,
  store: Store,
): Pick<Category, 'parentId' | 'type' | 'level'> {
  const type = readChoice(parameters, 'Type', types);
  const parentId = readInteger(parameters, 'ParentId', { min: top }) ?? top;
  if (parentId === top) {
    if (type === 'material') throw refusals.missing('ParentId');
    return { parentId, type: 'default', level: 0 };
  }
  const parent = existing(parentId, store);
  if (type !== undefined && type !== parent.type) {
    throw refusals.invalid('Type', `it must be that of the parent, ${parent.type}`);
  }
  return { parentId, type: parent.type, level: parent.level + 1 };
}

/** The category that CateId names, unless it is one of those built in. */
function changeable(parameters: Parameters, store: Store): Category {
  const id = readInteger(parameters, 'CateId', { min: top });
  if (id === undefined) throw refusals.missing('CateId');
  const category = existing(id, store);
  if (category.type === 'material' && category.level === 0) {
    throw refusals.invalid('CateId', 'a top category of materials cannot be changed');
  }
  return category;
}

function existing(id: number, store: Store): Category {
  const category = store.categories.byId(id);
  if (!category) throw refusals.categoryNotFound();
  return category;
}

function readName(parameters: Parameters): string {
  return checkCategoryName('CateName', requireText(parameters, 'CateName'));
}

function categoryFields({ id, name, level, parentId, type }: Category): CategoryDetail {
  return { CateId: id, CateName: name, Level: level, ParentId: parentId, Type: type };
}
