import type { z } from 'zod';
import { readInput } from './control/read-input.js';
import { ControlRefusal } from './control/refusal.js';
import { type condition, faultEffect, faultTarget } from './fault-schema.js';
import type { Parameters } from './operation.js';
import type { ServedOperation } from './wire/served.js';

/** Changes the body of an answer. */
export type Rewrite = (body: object) => object | string;

/** A successful answer, changed. A string is sent as it is. Only for code: it has no JSON form. */
interface RewriteEffect {
  readonly kind: 'rewrite';
  readonly rewrite: Rewrite;
}

/** What goes wrong with one call. */
export type FaultEffect = z.output<typeof faultEffect> | RewriteEffect;

type When = z.output<typeof condition> | ((parameters: Parameters) => boolean);

/** A fault as it is ordered: what the schema has a default for may be missing. */
export type Fault = { readonly when?: When } & (z.input<typeof faultEffect> | RewriteEffect);

/** An order that is not used up, as far as JSON can tell of it. */
export type PendingFault = {
  readonly id: number;
  readonly operation: string;
  /** How many calls are still to meet it. */
  readonly times: number | 'always';
  readonly when?: z.output<typeof condition> | 'a function';
} & (z.output<typeof faultEffect> | Pick<RewriteEffect, 'kind'>);

interface Order {
  readonly id: number;
  readonly operation: string;
  readonly when: When | undefined;
  readonly effect: FaultEffect;
  left: number;
}

/** No order is held back, but more than this are a mistake. */
const maxOrders = 10_000;

/**
 * Faults that somebody ordered, each for so many calls of an operation, served in order. Only a call
 * that passed the gateway meets one, except that of a skewed clock, which the gateway itself meets.
 */
export class Faults {
  #queue: Order[] = [];
  #lastId = 0;

  /** `always` lasts until it is taken back. Throws if something of the description is wrong. */
  add(operation: ServedOperation | '*', fault: Fault, times: number | 'always' = 1): PendingFault {
    const { when, ...described } = fault;
    const isFunction = typeof when === 'function';
    const target = readInput(faultTarget, { operation, times, when: isFunction ? {} : when });
    if (this.#queue.length >= maxOrders) {
      throw new ControlRefusal(409, `${maxOrders} faults are pending already`);
    }
    const order = {
      id: ++this.#lastId,
      operation: target.operation,
      when: isFunction ? when : target.when,
      effect: isRewrite(described) ? described : readInput(faultEffect, described),
      left: target.times === 'always' ? Number.POSITIVE_INFINITY : target.times,
    };
    this.#queue.push(order);
    return describe(order);
  }

  pending(): PendingFault[] {
    return this.#queue.map(describe);
  }

  clear(): void {
    this.#queue = [];
  }

  /** Takes one order back; whether there was one. */
  remove(id: number): boolean {
    const before = this.#queue.length;
    this.#queue = this.#queue.filter((order) => order.id !== id);
    return this.#queue.length < before;
  }

  /** The fault that this call meets, which is used up by it. */
  take(operation: ServedOperation, parameters: Parameters): FaultEffect | undefined {
    return this.#use(operation, parameters, ({ kind }) => kind !== 'skew');
  }

  /** By how much the gateway's clock is off for this call. */
  takeSkew(operation: string, parameters: Parameters): number {
    const effect = this.#use(operation, parameters, ({ kind }) => kind === 'skew');
    return effect?.kind === 'skew' ? effect.ms : 0;
  }

  #use(
    operation: string,
    parameters: Parameters,
    isWanted: (effect: FaultEffect) => boolean,
  ): FaultEffect | undefined {
    const order = this.#queue.find(
      (order) =>
        isWanted(order.effect) &&
        (order.operation === '*' || order.operation === operation) &&
        isMet(order.when, parameters),
    );
    if (order === undefined) return undefined;
    order.left -= 1;
    if (order.left <= 0) this.remove(order.id);
    return order.effect;
  }
}

/** Over HTTP there is no function, so it is no such fault. */
function isRewrite(described: object): described is RewriteEffect {
  return 'rewrite' in described && typeof described.rewrite === 'function';
}

function isMet(when: When = {}, parameters: Parameters): boolean {
  if (typeof when === 'function') return when(parameters);
  return Object.entries(when).every(([name, { equals, contains }]) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (value === undefined) return false;
    return (equals ?? value) === value && value.includes(contains ?? '');
  });
}

function describe({ id, operation, when, effect, left }: Order): PendingFault {
  return {
    ...(effect.kind === 'rewrite' ? { kind: effect.kind } : effect),
    id,
    operation,
    times: Number.isFinite(left) ? left : 'always',
    ...(when !== undefined && { when: typeof when === 'function' ? 'a function' : when }),
  };
}
