import { renameSync } from 'node:fs';
import Libsql from 'libsql';

/** What may be bound: libsql ends the whole process when it is handed a boolean, a Date or an object. */
export type SqlValue = string | number | bigint | null | Uint8Array;

/** Column values by name; `undefined` is written as NULL. */
export type Columns = Readonly<Record<string, SqlValue | undefined>>;

interface Prepared {
  readonly statement: Libsql.Statement<unknown[]>;
  readonly placeholders: number;
}

/** Searches differ in their SQL: only so many statements are kept, the oldest go first. */
const maxPrepared = 256;

/** The one place that talks to libsql: checks every bound value, keeps the prepared statements. */
export class Database {
  #connection: Libsql.Database;
  readonly #prepared = new Map<string, Prepared>();

  constructor(readonly file: string) {
    this.#connection = new Libsql(file);
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  /** Rows without their NULL columns: what has no value is absent. */
  all<Row extends object>(sql: string, values: readonly SqlValue[] = []): Row[] {
    const rows = this.#prepare(sql, values).all(values) as Record<string, unknown>[];
    return rows.map(withoutNulls) as Row[];
  }

  first<Row extends object>(sql: string, values: readonly SqlValue[] = []): Row | undefined {
    return this.all<Row>(sql, values)[0];
  }

  /** Answers how many rows were changed. */
  run(sql: string, values: readonly SqlValue[] = []): number {
    return this.#prepare(sql, values).run(values).changes;
  }

  insert(table: string, columns: Columns): void {
    const names = Object.keys(columns);
    const places = names.map(() => '?').join(', ');
    this.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`, valuesOf(columns));
  }

  update(table: string, key: string, id: SqlValue, columns: Columns): void {
    const assignments = Object.keys(columns).map((name) => `${name} = ?`);
    if (assignments.length === 0) return;
    const sql = `UPDATE ${table} SET ${assignments.join(', ')} WHERE ${key} = ?`;
    this.run(sql, [...valuesOf(columns), id]);
  }

  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  /** Runs `work` whole or not at all. */
  transaction<Result>(work: () => Result): Result {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#connection.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  /** Writes a copy to a new file. Copying the file itself would take SQLite's lock on it away. */
  copyTo(file: string): void {
    this.run('VACUUM INTO ?', [file]);
  }

  /**
   * Goes on with another database, whose file takes the place of this one's. Moving a file is atomic,
   * so a process that dies meanwhile leaves one or the other. The settings of the connection are lost.
   */
  replaceBy(file: string): void {
    if (this.inTransaction) throw new Error('A transaction is under way');
    this.#release();
    this.#connection.close();
    renameSync(file, this.file);
    this.#connection = new Libsql(this.file);
  }

  close(): void {
    try {
      this.#release();
    } catch {
      // It never had the lock: another process does.
    }
    this.#connection.close();
  }

  /**
   * libsql ends the connection, and with it the lock on the file, only when the last statement was
   * collected as garbage. Until then, leaving WAL and the exclusive mode gives the lock back.
   */
  #release(): void {
    this.#prepared.clear();
    this.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; PRAGMA user_version;');
  }

  #prepare(sql: string, values: readonly SqlValue[]): Libsql.Statement<unknown[]> {
    for (const value of values) checkBindable(value);
    let prepared = this.#prepared.get(sql);
    if (!prepared) {
      const placeholders = sql.split('?').length - 1;
      prepared = { statement: this.#connection.prepare(sql), placeholders };
      this.#prepared.set(sql, prepared);
      const [oldest] = this.#prepared.keys();
      if (this.#prepared.size > maxPrepared && oldest !== undefined) this.#prepared.delete(oldest);
    }
    // libsql would leave the values of the last run in the places that were not filled.
    if (prepared.placeholders !== values.length) {
      throw new TypeError(
        `${prepared.placeholders} values belong here, not ${values.length}: ${sql}`,
      );
    }
    return prepared.statement;
  }
}

function valuesOf(columns: Columns): SqlValue[] {
  return Object.values(columns).map((value) => value ?? null);
}

function checkBindable(value: unknown): void {
  if (value === null || typeof value === 'string' || typeof value === 'bigint') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (value instanceof Uint8Array) return;
  throw new TypeError(`Not a value for the database: ${typeof value} ${String(value)}`);
}

function withoutNulls(row: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
