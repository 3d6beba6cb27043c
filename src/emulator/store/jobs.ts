import type { Database } from './database.js';
import type { NewJob } from './records.js';

/** Work to be done on media: waiting, or done with its result. */
export class Jobs {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert({ work, ...job }: NewJob): void {
    this.#database.insert('jobs', { ...job, state: 'waiting', work: JSON.stringify(work) });
  }

  /** Whatever is still to be done for a medium will not be done. */
  abandon(mediumId: string): void {
    this.#database.run("DELETE FROM jobs WHERE mediumId = ? AND state = 'waiting'", [mediumId]);
  }
}
