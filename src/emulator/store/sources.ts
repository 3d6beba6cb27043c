import type { WireStreamInfo } from '../../vod/operations.js';
import type { Database } from './database.js';
import type { NewSource, Source } from './records.js';

type SourceRow = Omit<Source, 'videoStreams' | 'audioStreams'> & {
  videoStreams: string;
  audioStreams: string;
};

type SourceFigures = Omit<
  NewSource,
  'mediumId' | 'status' | 'fileName' | 'objectKey' | 'createdAt'
>;

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

  /** The medium has this source from now on. The files are not touched. */
  put(source: NewSource): void {
    this.#database.run('DELETE FROM sources WHERE mediumId = ?', [source.mediumId]);
    this.insert(source);
  }

  /** The medium whose source is this object. */
  mediumOf(objectKey: string): string | undefined {
    const sql = 'SELECT mediumId FROM sources WHERE objectKey = ? LIMIT 1';
    return this.#database.first<{ mediumId: string }>(sql, [objectKey])?.mediumId;
  }

  /** What was found in the file; what it does not have is taken away. */
  setFigures(mediumId: string, { videoStreams, audioStreams, ...figures }: SourceFigures): void {
    this.#database.update('sources', 'mediumId', mediumId, {
      ...{ duration: null, bitrate: null, fps: null, width: null, height: null },
      ...figures,
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

  /** With its file, unless that was registered and belongs to something else. */
  delete(mediumId: string): void {
    this.#database.run(
      `DELETE FROM objects WHERE ownerId = ? AND
         key IN (SELECT objectKey FROM sources WHERE mediumId = ?)`,
      [mediumId, mediumId],
    );
    this.#database.run('DELETE FROM sources WHERE mediumId = ?', [mediumId]);
  }
}
