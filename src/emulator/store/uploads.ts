import type { Database } from './database.js';
import type { Upload } from './records.js';

/** The keys under which files are expected: nothing else can be uploaded. */
export class Uploads {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(upload: Upload): void {
    this.#database.insert('uploads', { ...upload });
  }

  byKey(objectKey: string): Upload | undefined {
    return this.#database.first<Upload>('SELECT * FROM uploads WHERE objectKey = ?', [objectKey]);
  }

  ofOwner(ownerId: string): Upload | undefined {
    return this.#database.first<Upload>('SELECT * FROM uploads WHERE ownerId = ?', [ownerId]);
  }

  /** Nothing can be uploaded for this medium any more. */
  deleteOf(ownerId: string): void {
    this.#database.run('DELETE FROM uploads WHERE ownerId = ?', [ownerId]);
  }
}
