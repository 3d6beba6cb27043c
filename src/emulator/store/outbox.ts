import type { VodEvent } from '../events/bodies.js';
import type { Database } from './database.js';

interface PendingEvent {
  readonly sequence: number;
  readonly ownerId: string;
  readonly body: VodEvent;
}

/** Events in the order in which they happened, until they are delivered or given up. */
export class Outbox {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(ownerId: string, body: VodEvent): void {
    this.#database.insert('outbox', { ownerId, body: JSON.stringify(body) });
  }

  pending(limit = 100): PendingEvent[] {
    const rows = this.#database.all<{ sequence: number; ownerId: string; body: string }>(
      'SELECT * FROM outbox ORDER BY sequence LIMIT ?',
      [limit],
    );
    return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as VodEvent }));
  }

  delete(sequence: number): void {
    this.#database.run('DELETE FROM outbox WHERE sequence = ?', [sequence]);
  }
}
