import { setTimeout } from 'node:timers/promises';
import type { Answer, Client, Values } from './client.js';
import { checkShape } from './shapes.js';

type Body = Answer['body'];

export interface Exchange extends Answer {
  readonly action: string;
  readonly values: Values;
}

/** A client that talks to one service: checks the shape of each answer and keeps all. */
export class Session {
  readonly #client: Client;
  readonly #exchanges: Exchange[] = [];

  constructor(
    client: Client,
    readonly origin: string,
  ) {
    this.#client = client;
  }

  /** A call that must succeed. */
  async ok(action: string, values: Values = {}): Promise<Body> {
    const { status, body } = await this.#call(action, values);
    if (status === 200) return body;
    throw new Error(`${action} ${JSON.stringify(values)} was refused: ${JSON.stringify(body)}`);
  }

  /** A call that succeeds, again and again until its answer is as awaited; the last one counts. */
  async until(
    isAwaited: (body: string) => boolean,
    action: string,
    values: Values,
    waitMs = 20_000,
  ): Promise<Body> {
    const end = Date.now() + waitMs;
    for (;;) {
      const body = await this.ok(action, values);
      if (isAwaited(JSON.stringify(body))) return body;
      if (Date.now() > end) throw new Error(`${action} still answers ${JSON.stringify(body)}`);
      this.#exchanges.pop();
      await setTimeout(20);
    }
  }

  /** A call that must be refused like that. */
  async refused(action: string, values: Values, expected: string): Promise<void> {
    const { status, body } = await this.#call(action, values);
    if (`${status} ${body.Code}` === expected) return;
    throw new Error(`${action} ${JSON.stringify(values)}: ${status} ${JSON.stringify(body)}`);
  }

  /** What was exchanged since this was asked last. */
  takeExchanges(): Exchange[] {
    return this.#exchanges.splice(0);
  }

  async #call(action: string, values: Values): Promise<Answer> {
    const answer = await this.#client.call(this.origin, action, values);
    if (this.#client.format === 'JSON') checkShape(action, answer);
    this.#exchanges.push({ action, values, ...answer });
    return answer;
  }
}

/** A value within a body, as text; 0 is also where XML has no list. */
export function pick(body: Body, ...path: readonly (string | number)[]): string {
  let value: unknown = body;
  for (const step of path) {
    if (step === 0 && !Array.isArray(value)) continue;
    value = (value as Record<string, unknown> | undefined)?.[step];
  }
  if (value === undefined) throw new Error(`${path.join('.')} is not in ${JSON.stringify(body)}`);
  return String(value);
}
