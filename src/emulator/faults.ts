import type { Parameters } from './operation.js';
import type { ServedOperation } from './wire/served.js';

/** Changes the body of an answer. */
export type Rewrite = (body: object) => object | string;

/** Something that goes wrong with one call. Only a call that passed the gateway meets a fault. */
export type Fault = {
  /** Narrows the fault to calls with such parameters. */
  readonly when?: (parameters: Parameters) => boolean;
} & (
  | /** Refused in VOD's error shape, not executed. */ {
      readonly kind: 'refuse';
      readonly status: number;
      readonly code: string;
      readonly message?: string;
    }
  | /** A JSON body without `Code`: an SDK that looks at the code alone takes it for a success. */ {
      readonly kind: 'status';
      readonly status: number;
    }
  | /** The error page of a proxy. */ { readonly kind: 'html'; readonly status: number }
  | /** No body at all. */ { readonly kind: 'empty'; readonly status: number }
  | /** Executed; the connection breaks in the middle of the answer. */ {
      readonly kind: 'truncate';
    }
  | /** Never answered, not executed. */ { readonly kind: 'hang' }
  | /** The connection is reset, not executed. */ { readonly kind: 'reset' }
  | /** Executed, then the connection is reset: a lost answer. */ { readonly kind: 'reset-after' }
  | /** Executed, answered late. */ { readonly kind: 'delay'; readonly ms: number }
  | /** A successful answer, changed. A string is sent as it is. */ {
      readonly kind: 'rewrite';
      readonly rewrite: Rewrite;
    }
);

/** Faults that tests have ordered, each for so many calls of an operation, served in order. */
export class Faults {
  #queue: { operation: ServedOperation | '*'; fault: Fault; times: number }[] = [];

  add(operation: ServedOperation | '*', fault: Fault, times = 1): void {
    this.#queue.push({ operation, fault, times });
  }

  clear(): void {
    this.#queue = [];
  }

  /** The fault that this call meets, which is used up by it. */
  take(operation: ServedOperation, parameters: Parameters): Fault | undefined {
    const order = this.#queue.find(
      (order) =>
        (order.operation === '*' || order.operation === operation) &&
        (order.fault.when?.(parameters) ?? true),
    );
    if (order === undefined) return undefined;
    order.times -= 1;
    this.#queue = this.#queue.filter(({ times }) => times > 0);
    return order.fault;
  }
}
