import { readFile, writeFile } from 'node:fs/promises';
import { printSchema } from 'graphql';
import { createSchema } from './schema.js';

const file = new URL('../schema.graphql', import.meta.url);
const printed = `${printSchema(await createSchema())}\n`;

if (process.argv.includes('--check')) {
  if ((await readFile(file, 'utf8')) !== printed) {
    process.stderr.write('schema.graphql differs from the code: run `npm run schema`\n');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, printed);
}
