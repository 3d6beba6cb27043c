import type { HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from './context.js';
import type { Prediction } from './cost/prediction.js';
import { costHeader, notePrediction } from './cost.js';
import { maxDocuments } from './document-store.js';
import {
  type Executed,
  type FormatError,
  formatResult,
  type NotedRequest,
} from './executor/plugin.js';
import type { PassedOperations } from './limits/passed.js';

/** Of a key. V8 tells apart longer texts, from 16,384 characters on, by their length alone. */
const maxLength = 10_000;

interface Asked {
  /** All that Apollo decides by, but the variables: the form of the request, and the query's text. */
  readonly key: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface KnownQuery extends Executed {
  /** Of the answer. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Queries that Apollo has accepted and that were executed compiled. Asked again in the same form, with
 * variables like those that have passed the limits, they are executed at once: what Apollo would decide
 * is known, and its pipeline is a good part of what a small query takes. All else is left to Apollo.
 */
export class KnownQueries {
  readonly #passed: PassedOperations<Prediction>;
  readonly #formatError: FormatError;
  readonly #known = new LRUCache<string, KnownQuery>({ max: maxDocuments });

  constructor(passed: PassedOperations<Prediction>, formatError: FormatError) {
    this.#passed = passed;
    this.#formatError = formatError;
  }

  /** What Apollo would answer, with status 200; `undefined` if that is for Apollo to say. */
  answer(request: FastifyRequest, contextOf: () => Context) {
    const asked = readUsual(request);
    if (asked === undefined) return undefined;
    const known = this.#known.get(asked.key);
    if (known === undefined) return undefined;
    const prediction = this.#passed.recall(known.operation, asked.variables);
    if (prediction === undefined) return undefined;
    const result = known.compiled.repeat(asked.variables, () => {
      const context = contextOf();
      notePrediction(prediction, context);
      return context;
    });
    return result && { headers: known.headers, body: this.#print(result) };
  }

  /** Remembers what Apollo decided, if it left the execution to what is compiled. */
  learn(
    request: FastifyRequest,
    { executed }: NotedRequest,
    { status, headers }: HTTPGraphQLResponse,
  ): void {
    const asked = readUsual(request);
    if (!asked || !executed || status !== undefined) return;
    this.#known.set(asked.key, { ...executed, headers: [...headers] });
  }

  async #print(result: Promise<ExecutionResult>): Promise<string> {
    return `${JSON.stringify(formatResult(await result, this.#formatError))}\n`;
  }
}

/** `undefined` for what few clients send, and for what Apollo refuses. */
function readUsual({ method, headers, body }: FastifyRequest): Asked | undefined {
  if (method !== 'POST' || headers[costHeader] !== undefined || !isObject(body)) return undefined;
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string') return undefined;
  if (!isAbsent(operationName) && !isName(operationName)) return undefined;
  if (!isAbsent(variables) && !isObject(variables)) return undefined;
  if (extensions !== undefined) return undefined;
  // None but the last holds the end of a line.
  const key = [headers.accept, headers['content-type'], operationName, query].join('\n');
  return key.length > maxLength ? undefined : { key, variables: variables ?? {} };
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && /^\w+$/.test(value);
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
