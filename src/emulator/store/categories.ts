import type { Database } from './database.js';
import type { Category } from './records.js';

export class Categories {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(category: Category): void {
    this.#database.insert('categories', { ...category });
  }

  byId(id: number): Category | undefined {
    return this.#database.first<Category>('SELECT * FROM categories WHERE id = ?', [id]);
  }
}
