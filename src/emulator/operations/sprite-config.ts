import type { Parameters } from '../operation.js';
import { readChoice, readInteger, readText } from '../parameters.js';
import { present } from '../present.js';
import { refusals } from '../refusals.js';
import type { SpriteLayout } from '../store/records.js';
import { isPlainObject, parseJson } from '../texts.js';

const name = 'SpriteSnapshotConfig';

const members = [
  ...['CellWidth', 'CellHeight', 'Padding', 'Margin', 'Columns', 'Lines'],
  ...['Color', 'KeepCellPic'],
];

/** VOD documents Black; others are taken by their names or as `#1e90ff`. */
const colors = ['black', 'white', 'gray', 'red', 'green', 'blue', 'yellow', 'orange'];

const side = { min: 8, max: 4096 };
const gap = { min: 0, max: 1024 };
const number = { min: 1, max: 10 };

export function readSprite(parameters: Parameters): SpriteLayout | undefined {
  const text = readText(parameters, name);
  if (text === undefined) return undefined;
  const config = readMembers(text);
  return present<SpriteLayout>({
    cellWidth: readInteger(config, `${name}.CellWidth`, side),
    cellHeight: readInteger(config, `${name}.CellHeight`, side),
    padding: readInteger(config, `${name}.Padding`, gap) ?? 0,
    margin: readInteger(config, `${name}.Margin`, gap) ?? 0,
    columns: readInteger(config, `${name}.Columns`, number) ?? 10,
    lines: readInteger(config, `${name}.Lines`, number) ?? 10,
    color: readColor(config),
    keepsCells: readChoice(config, `${name}.KeepCellPic`, ['keep', 'delete']) !== 'delete',
  });
}

/** Numbers or text alike, by the names that refusals tell. */
function readMembers(text: string): Parameters {
  const config = parseJson(text);
  if (!isPlainObject(config)) throw refusals.invalid(name, 'it must be a JSON object');
  const entries = Object.entries(config).map(([member, value]) => {
    const isKnown = members.includes(member);
    if (!isKnown) throw refusals.unsupported(`${name}.${member}`);
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw refusals.invalid(`${name}.${member}`, 'it must be a number or text');
    }
    return [`${name}.${member}`, String(value)];
  });
  return Object.fromEntries(entries) as Parameters;
}

function readColor(config: Parameters): string {
  const color = (readText(config, `${name}.Color`) ?? 'Black').toLowerCase();
  if (colors.includes(color) || /^#[0-9a-f]{6}$/.test(color)) return color.replace('#', '0x');
  throw refusals.invalid(`${name}.Color`, `it must be one of ${colors.join(', ')}, or #rrggbb`);
}
