import type { Database } from './database.js';
import type { Job, NewJob, NewStream, Work } from './records.js';

type JobRow = Omit<Job, 'work' | 'stream'> & { work: string; stream?: string };

/** How a job ended. */
export interface Ending {
  readonly completedAt: string;
  readonly stream?: NewStream;
  readonly failure?: { readonly code: string; readonly message: string };
}

/** Work to be done on media: waiting, or done with its result. */
export class Jobs {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert({ work, ...job }: NewJob): void {
    this.#database.insert('jobs', { ...job, work: JSON.stringify(work) });
  }

  byId(id: string): Job | undefined {
    return this.#select('WHERE id = ?', [id])[0];
  }

  /** In order of creation. */
  ofTask(taskId: string): Job[] {
    return this.#select('WHERE taskId = ? ORDER BY sequence', [taskId]);
  }

  /** The next ones to do; transcoding apart from all else, which takes moments. */
  waiting(what: 'transcoding' | 'else', limit: number): Job[] {
    const comparison = what === 'transcoding' ? '=' : '<>';
    return this.#select(
      `WHERE state = 'waiting' AND work ->> 'kind' ${comparison} 'transcode'
         ORDER BY priority DESC, sequence LIMIT ?`,
      [limit],
    );
  }

  /** The newest so many, the newest first. */
  ofMedium(mediumId: string, limit: number): Job[] {
    return this.#select('WHERE mediumId = ? ORDER BY sequence DESC LIMIT ?', [mediumId, limit]);
  }

  isTranscoding(mediumId: string): boolean {
    const sql =
      "SELECT 1 FROM jobs WHERE mediumId = ? AND state = 'waiting' AND taskId IS NOT NULL";
    return this.#database.first(sql, [mediumId]) !== undefined;
  }

  start(id: string, startedAt: string): void {
    this.#database.update('jobs', 'id', id, { startedAt, progress: 0 });
  }

  setProgress(id: string, progress: number): void {
    this.#database.update('jobs', 'id', id, { progress });
  }

  end(id: string, { completedAt, stream, failure }: Ending): void {
    this.#database.update('jobs', 'id', id, {
      completedAt,
      ...(failure
        ? { state: 'failed', errorCode: failure.code, errorMessage: failure.message }
        : { state: 'succeeded', progress: 100 }),
      ...(stream && { stream: JSON.stringify(stream) }),
    });
  }

  /** Whatever is still to be done for a medium will not be done. */
  abandon(mediumId: string): void {
    this.#database.run('DELETE FROM transcode_tasks WHERE mediumId = ? AND completedAt IS NULL', [
      mediumId,
    ]);
    this.#database.run("DELETE FROM jobs WHERE mediumId = ? AND state = 'waiting'", [mediumId]);
  }

  #select(condition: string, values: readonly (string | number)[]): Job[] {
    const rows = this.#database.all<JobRow>(`SELECT * FROM jobs ${condition}`, values);
    return rows.map(({ work, stream, ...row }) => ({
      ...row,
      work: JSON.parse(work) as Work,
      ...(stream !== undefined && { stream: JSON.parse(stream) as NewStream }),
    }));
  }
}
