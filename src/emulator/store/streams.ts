import type { Database } from './database.js';
import type { NewStream, Stream } from './records.js';

/** What can be played of a medium. */
export class Streams {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(stream: NewStream): void {
    this.#database.insert('streams', { ...stream });
  }

  /** In order of creation. Which of several alike is `Normal` follows from what is there now. */
  ofMedium(mediumId: string): Stream[] {
    return this.#database.all<Stream>(
      `SELECT streams.*, CASE row_number() OVER (
           PARTITION BY definition, format ORDER BY createdAt DESC, sequence DESC
         ) WHEN 1 THEN 'Normal' ELSE 'Invisible' END AS status
         FROM streams WHERE mediumId = ? ORDER BY createdAt, sequence`,
      [mediumId],
    );
  }

  /** With its files, unless they are the medium's source. */
  delete(jobId: string): void {
    this.#database.run('DELETE FROM objects WHERE ownerId = ?', [jobId]);
    this.#database.run('DELETE FROM streams WHERE jobId = ?', [jobId]);
  }
}

/** The source itself, playable without transcoding. */
export function isOriginal({ definition }: NewStream): boolean {
  return definition === 'OD';
}
