import type { Database } from './database.js';
import type { StoredObject } from './records.js';

/** The bucket: which key delivers which file. */
export class Objects {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(object: StoredObject): void {
    this.#database.insert('objects', { ...object });
  }

  byKey(key: string): StoredObject | undefined {
    return this.#database.first<StoredObject>('SELECT * FROM objects WHERE key = ?', [key]);
  }
}
