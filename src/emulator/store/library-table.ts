import { type Condition, everything } from './condition.js';
import type { Columns, Database, SqlValue } from './database.js';
import { fold } from './fold.js';

export interface SortKey {
  readonly column: 'createdAt' | 'modifiedAt';
  readonly direction: 'ASC' | 'DESC';
}

export interface Selection {
  readonly where?: Condition;
  /** The first key decides first; among equals, the order of insertion in the first key's direction. */
  readonly order?: readonly SortKey[];
  readonly limit: number;
  readonly offset?: number;
}

const newestFirst: readonly SortKey[] = [{ column: 'createdAt', direction: 'DESC' }];

/** Columns whose folded twin is kept beside them. */
const foldedColumns = ['title', 'description', 'tags', 'fileName'];

export interface LibraryTableSql {
  readonly name: string;
  /** Selected beside the table's own columns, from `joins`. */
  readonly also?: string;
  readonly joins?: string;
}

/** What the tables of media, images and attached media have in common: they can be searched. */
export class LibraryTable<New extends object, Row extends New & { sequence: number }> {
  readonly #name: string;
  readonly #select: string;

  constructor(
    protected readonly database: Database,
    { name, also, joins = '' }: LibraryTableSql,
  ) {
    this.#name = name;
    this.#select = `SELECT ${name}.*${also ? `, ${also}` : ''} FROM ${name} ${joins}`;
  }

  insert(record: New): void {
    this.database.insert(this.#name, withFolded(record as Columns));
  }

  /** `null` takes a value away, a missing field stays as it is. */
  update(id: string, changes: { [Field in keyof New]?: New[Field] | null }): void {
    this.database.update(this.#name, 'id', id, withFolded(changes as Columns));
  }

  byId(id: string): Row | undefined {
    return this.firstWith('id', id);
  }

  protected firstWith(column: string, value: SqlValue): Row | undefined {
    return this.database.first<Row>(`${this.#select} WHERE ${this.#name}.${column} = ?`, [value]);
  }

  find({ where = everything, order = newestFirst, limit, offset = 0 }: Selection): Row[] {
    const keys = order.map(({ column, direction }) => `${this.#name}.${column} ${direction}`);
    const sequence = `${this.#name}.sequence ${order[0]?.direction ?? 'ASC'}`;
    return this.database.all<Row>(
      `${this.#select} WHERE ${where.sql} ORDER BY ${[...keys, sequence].join(', ')} LIMIT ? OFFSET ?`,
      [...where.values, limit, offset],
    );
  }

  count(where: Condition = everything): number {
    const sql = `SELECT count(*) AS total FROM ${this.#name} WHERE ${where.sql}`;
    return this.database.first<{ total: number }>(sql, where.values)?.total ?? 0;
  }

  /** Everything that comes after a record with this sort key and sequence. */
  after({ column, direction }: SortKey, value: string, sequence: number): Condition {
    const beyond = direction === 'ASC' ? '>' : '<';
    return {
      sql: `(${this.#name}.${column}, ${this.#name}.sequence) ${beyond} (?, ?)`,
      values: [value, sequence],
    };
  }

  protected remove(id: string): void {
    this.database.run(`DELETE FROM ${this.#name} WHERE id = ?`, [id]);
  }
}

function withFolded(columns: Columns): Columns {
  const folded = foldedColumns.flatMap((name) => {
    const value = columns[name];
    if (value === undefined) return [];
    return [[`${name}Folded`, typeof value === 'string' ? fold(value) : null]];
  });
  return { ...columns, ...Object.fromEntries(folded) };
}
