import { expect } from '@jest/globals';
import { Kind, OperationTypeNode, parse } from 'graphql';
import { Faults } from '../src/emulator/faults.js';
import { createWorld, type GraphQLAnswer, type World, type WorldOptions } from './world.js';

/** So many queries of one world are sent once more, and so often each, with other variables or faults. */
const maxQueries = 200;
const maxTimes = 20;

type Order = Parameters<Faults['add']>;

/** A query of a test, and the faults that were to be met when it was sent. */
interface SentQuery {
  readonly query: string;
  readonly variables: Record<string, unknown> | undefined;
  readonly orders: readonly Order[];
}

/** Sends the queries of a world's tests once more, and compares what both executors answer. */
export class ExecutorComparison {
  readonly #world: World;
  readonly #options: WorldOptions;
  /** How often each query was noted, and with which variables. */
  readonly #timesByQuery = new Map<string, number>();
  readonly #known = new Set<string>();
  readonly #orders: Order[] = [];
  #sent: SentQuery[] = [];
  #pair: Promise<readonly [compiled: World, plain: World]> | undefined;

  constructor(world: World, options: WorldOptions) {
    this.#world = world;
    this.#options = options;
    this.#watch(world.emulator.faults);
  }

  note(query: string, variables: Record<string, unknown> | undefined): void {
    const orders = [...this.#orders];
    const times = this.#timesByQuery.get(query) ?? 0;
    const isNew = times > 0 || this.#timesByQuery.size < maxQueries;
    if (times === maxTimes || !isNew || !isQuery(query) || !orders.every(isMetAtOnce)) return;
    const text = JSON.stringify([query, variables]);
    if (orders.length === 0 && this.#known.has(text)) return;
    this.#known.add(text);
    this.#timesByQuery.set(query, times + 1);
    this.#sent.push({ query, variables, orders });
  }

  /** Call after each test: what it put into the library is still there. */
  async compare(): Promise<void> {
    const sent = this.#sent;
    this.#sent = [];
    for (const { query, variables, orders } of sent) {
      const answers: string[] = [];
      const [compiling, executing] = await this.#worlds();
      // What was compiled and accepted is answered without Apollo the second time.
      for (const world of [compiling, compiling, executing]) {
        world.client.forgetTroubles();
        this.#world.emulator.faults.clear();
        for (const order of orders) this.#world.emulator.faults.add(...order);
        answers.push(comparable(await world.query(query, variables)));
      }
      const [compiled, repeated, plain] = answers;
      const expected = { query, variables, answer: plain };
      expect({ query, variables, answer: compiled }).toEqual(expected);
      expect({ query, variables, answer: repeated }).toEqual(expected);
    }
  }

  async close(): Promise<void> {
    for (const world of (await this.#pair) ?? []) await world.close();
  }

  #worlds() {
    const of = (executor: 'compiled' | 'graphql-js') => {
      const { secret, securityToken, settings } = this.#options;
      return createWorld({
        ...(secret !== undefined && { secret }),
        ...(securityToken !== undefined && { securityToken }),
        settings: { ...settings, executor, logLevel: 'silent', playground: false, metrics: false },
        emulator: this.#world.emulator,
        // What would be a matter of chance is not tried: repeated calls share the faults with others.
        maxAttempts: 1,
      });
    };
    this.#pair ??= Promise.all([of('compiled'), of('graphql-js')]);
    return this.#pair;
  }

  /** The service forgets the faults that were met. */
  #watch(faults: Faults): void {
    faults.add = (...order) => {
      this.#orders.push(order);
      return Faults.prototype.add.apply(faults, order);
    };
    faults.clear = () => {
      this.#orders.length = 0;
      Faults.prototype.clear.apply(faults);
    };
  }
}

/** Nothing but queries: changes are executed by graphql-js alone, and once. */
function isQuery(text: string): boolean {
  try {
    return parse(text).definitions.every(
      (it) => it.kind !== Kind.OPERATION_DEFINITION || it.operation === OperationTypeNode.QUERY,
    );
  } catch {
    return false;
  }
}

function isMetAtOnce([, { kind }]: Order): boolean {
  return !['hang', 'hang-body', 'drip', 'delay'].includes(kind);
}

/** Without what differs from one answer of VOD to the next: signatures, their times, and request ids. */
export function comparable({ data, errors = [] }: GraphQLAnswer): string {
  const told = errors.map(({ path = [], ...rest }) => ({ ...rest, path: path.join('.') }));
  const sorted = told.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const text = JSON.stringify({ data, errors: sorted }, undefined, 1);
  return text
    .replace(/(auth_key|Expires|Signature|OSSAccessKeyId)=[^"&]*/g, '$1=…')
    .replace(/"(expiresAt|requestId)": "[^"]*"/g, '"$1": "…"');
}
