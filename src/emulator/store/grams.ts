import { type Condition, inText } from './condition.js';
import { fold } from './fold.js';

/** How many neighbouring characters make a token. */
const gramLength = 3;

/**
 * Fuzzy search is "contains", also for one or two Chinese characters or half a word, so the index
 * holds the three characters that begin at each place of a text as one token, in order: a text
 * contains another if the tokens of the other stand in it one behind the other. Each character is
 * written as its code point, which leaves FTS5 nothing to interpret.
 */
export function toGrams(text: string): string {
  const characters = codesOf(text);
  return characters
    .map((_, index) => characters.slice(index, index + gramLength).join('_'))
    .map((gram) => `${gram}_`)
    .join(' ');
}

/** The rows of a table whose text in a column contains another text, however it is spelled. */
export function containsText(table: string, column: string, text: string): Condition {
  const characters = codesOf(text);
  if (characters.length === 0) return { sql: `${table}.${column} IS NOT NULL`, values: [] };
  return inText({ table, expression: `${column} : ${phraseOf(characters)}` });
}

/** Fewer characters than make a token are the beginning of one. */
function phraseOf(characters: readonly string[]): string {
  if (characters.length < gramLength) return `"${characters.join('_')}_" *`;
  const grams = characters
    .slice(gramLength - 1)
    .map((_, index) => `${characters.slice(index, index + gramLength).join('_')}_`);
  return `"${grams.join(' ')}"`;
}

/** Of the folded text, so that spellings compare equal. */
function codesOf(text: string): string[] {
  return [...fold(text)].map((character) => (character.codePointAt(0) ?? 0).toString(36));
}
