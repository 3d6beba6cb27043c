import type { Database } from './database.js';
import type { Snapshot, SnapshotType } from './records.js';

/** Pictures taken from a medium: covers to choose from, frames, sprites. */
export class Snapshots {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(snapshot: Snapshot): void {
    this.#database.insert('snapshots', { ...snapshot });
  }

  byObjectKey(key: string): Snapshot | undefined {
    return this.#database.first<Snapshot>('SELECT * FROM snapshots WHERE objectKey = ?', [key]);
  }

  /** Of all jobs, the oldest first. */
  ofMedium(mediumId: string, type: SnapshotType): Snapshot[] {
    return this.#database.all<Snapshot>(
      'SELECT * FROM snapshots WHERE mediumId = ? AND type = ? ORDER BY createdAt, rowid',
      [mediumId, type],
    );
  }

  /** Of the newest job that took some of this type. */
  latest(mediumId: string, type: SnapshotType): Snapshot[] {
    return this.#database.all<Snapshot>(
      `SELECT * FROM snapshots WHERE mediumId = ? AND type = ? AND jobId = (
           SELECT jobId FROM snapshots WHERE mediumId = ? AND type = ?
             ORDER BY createdAt DESC, rowid DESC LIMIT 1
         ) ORDER BY position`,
      [mediumId, type, mediumId, type],
    );
  }

  /** Those taken when the medium was uploaded. */
  ofUpload(mediumId: string): Snapshot[] {
    return this.#database.all<Snapshot>(
      'SELECT * FROM snapshots WHERE mediumId = ? AND ofUpload = 1 ORDER BY type, position',
      [mediumId],
    );
  }

  /** With its file; a medium whose cover it was has none any more. */
  delete(objectKey: string): void {
    this.#database.run('UPDATE media SET coverKey = NULL WHERE coverKey = ?', [objectKey]);
    this.#database.run('DELETE FROM objects WHERE key = ?', [objectKey]);
    this.#database.run('DELETE FROM snapshots WHERE objectKey = ?', [objectKey]);
  }
}
