import type { Database } from './database.js';
import type { NewTranscodeTask, TranscodeTask } from './records.js';

export interface TaskSelection {
  readonly mediumId: string;
  /** On the time of creation, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly offset: number;
}

/** Requests to transcode: each has a job for each stream. */
export class TranscodeTasks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(task: NewTranscodeTask): void {
    this.#database.insert('transcode_tasks', { ...task });
  }

  byId(id: string): TranscodeTask | undefined {
    return this.#database.first<TranscodeTask>('SELECT * FROM transcode_tasks WHERE id = ?', [id]);
  }

  /** The newest first. */
  find({ mediumId, from = '', to = '9999', limit, offset }: TaskSelection): TranscodeTask[] {
    return this.#database.all<TranscodeTask>(
      `SELECT * FROM transcode_tasks WHERE mediumId = ? AND createdAt BETWEEN ? AND ?
         ORDER BY createdAt DESC, sequence DESC LIMIT ? OFFSET ?`,
      [mediumId, from, to, limit, offset],
    );
  }

  /** Whether a task of this session was created at that time or later. */
  hasSession(sessionId: string, since: string): boolean {
    const sql = 'SELECT 1 FROM transcode_tasks WHERE sessionId = ? AND createdAt >= ?';
    return this.#database.first(sql, [sessionId, since]) !== undefined;
  }

  complete(id: string, completedAt: string): void {
    this.#database.update('transcode_tasks', 'id', id, { completedAt });
  }
}
