import type { Database } from './database.js';
import type { MessageCallback } from './records.js';

/** Where events are announced to, at most one place for each application. */
export class Callbacks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Takes the place of what was set before. */
  put(callback: MessageCallback): void {
    this.delete(callback.appId);
    this.#database.insert('callbacks', { ...callback });
  }

  byAppId(appId: string): MessageCallback | undefined {
    return this.#database.first<MessageCallback>('SELECT * FROM callbacks WHERE appId = ?', [
      appId,
    ]);
  }

  delete(appId: string): void {
    this.#database.run('DELETE FROM callbacks WHERE appId = ?', [appId]);
  }
}
