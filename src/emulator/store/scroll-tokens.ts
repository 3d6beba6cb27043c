import { randomBytes } from 'node:crypto';
import type { Database } from './database.js';
import type { ScrollPosition } from './records.js';

/** How long a token can be used; the vendor does not say. */
const validityMs = 10 * 60 * 1000;

/** Where traversals by ScrollToken stand. Kept, so that a traversal survives a restart. */
export class ScrollTokens {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(database: Database, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** Answers the token under which the position is found again. */
  issue(position: ScrollPosition): string {
    const createdAt = this.#now().getTime();
    this.#database.run('DELETE FROM scroll_tokens WHERE createdAt <= ?', [createdAt - validityMs]);
    const token = randomBytes(16).toString('hex');
    this.#database.insert('scroll_tokens', { ...position, token, createdAt });
    return token;
  }

  find(token: string): ScrollPosition | undefined {
    return this.#database.first<ScrollPosition>(
      'SELECT * FROM scroll_tokens WHERE token = ? AND createdAt > ?',
      [token, this.#now().getTime() - validityMs],
    );
  }
}
