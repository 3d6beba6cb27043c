import type { SqlValue } from './database.js';

/** Part of a WHERE clause. Column names come from our own code, everything else is bound. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  /** Whether the text index names the rows that can meet it. */
  readonly byText?: boolean;
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

export function allOf(conditions: readonly Condition[]): Condition {
  const byText = conditions.some((condition) => condition.byText);
  return { ...(joined(conditions, 'AND') ?? everything), byText };
}

export function anyOf(conditions: readonly Condition[]): Condition {
  const byText = conditions.every((condition) => condition.byText);
  return { ...(joined(conditions, 'OR') ?? nothing), byText };
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
