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

  /** Under a key that exists the new file takes the place of the old one. */
  put(object: StoredObject): void {
    this.#database.run('DELETE FROM objects WHERE key = ?', [object.key]);
    this.insert(object);
  }

  /** Bytes that the files in the data folder take. */
  dataBytes(): number {
    const sql = `SELECT (SELECT coalesce(sum(size), 0) FROM objects WHERE place = 'data') +
      (SELECT coalesce(sum(size), 0) FROM upload_parts) AS total`;
    return this.#database.first<{ total: number }>(sql)?.total ?? 0;
  }

  /** Files in the data folder that belong to an object, or to one that is still arriving. */
  dataFiles(): string[] {
    const sql = `SELECT file FROM objects WHERE place = 'data'
      UNION ALL SELECT file FROM upload_parts`;
    return this.#database.all<{ file: string }>(sql).map(({ file }) => file);
  }

  /** Files in the data folder that lost their object. */
  orphanedFiles(): string[] {
    const sql = 'SELECT file FROM orphaned_files';
    return this.#database.all<{ file: string }>(sql).map(({ file }) => file);
  }

  hasOrphans(): boolean {
    const sql = 'SELECT 1 AS found FROM orphaned_files LIMIT 1';
    return this.#database.first<{ found: number }>(sql) !== undefined;
  }

  /** A file of the data folder that is to belong to no object after all. */
  discard(file: string): void {
    this.#database.run('INSERT OR IGNORE INTO orphaned_files VALUES (?)', [file]);
  }

  forgetOrphan(file: string): void {
    this.#database.run('DELETE FROM orphaned_files WHERE file = ?', [file]);
  }

  byKey(key: string): StoredObject | undefined {
    return this.#database.first<StoredObject>('SELECT * FROM objects WHERE key = ?', [key]);
  }
}
