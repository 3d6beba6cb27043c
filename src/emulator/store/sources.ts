import type { WireStreamInfo } from '../../vod/operations.js';
import type { Database } from './database.js';
import type { NewSource, Source } from './records.js';

type SourceRow = Omit<Source, 'videoStreams' | 'audioStreams'> & {
  videoStreams: string;
  audioStreams: string;
};

/** Source files ("mezzanines"), at most one of a medium. */
export class Sources {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert({ videoStreams, audioStreams, ...source }: NewSource): void {
    this.#database.insert('sources', {
      ...source,
      videoStreams: JSON.stringify(videoStreams),
      audioStreams: JSON.stringify(audioStreams),
    });
  }

  ofMedium(mediumId: string): Source | undefined {
    const row = this.#database.first<SourceRow>(
      `SELECT sources.*, objects.size, objects.md5, objects.crc64 FROM sources
         LEFT JOIN objects ON objects.key = sources.objectKey WHERE mediumId = ?`,
      [mediumId],
    );
    return (
      row && {
        ...row,
        videoStreams: JSON.parse(row.videoStreams) as WireStreamInfo[],
        audioStreams: JSON.parse(row.audioStreams) as WireStreamInfo[],
      }
    );
  }

  /** With its file. */
  delete(mediumId: string): void {
    this.#database.run(
      'DELETE FROM objects WHERE key IN (SELECT objectKey FROM sources WHERE mediumId = ?)',
      [mediumId],
    );
    this.#database.run('DELETE FROM sources WHERE mediumId = ?', [mediumId]);
  }
}
