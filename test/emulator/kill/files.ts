import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database } from '../../../src/emulator/store/database.js';

const texts = ['media', 'images', 'attached_media'];
const owners = ['media', 'images', 'attached_media'].map((table) => `SELECT id FROM ${table}`);

/** Each finds rows that should not be: halves of something. */
const halves: Readonly<Record<string, string>> = {
  'objects of nobody': `SELECT key FROM objects WHERE ownerId NOT IN
    (${owners.join(' UNION ')} UNION SELECT jobId FROM streams)`,
  ...Object.fromEntries(
    ['sources', 'streams', 'snapshots', 'images', 'attached_media'].map((table) => [
      `${table} without their object`,
      `SELECT objectKey FROM ${table} WHERE objectKey IS NOT NULL
         AND objectKey NOT IN (SELECT key FROM objects)`,
    ]),
  ),
  ...Object.fromEntries(
    texts.map((table) => [
      `${table} that differ from their text index`,
      `SELECT sequence FROM ${table} WHERE sequence NOT IN (SELECT id FROM ${table}_text_docsize)
         UNION SELECT id FROM ${table}_text_docsize WHERE id NOT IN (SELECT sequence FROM ${table})`,
    ]),
  ),
  'rows without the one they refer to': 'PRAGMA foreign_key_check',
};

/** What a killed service left behind. Looks at a copy, so that the next start has it to recover. */
export async function checkFiles(folder: string): Promise<void> {
  const copy = await mkdtemp(path.join(tmpdir(), 'vod-killed-'));
  try {
    const names = (await readdir(folder)).filter((name) => name.startsWith('vod.sqlite'));
    for (const name of names) await copyFile(path.join(folder, name), path.join(copy, name));
    const database = new Database(path.join(copy, 'vod.sqlite'));
    checkDatabase(database);
    await checkObjects(database, folder);
    database.close();
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

function checkDatabase(database: Database): void {
  const [sound] = database.all<{ integrity_check: string }>('PRAGMA integrity_check');
  if (sound?.integrity_check !== 'ok') throw new Error(`Damaged: ${sound?.integrity_check}`);
  for (const table of texts) {
    database.run(`INSERT INTO ${table}_text (${table}_text) VALUES ('integrity-check')`);
  }
  for (const [what, sql] of Object.entries(halves)) {
    const found = database.all(sql);
    if (found.length > 0) throw new Error(`There are ${what}: ${JSON.stringify(found[0])}`);
  }
}

/** Every uploaded or produced file is there as a whole. */
async function checkObjects(database: Database, folder: string): Promise<void> {
  const objects = database.all<{ file: string; md5: string }>(
    "SELECT file, md5 FROM objects WHERE place = 'data' AND md5 IS NOT NULL",
  );
  for (const { file, md5 } of objects) {
    const content = await readFile(path.join(folder, file));
    const found = createHash('md5').update(content).digest('hex');
    if (found !== md5) throw new Error(`${file} has ${content.length} bytes of another content`);
  }
}
