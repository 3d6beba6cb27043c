import { randomUUID } from 'node:crypto';
import type { CallLog, OpenCall } from './call-log.js';
import { isServed } from './documentation.js';
import { type Answer, readFormat, refused, success } from './envelope.js';
import { meetFault, type Outcome } from './fault-effects.js';
import type { Faults, Rewrite } from './faults.js';
import type { Gateway } from './gateway.js';
import { gatewayRefusal } from './gateway-errors.js';
import type { Latency } from './latency.js';
import { Refusal } from './operation.js';
import { execute } from './operations/execute.js';
import type { Quotas } from './quotas.js';
import { isForm, type Received, readRequest, type VodRequest } from './request.js';
import type { Store } from './store.js';
import type { ServedOperation } from './wire/served.js';

/** What the operator should know; of an unexpected failure the caller only learns "internal error". */
export type Log = (message: string, error?: unknown) => void;

export interface RpcParts {
  readonly gateway: Gateway;
  readonly store: Store;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly quotas: Quotas;
  readonly latency: Latency;
  readonly log: Log;
  readonly now: () => Date;
  /** What is due by now happens before a call sees anything. */
  readonly settle: () => void;
  readonly closing: AbortSignal;
}

interface Call {
  readonly request: VodRequest;
  readonly requestId: string;
  /** Host and port as the caller reached them. */
  readonly host: string;
  readonly logged: OpenCall;
}

/** The one endpoint of VOD's RPC API: a request in, an outcome out, knowing no socket. */
export class RpcEndpoint {
  readonly #parts: RpcParts;

  constructor(parts: RpcParts) {
    this.#parts = parts;
  }

  /** `body` is undefined if it was too large to be read. */
  async answer(
    received: Omit<Received, 'body'>,
    body: Uint8Array | undefined,
    host: string,
  ): Promise<{ outcome: Outcome; requestId: string }> {
    const request = this.#read({ ...received, body: body ?? new Uint8Array() });
    const requestId = randomUUID().toUpperCase();
    const logged = this.#parts.calls.open(request, requestId, this.#parts.now());
    const call = { request, host, requestId, logged };
    const outcome = await this.#outcome(call, () => checkBody(received, body));
    if (outcome.kind === 'answered' || outcome.kind === 'dripping') {
      logged.isAnswered(outcome.answer.status, outcome.answer.code);
    }
    return { outcome, requestId };
  }

  /** Where a `+` can be read in two ways, the way that the caller signed is right. */
  #read(received: Received): VodRequest {
    const literal = readRequest(received, '+');
    if (!received.url.includes('+') || this.#parts.gateway.isSigned(literal)) return literal;
    const spaced = readRequest(received, ' ');
    return this.#parts.gateway.isSigned(spaced) ? spaced : literal;
  }

  async #outcome(call: Call, checkBody: () => void): Promise<Outcome> {
    if (!(await this.#parts.latency.pass(this.#parts.closing))) return { kind: 'unanswered' };
    try {
      checkBody();
      return await this.#admit(call);
    } catch (error) {
      return { kind: 'answered', answer: this.#refuse(error, call) };
    }
  }

  /** A call over its quota meets no fault: it was refused before anything could go wrong. */
  async #admit(call: Call): Promise<Outcome> {
    const { gateway, quotas, faults, closing } = this.#parts;
    const { requestId, request, logged } = call;
    const skewMs = faults.takeSkew(request.common.Action ?? '', request.parameters);
    if (skewMs !== 0) logged.meets('skew');
    gateway.check(request, skewMs);
    const operation = servedOperation(request);
    quotas.count(operation);
    const execute = (rewrite?: Rewrite) => this.#execute(operation, call, rewrite);
    const fault = faults.take(operation, request.parameters);
    if (fault === undefined) return { kind: 'answered', answer: execute() };
    logged.meets(fault.kind);
    return meetFault(fault, { requestId, stringToSign: request.stringToSign, execute, closing });
  }

  #execute(operation: ServedOperation, call: Call, rewrite: Rewrite = (body) => body): Answer {
    const { request, requestId, host } = call;
    const { store, settle } = this.#parts;
    const context = { store, origin: `http://${host}` };
    try {
      settle();
      const fields = execute(operation, request.parameters, context);
      const body = rewrite({ RequestId: requestId, ...fields });
      return success(readFormat(request.common.Format), operation, body);
    } catch (error) {
      return this.#refuse(error, call);
    }
  }

  #refuse(error: unknown, call: Call): Answer {
    const format = readFormat(call.request.common.Format);
    if (error instanceof Refusal) return refused(format, error, call);
    this.#parts.log(`${call.request.common.Action} failed (request ${call.requestId})`, error);
    return refused(format, gatewayRefusal('InternalError'), call);
  }
}

function servedOperation({ common }: VodRequest): ServedOperation {
  const operation = common.Action ?? '';
  if (isServed(operation)) return operation;
  const message = `The specified action is not supported: ${operation}.`;
  throw new Refusal(400, 'UnsupportedOperation', message);
}

/** Of a body that is not a form nothing would be read: better to say so. */
function checkBody(received: Omit<Received, 'body'>, body: Uint8Array | undefined): void {
  if (body === undefined) {
    throw new Refusal(413, 'RequestEntityTooLarge', 'The body of the request is too large.');
  }
  if (body.length > 0 && !isForm(received)) {
    const message = 'The body of the request must be application/x-www-form-urlencoded.';
    throw new Refusal(400, 'InvalidContentType', message);
  }
}
