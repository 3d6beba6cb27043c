import { unknownParameters } from './documentation.js';
import type { FaultEffect } from './faults.js';
import type { Parameters } from './operation.js';
import type { CommonName, VodRequest } from './request.js';

/** Stands for what must not show. */
const withheld = '(withheld)';

/** One call the service received. Holds no key, token or signature, nor the key of callbacks. */
export interface LoggedCall {
  /** Counts the calls since the service started. */
  readonly sequence: number;
  /** As named by the caller; empty if it named none. */
  readonly operation: string;
  readonly method: string;
  readonly signature: 'v1' | 'v3';
  /** The operation's own parameters. */
  readonly parameters: Parameters;
  /** Those of them that the vendor does not document: ignored, as its gateway does. */
  readonly unknownParameters: readonly string[];
  readonly nonce: string | undefined;
  readonly requestId: string;
  readonly at: Date;
  /** Absent while the call is under way, and for good if a fault left it unanswered. */
  readonly status: number | undefined;
  /** The code of a refusal. */
  readonly code: string | undefined;
  readonly durationMs: number | undefined;
  /** The kind of fault that it met. */
  readonly fault: FaultEffect['kind'] | undefined;
}

export interface CallFilter {
  readonly operation?: string | undefined;
  /** Only calls after the one of this sequence. */
  readonly since?: number | undefined;
  /** The newest so many. */
  readonly limit?: number | undefined;
}

/** A call under way, as those who serve it tell of it. */
export interface OpenCall {
  meets(fault: FaultEffect['kind']): void;
  isAnswered(status: number, code?: string): void;
}

type Listener = (call: LoggedCall) => void;

/** The last calls received, oldest first. */
export class CallLog {
  #calls: LoggedCall[] = [];
  #lastSequence = 0;
  readonly #listeners = new Set<Listener>();

  constructor(readonly limit = 10_000) {}

  all(): readonly LoggedCall[] {
    return [...this.#calls];
  }

  of(operation: string): readonly LoggedCall[] {
    return this.find({ operation });
  }

  find({ operation, since = 0, limit = this.limit }: CallFilter): readonly LoggedCall[] {
    const found = this.#calls.filter(
      (call) => call.sequence > since && (operation ?? call.operation) === call.operation,
    );
    return found.slice(Math.max(0, found.length - limit));
  }

  clear(): void {
    this.#calls = [];
  }

  /** Tells of each call on arrival and again when more is known; answers how to end that. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Logs a call on arrival, so that one that is never answered shows too. */
  open(request: VodRequest, requestId: string, at: Date): OpenCall {
    const startedAt = performance.now();
    const call: { -readonly [Key in keyof LoggedCall]: LoggedCall[Key] } = {
      ...describe(request),
      sequence: ++this.#lastSequence,
      requestId,
      at,
      status: undefined,
      code: undefined,
      durationMs: undefined,
      fault: undefined,
    };
    this.#calls.push(call);
    if (this.#calls.length > this.limit) this.#calls.shift();
    this.#tell(call);
    return {
      meets: (fault) => {
        call.fault = fault;
        this.#tell(call);
      },
      isAnswered: (status, code) => {
        call.status = status;
        call.code = code;
        call.durationMs = performance.now() - startedAt;
        this.#tell(call);
      },
    };
  }

  #tell(call: LoggedCall): void {
    for (const listener of this.#listeners) listener(call);
  }
}

function describe(request: VodRequest) {
  const { method, signature } = request;
  const parameters = withoutSecrets(request.parameters);
  const common = (name: CommonName) => request.common[name];
  const operation = common('Action') ?? '';
  return {
    operation,
    method,
    signature,
    parameters,
    unknownParameters: unknownParameters(operation, Object.keys(parameters)),
    nonce: common('SignatureNonce'),
  };
}

/** However it is spelled: a name that the service does not know is logged too. */
function withoutSecrets(parameters: Parameters): Parameters {
  const entries = Object.entries(parameters).map(([name, value]) => [
    name,
    name.toLowerCase() === 'authkey' ? withheld : value,
  ]);
  return Object.fromEntries(entries);
}
