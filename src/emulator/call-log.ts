import { unknownParameters } from './documentation.js';
import type { Parameters } from './operation.js';
import type { CommonName, VodRequest } from './request.js';

/** Stands for what must not show. */
const withheld = '(withheld)';

/** One call the service received. Holds no key, token or signature, nor the key of callbacks. */
export interface LoggedCall {
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
}

/** The last calls received, oldest first. */
export class CallLog {
  #calls: LoggedCall[] = [];

  constructor(readonly limit = 10_000) {}

  all(): readonly LoggedCall[] {
    return [...this.#calls];
  }

  of(operation: string): readonly LoggedCall[] {
    return this.#calls.filter((call) => call.operation === operation);
  }

  clear(): void {
    this.#calls = [];
  }

  /** Logs a call on arrival, so that one that is never answered shows too; returns how to end it. */
  open(request: VodRequest, requestId: string, at: Date): (status: number, code?: string) => void {
    const startedAt = performance.now();
    const call: { -readonly [Key in keyof LoggedCall]: LoggedCall[Key] } = {
      ...describe(request),
      requestId,
      at,
      status: undefined,
      code: undefined,
      durationMs: undefined,
    };
    this.#calls.push(call);
    if (this.#calls.length > this.limit) this.#calls.shift();
    return (status, code) => {
      call.status = status;
      call.code = code;
      call.durationMs = performance.now() - startedAt;
    };
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
