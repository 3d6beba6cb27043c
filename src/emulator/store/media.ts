import type { Database } from './database.js';
import { LibraryTable } from './library-table.js';
import type { Medium, NewMedium } from './records.js';

/** Videos and audios. */
export class Media extends LibraryTable<NewMedium, Medium> {
  constructor(database: Database) {
    super(database, {
      name: 'media',
      texts: ['title', 'description', 'tags'],
      also: 'categories.name AS categoryName',
      joins: 'LEFT JOIN categories ON categories.id = media.categoryId',
    });
  }

  byReferenceId(referenceId: string): Medium | undefined {
    return this.firstWith('referenceId', referenceId);
  }

  /** Whether there never was any. SQLite keeps the highest sequence, also of rows that are gone. */
  isUntouched(): boolean {
    return !this.database.first("SELECT 1 FROM sqlite_sequence WHERE name = 'media'");
  }

  /** From now on it counts as having held one: an empty library that stays empty. */
  leaveTouched(): void {
    if (this.isUntouched()) this.database.insert('sqlite_sequence', { name: 'media', seq: 0 });
  }

  countByStatus(): Record<string, number> {
    const sql = 'SELECT status, count(*) AS total FROM media GROUP BY status ORDER BY status';
    const rows = this.database.all<{ status: string; total: number }>(sql);
    return Object.fromEntries(rows.map(({ status, total }) => [status, total]));
  }

  /** With source, streams, snapshots and their files. */
  delete(id: string): void {
    this.database.run(
      `DELETE FROM objects WHERE ownerId = ? OR ownerId IN
         (SELECT jobId FROM streams WHERE mediumId = ?)`,
      [id, id],
    );
    this.database.run('DELETE FROM uploads WHERE ownerId = ?', [id]);
    this.remove(id);
  }
}
