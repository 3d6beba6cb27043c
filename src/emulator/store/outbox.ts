import type { VodEvent } from '../events/bodies.js';
import type { Database } from './database.js';
import type { NewPendingEvent, PendingEvent } from './records.js';

type EventRow = Omit<PendingEvent, 'body'> & { body: string };

/** Events in the order in which they happened, until they are delivered or given up. */
export class Outbox {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add({ body, ...event }: NewPendingEvent): void {
    this.#database.insert('outbox', { ...event, body: JSON.stringify(body) });
  }

  pending(limit = 100): PendingEvent[] {
    return this.#select('SELECT * FROM outbox ORDER BY sequence LIMIT ?', [limit]);
  }

  /** The oldest event of each owner, the oldest of all first. */
  heads(limit: number): PendingEvent[] {
    return this.#select(
      `SELECT * FROM outbox WHERE sequence IN (SELECT min(sequence) FROM outbox GROUP BY ownerId)
         ORDER BY sequence LIMIT ?`,
      [limit],
    );
  }

  delete(sequence: number): void {
    this.#database.run('DELETE FROM outbox WHERE sequence = ?', [sequence]);
  }

  /** Lets `limit` events wait at most; answers how many of the oldest were dropped, if any a tenth. */
  trim(limit: number): number {
    const { oldest = 0, newest = 0 } =
      this.#database.first<{ oldest?: number; newest?: number }>(
        'SELECT min(sequence) AS oldest, max(sequence) AS newest FROM outbox',
      ) ?? {};
    if (newest - oldest < limit) return 0;
    const sql = 'DELETE FROM outbox WHERE sequence <= ?';
    return this.#database.run(sql, [newest - Math.floor(limit * 0.9)]);
  }

  #select(sql: string, values: readonly number[]): PendingEvent[] {
    const rows = this.#database.all<EventRow>(sql, values);
    return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as VodEvent }));
  }
}
