import type { Database } from './database.js';
import type { NewUrlJob, UrlJob } from './records.js';

type UrlJobRow = Omit<UrlJob, 'medium'> & { medium: string };

/** Files to be fetched from elsewhere: waiting, under way, done. */
export class UrlJobs {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert({ medium, ...job }: NewUrlJob): void {
    this.#database.insert('url_jobs', { ...job, medium: JSON.stringify(medium) });
  }

  update(id: string, changes: Partial<Omit<UrlJob, 'medium'>>): void {
    this.#database.update('url_jobs', 'id', id, changes);
  }

  byId(id: string): UrlJob | undefined {
    return this.#all('SELECT * FROM url_jobs WHERE id = ?', id)[0];
  }

  /** The newest first. */
  byUrl(url: string): UrlJob[] {
    return this.#all('SELECT * FROM url_jobs WHERE url = ? ORDER BY sequence DESC', url);
  }

  /** The oldest that has not ended, of those that nobody is at. */
  next(underWay: Iterable<string> = []): UrlJob | undefined {
    return this.#all(
      `SELECT * FROM url_jobs WHERE status IN ('PENDING', 'DOWNLOADING')
         AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY sequence LIMIT 1`,
      JSON.stringify([...underWay]),
    )[0];
  }

  /** Was a session of this id begun later than this? */
  hasSession(sessionId: string, after: string): boolean {
    const sql = 'SELECT 1 FROM url_jobs WHERE sessionId = ? AND createdAt > ? LIMIT 1';
    return this.#database.first(sql, [sessionId, after]) !== undefined;
  }

  #all(sql: string, value: string): UrlJob[] {
    const rows = this.#database.all<UrlJobRow>(sql, [value]);
    return rows.map((row) => ({ ...row, medium: JSON.parse(row.medium) as UrlJob['medium'] }));
  }
}
