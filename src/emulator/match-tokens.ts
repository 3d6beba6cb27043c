import { Refusal } from './operation.js';

/** A piece of a Match expression. `word` is a name, a keyword, a number or an unquoted time. */
export interface Token {
  readonly kind: 'word' | 'text' | 'symbol' | 'end';
  /** As written; of a quoted text, what it stands for. */
  readonly text: string;
  /** Position of its first character, from 1. */
  readonly at: number;
}

const lexeme =
  /(?<word>[\p{L}\p{N}_.:+-]+)|(?<symbol>[()[\],=])|'(?<single>(?:[^'\\]|\\.)*)'|"(?<double>(?:[^"\\]|\\.)*)"/suy;

/** Cuts an expression into tokens, the last of which is the end. */
export function readTokens(expression: string): Token[] {
  const tokens: Token[] = [];
  let index = skipSpace(expression, 0);
  while (index < expression.length) {
    lexeme.lastIndex = index;
    const groups = lexeme.exec(expression)?.groups;
    if (groups === undefined)
      throw matchSyntax(/\S{1,40}/.exec(expression.slice(index))?.[0] ?? '', index + 1);
    tokens.push(toToken(groups, index + 1));
    index = skipSpace(expression, lexeme.lastIndex);
  }
  return [...tokens, { kind: 'end', text: 'end', at: index + 1 }];
}

/** VOD's refusal of an expression; names the offending text and its position, from 1. */
export function matchSyntax(text: string, at: number): Refusal {
  const place = `${text.slice(0, 40)} at ${at}`;
  const message = `The parameter Match.${place} has an error syntax, please check it.`;
  return new Refusal(400, 'ErrorMatchSyntax', message);
}

function toToken(
  { word, symbol, single, double }: Record<string, string | undefined>,
  at: number,
): Token {
  if (word !== undefined) return { kind: 'word', text: word, at };
  if (symbol !== undefined) return { kind: 'symbol', text: symbol, at };
  // The vendor does not document escapes: a backslash guards quotes and itself, else it is plain.
  return { kind: 'text', text: (single ?? double ?? '').replace(/\\(['"\\])/g, '$1'), at };
}

function skipSpace(text: string, from: number): number {
  let index = from;
  while (/\s/.test(text[index] ?? '')) index += 1;
  return index;
}
