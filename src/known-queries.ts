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

/** Of a query's text. V8 tells apart longer texts, from 16,384 characters on, by their length alone. */
const maxLength = 10_000;

/** A request as far as Apollo decides by it, and its variables. */
interface Asked {
  readonly form: {
    readonly query: string;
    readonly operationName: string | null;
    readonly accept: string | undefined;
    readonly contentType: string | undefined;
  };
  readonly variables: Readonly<Record<string, unknown>>;
}

interface KnownQuery extends Executed {
  readonly form: Asked['form'];
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
    const known = asked && this.#known.get(asked.form.query);
    if (!known || !isSame(known.form, asked.form)) return undefined;
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
    const { form } = asked;
    this.#known.set(form.query, { ...executed, form, headers: [...headers] });
  }

  async #print(result: Promise<ExecutionResult>): Promise<string> {
    return `${JSON.stringify(formatResult(await result, this.#formatError))}\n`;
  }
}

/** `undefined` for what few clients send, and for what Apollo refuses. */
function readUsual({ method, headers, body }: FastifyRequest): Asked | undefined {
  if (method !== 'POST' || headers[costHeader] !== undefined || !isObject(body)) return undefined;
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || query.length > maxLength) return undefined;
  if (!isAbsent(operationName) && typeof operationName !== 'string') return undefined;
  if (!isAbsent(variables) && !isObject(variables)) return undefined;
  if (extensions !== undefined) return undefined;
  const { accept, 'content-type': contentType } = headers;
  return {
    form: { query, operationName: operationName ?? null, accept, contentType },
    variables: variables ?? {},
  };
}

function isSame(one: Asked['form'], other: Asked['form']): boolean {
  return (
    one.query === other.query &&
    one.operationName === other.operationName &&
    one.accept === other.accept &&
    one.contentType === other.contentType
  );
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
