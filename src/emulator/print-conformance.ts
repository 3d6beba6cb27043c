import { readFile, writeFile } from 'node:fs/promises';
import { conformanceTable } from './conformance-table.js';

const file = new URL('../../docs/conformance.md', import.meta.url);
const printed = conformanceTable();

if (process.argv.includes('--check')) {
  if ((await readFile(file, 'utf8')) !== printed) {
    process.stderr.write('docs/conformance.md differs from the code: run `npm run conformance`\n');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, printed);
}
