import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Row = Readonly<Record<string, string | number>>;

interface Result {
  readonly measured: { readonly at: string; readonly node: string; readonly cpu: string } & {
    readonly cores: number;
  };
  readonly table?: readonly Row[];
}

const file = fileURLToPath(new URL('../README.md', import.meta.url));

/** The README with the tables of the results between its marks, `<!-- bench server -->` and `<!-- /bench -->`. */
export function withTables(readme: string): string {
  return readme.replace(
    /(<!-- bench (\S+) -->\n)[\s\S]*?(<!-- \/bench -->)/g,
    (_, start: string, name: string, end: string) => `${start}${tableOf(name)}${end}`,
  );
}

export function writeTables(): void {
  writeFileSync(file, withTables(readFileSync(file, 'utf8')));
}

function tableOf(name: string): string {
  const path = fileURLToPath(new URL(`results/${name}.json`, import.meta.url));
  if (!existsSync(path))
    throw new Error(`The README shows results of ${name}, which are not there`);
  const { measured, table = [] } = JSON.parse(readFileSync(path, 'utf8')) as Result;
  const columns = Object.keys(table[0] ?? {});
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |\n`;
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...table.map((row) => line(columns.map((column) => row[column] ?? ''))),
    `\nMeasured ${measured.at.slice(0, 10)} with Node.js ${measured.node}, ${measured.cpu}, ${measured.cores} cores.\n`,
  ].join('');
}
