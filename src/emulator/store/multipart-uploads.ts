import type { Database } from './database.js';
import type { MultipartUpload, UploadPart } from './records.js';

/** Files that are arriving in parts; they go with the announcement of their upload. */
export class MultipartUploads {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(upload: MultipartUpload): void {
    this.#database.insert('multipart_uploads', { ...upload });
  }

  byId(uploadId: string): MultipartUpload | undefined {
    const sql = 'SELECT * FROM multipart_uploads WHERE uploadId = ?';
    return this.#database.first<MultipartUpload>(sql, [uploadId]);
  }

  /** A part that is sent again takes the place of the old one. */
  putPart(part: UploadPart): void {
    const sql = 'DELETE FROM upload_parts WHERE uploadId = ? AND number = ?';
    this.#database.run(sql, [part.uploadId, part.number]);
    this.#database.insert('upload_parts', { ...part });
  }

  /** In order, those behind a number. */
  parts(uploadId: string, { after = 0, limit = -1 } = {}): UploadPart[] {
    return this.#database.all<UploadPart>(
      'SELECT * FROM upload_parts WHERE uploadId = ? AND number > ? ORDER BY number LIMIT ?',
      [uploadId, after, limit],
    );
  }

  delete(uploadId: string): void {
    this.#database.run('DELETE FROM multipart_uploads WHERE uploadId = ?', [uploadId]);
  }

  deleteInitiatedBefore(time: string): void {
    this.#database.run('DELETE FROM multipart_uploads WHERE initiatedAt < ?', [time]);
  }
}
