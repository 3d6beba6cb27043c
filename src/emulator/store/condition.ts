import type { SqlValue } from './database.js';

/** Part of a WHERE clause. Column names come from our own code, everything else is bound. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export const everything: Condition = { sql: '1', values: [] };
const nothing: Condition = { sql: '0', values: [] };

export type Comparison = '=' | '<' | '<=' | '>' | '>=';

export function compare(column: string, comparison: Comparison, value: SqlValue): Condition {
  return { sql: `${column} ${comparison} ?`, values: [value] };
}

export function oneOf(column: string, values: readonly SqlValue[]): Condition {
  return { sql: `${column} IN (${values.map(() => '?').join(', ')})`, values };
}

/** `instr` and not LIKE: the text may hold `%` and `_`, which mean themselves. */
export function contains(column: string, text: string): Condition {
  return { sql: `instr(${column}, ?) > 0`, values: [text] };
}

export function allOf(conditions: readonly Condition[]): Condition {
  return joined(conditions, 'AND') ?? everything;
}

export function anyOf(conditions: readonly Condition[]): Condition {
  return joined(conditions, 'OR') ?? nothing;
}

/** Joined as a balanced tree: SQLite refuses expressions more than 1,000 levels deep. */
function joined(conditions: readonly Condition[], operator: 'AND' | 'OR'): Condition | undefined {
  if (conditions.length <= 1) return conditions[0];
  const middle = conditions.length >> 1;
  const left = joined(conditions.slice(0, middle), operator);
  const right = joined(conditions.slice(middle), operator);
  if (!left || !right) return left ?? right;
  return {
    sql: `(${left.sql} ${operator} ${right.sql})`,
    values: [...left.values, ...right.values],
  };
}
