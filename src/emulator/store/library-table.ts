import { type Condition, everything, textIndexOf } from './condition.js';
import type { Columns, Database, SqlValue } from './database.js';
import { toGrams } from './grams.js';

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

export interface LibraryTableSql {
  readonly name: string;
  /** Columns that searches look into, in the index of the same name. */
  readonly texts: readonly string[];
  /** Selected beside the table's own columns, from `joins`. */
  readonly also?: string;
  readonly joins?: string;
}

/** What the tables of media, images and attached media have in common: they can be searched. */
export class LibraryTable<New extends object, Row extends New & { sequence: number }> {
  readonly #name: string;
  readonly #texts: readonly string[];
  readonly #select: string;

  constructor(
    protected readonly database: Database,
    { name, texts, also, joins = '' }: LibraryTableSql,
  ) {
    this.#name = name;
    this.#texts = texts;
    this.#select = `SELECT ${name}.*${also ? `, ${also}` : ''} FROM ${name} ${joins}`;
  }

  insert(record: New & { readonly id: string }): void {
    this.database.insert(this.#name, record as Columns);
    this.#indexTexts(record.id);
  }

  /** `null` takes a value away, a missing field stays as it is. */
  update(id: string, changes: { [Field in keyof New]?: New[Field] | null }): void {
    this.database.update(this.#name, 'id', id, changes as Columns);
    if (this.#texts.some((column) => column in changes)) {
      this.#unindexTexts(id);
      this.#indexTexts(id);
    }
  }

  byId(id: string): Row | undefined {
    return this.firstWith('id', id);
  }

  protected firstWith(column: string, value: SqlValue): Row | undefined {
    return this.database.first<Row>(`${this.#select} WHERE ${this.#name}.${column} = ?`, [value]);
  }

  /** The page's rows are found by their numbers first: sorting whole rows costs several times more. */
  find({ where = everything, order = newestFirst, limit, offset = 0 }: Selection): Row[] {
    const keys = order.map(({ column, direction }) => `${this.#name}.${column} ${direction}`);
    const sequence = `${this.#name}.sequence ${order[0]?.direction ?? 'ASC'}`;
    const sorted = `ORDER BY ${[...keys, sequence].join(', ')}`;
    return this.database.all<Row>(
      `${this.#select} WHERE ${this.#name}.sequence IN
         (SELECT sequence FROM ${this.#name} WHERE ${where.sql} ${sorted} LIMIT ? OFFSET ?) ${sorted}`,
      [...where.values, limit, offset],
    );
  }

  count(where: Condition = everything): number {
    const sql = `SELECT count(*) AS total FROM ${this.#rows(where)}`;
    return this.database.first<{ total: number }>(sql, where.values)?.total ?? 0;
  }

  /**
   * The rows that meet a condition. Where the text index names them, they are looked up by number;
   * left alone, SQLite would go through all rows in the order of some other index.
   */
  #rows({ sql, byText }: Condition): string {
    return `${this.#name}${byText ? ' NOT INDEXED' : ''} WHERE ${sql}`;
  }

  /** Everything that comes after a record with this sort key and sequence. */
  after({ column, direction }: SortKey, value: string, sequence: number): Condition {
    const beyond = direction === 'ASC' ? '>' : '<';
    return {
      sql: `(${this.#name}.${column}, ${this.#name}.sequence) ${beyond} (?, ?)`,
      values: [value, sequence],
    };
  }

  #indexTexts(id: string): void {
    const row = this.database.first<Record<string, SqlValue> & { sequence: number }>(
      `SELECT sequence, ${this.#texts.join(', ')} FROM ${this.#name} WHERE id = ?`,
      [id],
    );
    if (!row) return;
    const grams = this.#texts.map((column) => [column, toGrams(String(row[column] ?? ''))]);
    this.database.insert(textIndexOf(this.#name), {
      rowid: row.sequence,
      ...Object.fromEntries(grams),
    });
  }

  #unindexTexts(id: string): void {
    this.database.run(
      `DELETE FROM ${textIndexOf(this.#name)} WHERE rowid IN
         (SELECT sequence FROM ${this.#name} WHERE id = ?)`,
      [id],
    );
  }

  protected remove(id: string): void {
    this.#unindexTexts(id);
    this.database.run(`DELETE FROM ${this.#name} WHERE id = ?`, [id]);
  }
}
