import type { SqlValue } from './database.js';

/** Part of a WHERE clause. Column names come from our own code, everything else is bound. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  /** Whether the text index names the rows that can meet it. */
  readonly byText?: boolean;
  /** Whether ids name the rows that can meet it. */
  readonly byId?: boolean;
  /** Where it asks the text index and nothing else: what it asks. */
  readonly text?: TextQuery;
}

/** An expression of FTS5 on a table's text index. */
export interface TextQuery {
  readonly table: string;
  readonly expression: string;
}

export const everything: Condition = { sql: '1', values: [] };
const nothing: Condition = { sql: '0', values: [] };

export type Comparison = '=' | '<' | '<=' | '>' | '>=';

export function compare(column: string, comparison: Comparison, value: SqlValue): Condition {
  return { sql: `${column} ${comparison} ?`, values: [value] };
}

/** Rows by the column that identifies them. */
export function withId(table: string, ids: readonly SqlValue[]): Condition {
  return { ...oneOf(`${table}.id`, ids), byId: true };
}

export function oneOf(column: string, values: readonly SqlValue[]): Condition {
  return { sql: `${column} IN (${values.map(() => '?').join(', ')})`, values };
}

export function inText(text: TextQuery): Condition {
  const { table, expression } = text;
  return {
    sql: `${table}.sequence IN (SELECT rowid FROM ${textIndexOf(table)} WHERE ${textIndexOf(table)} MATCH ?)`,
    values: [expression],
    byText: true,
    text,
  };
}

export function textIndexOf(table: string): string {
  return `${table}_text`;
}

export function allOf(conditions: readonly Condition[]): Condition {
  const byText = conditions.some((condition) => condition.byText);
  const byId = conditions.some((condition) => condition.byId);
  return { ...(joined(mergeTexts(conditions, 'AND'), 'AND') ?? everything), byText, byId };
}

export function anyOf(conditions: readonly Condition[]): Condition {
  const byText = conditions.every((condition) => condition.byText);
  const byId = conditions.every((condition) => condition.byId);
  return { ...(joined(mergeTexts(conditions, 'OR'), 'OR') ?? nothing), byText, byId };
}

/**
 * The text index answers one question about several texts much sooner than several questions.
 * What was merged is not merged again: FTS5 takes no deeply nested expressions.
 */
function mergeTexts(
  conditions: readonly Condition[],
  operator: 'AND' | 'OR',
): readonly Condition[] {
  const texts = conditions.flatMap(({ text }) => text ?? []);
  const [first] = texts;
  if (!first || texts.length === 1) return conditions;
  const expression = texts.map((text) => `(${text.expression})`).join(` ${operator} `);
  const { text: _, ...merged } = inText({ table: first.table, expression });
  return [merged, ...conditions.filter(({ text }) => !text)];
}

function joined(conditions: readonly Condition[], operator: 'AND' | 'OR'): Condition | undefined {
  if (conditions.length <= 1) return conditions[0];
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(` ${operator} `)})`,
    values: conditions.flatMap(({ values }) => values),
  };
}
