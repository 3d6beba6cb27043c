import { allOf, type Condition, compare } from './condition.js';
import type { Database } from './database.js';
import type { Category } from './records.js';

/** A category below another one. */
export interface Child extends Category {
  /** How many are directly below it. */
  readonly children: number;
}

export interface ChildSelection {
  readonly parentId: number;
  readonly type?: Category['type'] | undefined;
  readonly direction: 'ASC' | 'DESC';
  readonly limit: number;
  readonly offset: number;
}

/** A forest: `parentId` of those at the top is -1. */
export class Categories {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** One that no category has or ever had. */
  newId(): number {
    const sql = 'INSERT INTO category_ids DEFAULT VALUES RETURNING id';
    const row = this.#database.first<{ id: number }>(sql);
    if (!row) throw new Error('No id for a category');
    return row.id;
  }

  insert(category: Category): void {
    this.#database.insert('categories', { ...category });
  }

  byId(id: number): Category | undefined {
    return this.#database.first<Category>('SELECT * FROM categories WHERE id = ?', [id]);
  }

  children({ parentId, type, direction, limit, offset }: ChildSelection): Child[] {
    const { sql, values } = childrenOf(parentId, type);
    return this.#database.all<Child>(
      `SELECT *, (SELECT count(*) FROM categories AS below
           WHERE below.parentId = categories.id) AS children
         FROM categories WHERE ${sql}
         ORDER BY createdAt ${direction}, id ${direction} LIMIT ? OFFSET ?`,
      [...values, limit, offset],
    );
  }

  count(): number {
    const sql = 'SELECT count(*) AS total FROM categories';
    return this.#database.first<{ total: number }>(sql)?.total ?? 0;
  }

  countChildren(parentId: number, type?: Category['type']): number {
    const { sql, values } = childrenOf(parentId, type);
    const counted = `SELECT count(*) AS total FROM categories WHERE ${sql}`;
    return this.#database.first<{ total: number }>(counted, values)?.total ?? 0;
  }

  rename(id: number, name: string): void {
    this.#database.update('categories', 'id', id, { name });
  }

  /** With all below it; media that were in one of them are in none. */
  delete(id: number): void {
    this.#database.run(
      `WITH RECURSIVE gone (id) AS (
         VALUES (?) UNION SELECT categories.id FROM categories JOIN gone ON parentId = gone.id
       ) DELETE FROM categories WHERE id IN gone`,
      [id],
    );
  }
}

function childrenOf(parentId: number, type?: Category['type']): Condition {
  const parent = compare('parentId', '=', parentId);
  return type === undefined ? parent : allOf([parent, compare('type', '=', type)]);
}
