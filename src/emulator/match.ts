import { matchSyntax, readTokens, type Token } from './match-tokens.js';
import { type SearchField, type SearchType, searchField } from './search-fields.js';

export interface Bound {
  readonly value: string | number;
  readonly inclusive: boolean;
}

/** What a Match expression asks for. An `and` of no parts matches everything. */
export type Match =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Match[] }
  | {
      readonly kind: 'equals';
      readonly field: SearchField;
      /** Any of them will do. */
      readonly values: readonly (string | number)[];
    }
  | {
      readonly kind: 'range';
      readonly field: SearchField;
      readonly from?: Bound;
      readonly to?: Bound;
    };

/** Documented limit: one expression names at most so many VideoIds. */
const maxVideoIds = 100;

/** Limits of this service, so that no expression can exhaust it. */
const maxLength = 16_384;
const maxConditions = 200;
const maxDepth = 8;

/** Reads the Match expression of SearchMedia, by the grammar the vendor documents. */
export function parseMatch(text: string, type: SearchType): Match {
  if (text.length > maxLength) throw matchSyntax('length', maxLength + 1);
  if (text.trim() === '') return { kind: 'and', parts: [] };
  return new MatchParser(readTokens(text), type).parse();
}

class MatchParser {
  readonly #tokens: readonly Token[];
  readonly #type: SearchType;
  #next = 0;
  #conditions = 0;
  #videoIds = 0;

  constructor(tokens: readonly Token[], type: SearchType) {
    this.#tokens = tokens;
    this.#type = type;
  }

  parse(): Match {
    const match = this.#all(0);
    // An `or` outside parentheses ends up here: the grammar has it only within them.
    if (this.#token.kind !== 'end') throw this.#error();
    return match;
  }

  /** `term and term …` */
  #all(depth: number): Match {
    return this.#joined('and', () => this.#term(depth));
  }

  #term(depth: number): Match {
    if (!this.#isSymbol('(')) return this.#condition();
    if (depth === maxDepth) throw this.#error();
    this.#take();
    const match = this.#joined('or', () => this.#all(depth + 1));
    this.#takeSymbol(')');
    return match;
  }

  #joined(keyword: 'and' | 'or', readPart: () => Match): Match {
    const first = readPart();
    const parts = [first];
    while (this.#isKeyword(keyword)) {
      this.#take();
      parts.push(readPart());
    }
    return parts.length === 1 ? first : { kind: keyword, parts };
  }

  #condition(): Match {
    const name = this.#token;
    const field = name.kind === 'word' ? searchField(this.#type, name.text) : undefined;
    this.#conditions += 1;
    if (field === undefined || this.#conditions > maxConditions) throw this.#error();
    this.#take();
    if (this.#isKeyword('in')) return this.#anyOf(field, name);
    this.#takeSymbol('=');
    if (this.#isSymbol('(') || this.#isSymbol('[')) return this.#range(field, name);
    // Status, say, is documented for lists alone, but the vendor's samples compare it with `=` too.
    if (!field.exact && !field.fuzzy && !field.multi) throw matchSyntax(name.text, name.at);
    return { kind: 'equals', field, values: [this.#value(field)] };
  }

  /** `field in (value, value …)` */
  #anyOf(field: SearchField, name: Token): Match {
    if (!field.multi) throw matchSyntax(name.text, name.at);
    this.#take();
    this.#takeSymbol('(');
    const values = [this.#value(field)];
    while (this.#isSymbol(',')) {
      this.#take();
      values.push(this.#value(field));
    }
    this.#takeSymbol(')');
    return { kind: 'equals', field, values };
  }

  /** `field = [from, to)`, either side open-ended, either bracket on either side. */
  #range(field: SearchField, name: Token): Match {
    if (!field.range) throw matchSyntax(name.text, name.at);
    const fromInclusive = this.#take().text === '[';
    const from = this.#isSymbol(',') ? undefined : this.#value(field);
    this.#takeSymbol(',');
    const isOpen = this.#isSymbol(')') || this.#isSymbol(']');
    const to = isOpen ? undefined : this.#value(field);
    if (!this.#isSymbol(')') && !this.#isSymbol(']')) throw this.#error();
    const toInclusive = this.#take().text === ']';
    return {
      kind: 'range',
      field,
      ...(from !== undefined && { from: { value: from, inclusive: fromInclusive } }),
      ...(to !== undefined && { to: { value: to, inclusive: toInclusive } }),
    };
  }

  #value(field: SearchField): string | number {
    const token = this.#token;
    const value = readValue(token, field);
    if (value === undefined || this.#isTooManyIds(field)) throw this.#error();
    this.#take();
    return value;
  }

  #isTooManyIds(field: SearchField): boolean {
    if (field.name !== 'VideoId') return false;
    this.#videoIds += 1;
    return this.#videoIds > maxVideoIds;
  }

  get #token(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: 'end', at: 0 };
  }

  #take(): Token {
    const token = this.#token;
    this.#next += 1;
    return token;
  }

  #takeSymbol(symbol: string): void {
    if (!this.#isSymbol(symbol)) throw this.#error();
    this.#take();
  }

  #isSymbol(symbol: string): boolean {
    return this.#token.kind === 'symbol' && this.#token.text === symbol;
  }

  /** Documents and samples write keywords in either case. */
  #isKeyword(keyword: string): boolean {
    return this.#token.kind === 'word' && this.#token.text.toLowerCase() === keyword;
  }

  #error() {
    return matchSyntax(this.#token.text, this.#token.at);
  }
}

/**
 * The value a token stands for, or undefined if the field cannot have it. Numbers may be quoted and
 * times may lack their quotes, as callers in the wild write them.
 */
function readValue({ kind, text }: Token, field: SearchField): string | number | undefined {
  if (kind !== 'word' && kind !== 'text') return undefined;
  const isNumber = /^[+-]?\d{1,16}(\.\d{1,15})?$/.test(text);
  switch (field.dataType) {
    case 'number':
      return isNumber ? Number(text) : undefined;
    case 'time':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? text : undefined;
    case 'text':
      return kind === 'text' || isNumber ? text : undefined;
  }
}
