import type { Database } from './database.js';

/**
 * Each element takes the database one version further. Columns are named as the records' fields, so
 * that a row is a record. Texts that searches look into are in an index beside the table (see
 * `grams.ts`).
 * `sequence` counts insertions: it decides between equal sort keys.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE categories (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    parentId INTEGER NOT NULL,
    level INTEGER NOT NULL,
    type TEXT NOT NULL
  ) STRICT;
  CREATE INDEX categories_parent ON categories (parentId);

  CREATE TABLE media (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL CHECK (type IN ('video', 'audio')),
    title TEXT NOT NULL,
    description TEXT,
    tags TEXT,
    categoryId INTEGER REFERENCES categories (id) ON DELETE SET NULL,
    status TEXT NOT NULL,
    coverKey TEXT,
    coverUrl TEXT,
    duration REAL,
    size INTEGER,
    createdAt TEXT NOT NULL,
    modifiedAt TEXT NOT NULL,
    storageLocation TEXT NOT NULL,
    appId TEXT NOT NULL,
    regionId TEXT NOT NULL,
    templateGroupId TEXT,
    downloadSwitch TEXT NOT NULL,
    preprocessStatus TEXT NOT NULL,
    auditStatus TEXT,
    transcodeMode TEXT NOT NULL,
    mediaSource TEXT NOT NULL,
    storageClass TEXT NOT NULL,
    restoreStatus TEXT,
    restoreExpiration TEXT,
    referenceId TEXT UNIQUE,
    userData TEXT
  ) STRICT;
  CREATE VIRTUAL TABLE media_text USING fts5(
    title, description, tags,
    content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
  );
  CREATE INDEX media_created ON media (createdAt, sequence);
  CREATE INDEX media_type_created ON media (type, createdAt, sequence);
  CREATE INDEX media_type_modified ON media (type, modifiedAt, sequence);
  CREATE INDEX media_type_status ON media (type, status, createdAt, sequence);
  CREATE INDEX media_status ON media (status, createdAt, sequence);
  CREATE INDEX media_category ON media (categoryId, createdAt, sequence);

  CREATE TABLE sources (
    mediumId TEXT PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    fileName TEXT NOT NULL,
    objectKey TEXT,
    createdAt TEXT NOT NULL,
    duration REAL,
    bitrate REAL,
    fps REAL,
    width INTEGER,
    height INTEGER,
    videoStreams TEXT NOT NULL,
    audioStreams TEXT NOT NULL
  ) STRICT;

  CREATE TABLE streams (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    jobId TEXT NOT NULL UNIQUE,
    mediumId TEXT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    objectKey TEXT NOT NULL,
    format TEXT NOT NULL,
    definition TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('video', 'audio')),
    specification TEXT,
    codec TEXT,
    duration REAL NOT NULL,
    bitrate REAL NOT NULL,
    fps REAL,
    size INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    templateId TEXT,
    templateGroupId TEXT,
    createdAt TEXT NOT NULL,
    modifiedAt TEXT NOT NULL
  ) STRICT;
  CREATE INDEX streams_medium ON streams (mediumId);

  CREATE TABLE snapshots (
    objectKey TEXT PRIMARY KEY,
    mediumId TEXT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    position INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX snapshots_medium ON snapshots (mediumId, type, position);

  CREATE TABLE images (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT,
    description TEXT,
    tags TEXT,
    categoryId INTEGER REFERENCES categories (id) ON DELETE SET NULL,
    status TEXT NOT NULL,
    type TEXT NOT NULL,
    objectKey TEXT NOT NULL UNIQUE,
    fileName TEXT,
    width INTEGER,
    height INTEGER,
    createdAt TEXT NOT NULL,
    modifiedAt TEXT NOT NULL,
    storageLocation TEXT NOT NULL,
    appId TEXT NOT NULL,
    regionId TEXT NOT NULL,
    auditStatus TEXT
  ) STRICT;
  CREATE VIRTUAL TABLE images_text USING fts5(
    title, description, tags, fileName,
    content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
  );
  CREATE INDEX images_created ON images (createdAt, sequence);
  CREATE INDEX images_modified ON images (modifiedAt, sequence);
  CREATE INDEX images_category ON images (categoryId);

  CREATE TABLE attached_media (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT,
    description TEXT,
    tags TEXT,
    status TEXT NOT NULL,
    businessType TEXT NOT NULL,
    objectKey TEXT NOT NULL UNIQUE,
    fileName TEXT,
    createdAt TEXT NOT NULL,
    modifiedAt TEXT NOT NULL,
    storageLocation TEXT NOT NULL,
    appId TEXT NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE attached_media_text USING fts5(
    title, description, tags, fileName,
    content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
  );
  CREATE INDEX attached_media_created ON attached_media (createdAt, sequence);
  CREATE INDEX attached_media_modified ON attached_media (modifiedAt, sequence);

  CREATE TABLE attached_categories (
    attachedId TEXT NOT NULL REFERENCES attached_media (id) ON DELETE CASCADE,
    categoryId INTEGER NOT NULL REFERENCES categories (id) ON DELETE CASCADE,
    PRIMARY KEY (attachedId, categoryId)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attached_categories_category ON attached_categories (categoryId);

  CREATE TABLE objects (
    key TEXT PRIMARY KEY,
    ownerId TEXT NOT NULL,
    file TEXT NOT NULL,
    contentType TEXT NOT NULL,
    size INTEGER NOT NULL,
    md5 TEXT,
    crc64 TEXT
  ) STRICT;
  CREATE INDEX objects_owner ON objects (ownerId);

  CREATE TABLE scroll_tokens (
    token TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    firstRecord INTEGER NOT NULL,
    endRecord INTEGER NOT NULL,
    anchorValue TEXT,
    anchorSequence INTEGER,
    createdAt INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX scroll_tokens_created ON scroll_tokens (createdAt);
  `,
  // Files in the data folder. One that lost its object is removed after the commit, or at the next
  // start if the process dies in between.
  `
  ALTER TABLE objects ADD COLUMN place TEXT;
  CREATE INDEX objects_place ON objects (place, size) WHERE place IS NOT NULL;
  CREATE TABLE orphaned_files (file TEXT PRIMARY KEY) STRICT;
  CREATE TRIGGER objects_deleted AFTER DELETE ON objects WHEN OLD.place = 'data'
    BEGIN INSERT OR IGNORE INTO orphaned_files VALUES (OLD.file); END;
  CREATE TRIGGER objects_replaced AFTER UPDATE OF file ON objects
    WHEN OLD.place = 'data' AND OLD.file <> NEW.file
    BEGIN INSERT OR IGNORE INTO orphaned_files VALUES (OLD.file); END;
  `,
  // Where files may be uploaded to.
  `
  CREATE TABLE uploads (
    objectKey TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('video', 'image', 'attached')),
    ownerId TEXT NOT NULL
  ) STRICT;
  CREATE INDEX uploads_owner ON uploads (ownerId);
  `,
  // Where events are announced to, and those that are still to be delivered. An event goes where it
  // was to go when it happened, whatever is set later.
  `
  CREATE TABLE callbacks (
    appId TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    eventTypes TEXT NOT NULL,
    authSwitch TEXT NOT NULL CHECK (authSwitch IN ('on', 'off')),
    authKey TEXT
  ) STRICT;
  CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    ownerId TEXT NOT NULL,
    body TEXT NOT NULL,
    url TEXT NOT NULL,
    authKey TEXT
  ) STRICT;
  CREATE INDEX outbox_owner ON outbox (ownerId, sequence);
  ALTER TABLE images ADD COLUMN userData TEXT;
  ALTER TABLE attached_media ADD COLUMN userData TEXT;
  `,
  // When categories were made; their ids have ten digits, grow and never come again.
  `
  ALTER TABLE categories ADD COLUMN createdAt TEXT NOT NULL DEFAULT '2024-06-30T08:00:00Z';
  CREATE TABLE category_ids (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;
  INSERT INTO category_ids VALUES (1000000000);
  `,
  // What is to be made of sources, and what was made.
  `
  CREATE TABLE transcode_tasks (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    mediumId TEXT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    startedBy TEXT NOT NULL CHECK (startedBy IN ('Auto', 'Manual')),
    templateGroupId TEXT NOT NULL,
    sessionId TEXT,
    createdAt TEXT NOT NULL,
    completedAt TEXT
  ) STRICT;
  CREATE INDEX transcode_tasks_medium ON transcode_tasks (mediumId, createdAt, sequence);
  CREATE INDEX transcode_tasks_session ON transcode_tasks (sessionId) WHERE sessionId IS NOT NULL;

  CREATE TABLE jobs (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    mediumId TEXT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    taskId TEXT REFERENCES transcode_tasks (id) ON DELETE CASCADE,
    work TEXT NOT NULL,
    priority INTEGER NOT NULL,
    userData TEXT,
    enqueuedAt INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'succeeded', 'failed')),
    progress INTEGER NOT NULL DEFAULT 0,
    startedAt TEXT,
    completedAt TEXT,
    stream TEXT,
    errorCode TEXT,
    errorMessage TEXT
  ) STRICT;
  CREATE INDEX jobs_waiting ON jobs (priority DESC, sequence) WHERE state = 'waiting';
  CREATE INDEX jobs_medium ON jobs (mediumId);
  CREATE INDEX jobs_task ON jobs (taskId);

  ALTER TABLE snapshots ADD COLUMN jobId TEXT NOT NULL DEFAULT '';
  ALTER TABLE snapshots ADD COLUMN createdAt TEXT NOT NULL DEFAULT '';
  ALTER TABLE snapshots ADD COLUMN ofUpload INTEGER NOT NULL DEFAULT 1;
  UPDATE snapshots SET
    jobId = substr(mediumId, 1, 24) || printf('%08x', unicode(type)),
    createdAt = (SELECT createdAt FROM media WHERE id = mediumId);
  `,
  // All that a search compares, in the order it lists: no large match touches the rows themselves.
  `
  DROP INDEX media_type_created;
  DROP INDEX media_type_modified;
  CREATE INDEX media_type_created ON media (
    type, createdAt, sequence, status, categoryId, size, duration, modifiedAt,
    mediaSource, preprocessStatus, storageLocation, appId, id
  );
  CREATE INDEX media_type_modified ON media (
    type, modifiedAt, sequence, status, categoryId, size, duration, createdAt,
    mediaSource, preprocessStatus, storageLocation, appId, id
  );
  `,
  // Files to be fetched from elsewhere; and which medium has an object as its source.
  `
  CREATE TABLE url_jobs (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    status TEXT NOT NULL,
    medium TEXT NOT NULL,
    sessionId TEXT,
    createdAt TEXT NOT NULL,
    mediumId TEXT,
    fileSize INTEGER,
    errorCode TEXT,
    errorMessage TEXT,
    completedAt TEXT
  ) STRICT;
  CREATE INDEX url_jobs_url ON url_jobs (url);
  CREATE INDEX url_jobs_session ON url_jobs (sessionId) WHERE sessionId IS NOT NULL;
  CREATE INDEX url_jobs_pending ON url_jobs (status, sequence);
  CREATE INDEX sources_object ON sources (objectKey);
  `,
  // Files that arrive in parts. A part that is dropped or sent again leaves its file to be removed.
  `
  ALTER TABLE objects ADD COLUMN etag TEXT;
  ALTER TABLE objects ADD COLUMN headers TEXT;
  CREATE TABLE multipart_uploads (
    uploadId TEXT PRIMARY KEY,
    objectKey TEXT NOT NULL REFERENCES uploads (objectKey) ON DELETE CASCADE,
    contentType TEXT NOT NULL,
    headers TEXT,
    initiatedAt TEXT NOT NULL
  ) STRICT;
  CREATE INDEX multipart_uploads_key ON multipart_uploads (objectKey);
  CREATE INDEX multipart_uploads_initiated ON multipart_uploads (initiatedAt);
  CREATE TABLE upload_parts (
    uploadId TEXT NOT NULL REFERENCES multipart_uploads (uploadId) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    file TEXT NOT NULL,
    size INTEGER NOT NULL,
    md5 TEXT NOT NULL,
    crc64 TEXT NOT NULL,
    receivedAt TEXT NOT NULL,
    PRIMARY KEY (uploadId, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER upload_parts_deleted AFTER DELETE ON upload_parts
    BEGIN INSERT OR IGNORE INTO orphaned_files VALUES (OLD.file); END;
  `,
  // The category that every account has: its materials cannot be sorted without.
  `
  INSERT OR IGNORE INTO categories (id, name, parentId, level, type, createdAt)
    VALUES (1000120, 'Materials', -1, 0, 'material', '2024-06-30T08:12:00Z');
  `,
];

/** Brings the schema to the newest version; a database from a newer release is refused. */
export function migrate(database: Database): void {
  const version =
    database.first<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
  if (version > migrations.length) {
    throw new Error(
      `The library is of version ${version}, this release knows ${migrations.length}: use a newer release or another folder.`,
    );
  }
  database.transaction(() => {
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}
