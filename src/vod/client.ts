import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerOf } from './answer.js';
import { Breaker } from './breaker.js';
import { QuotaExhausted, troubleOf, VodError, VodUnreachable } from './errors.js';
import { Governor, type GovernorOptions } from './governor.js';
import { CallObservers } from './observers.js';
import type { OperationName, RequestOf } from './operations.js';
import { mayRepeat, RetryBudget, retryDelayMs } from './retry.js';
import { type CallScope, countSent } from './scope.js';
import { createTransport, type VodEndpoint } from './transport.js';

export interface VodClientOptions extends VodEndpoint, GovernorOptions {
  readonly connectTimeoutMs: number;
  /** From sending to the last byte of the answer, unless the deadline comes first. */
  readonly readTimeoutMs: number;
  /** How often a call is sent at most. */
  readonly maxAttempts: number;
}

/** What to send. */
interface Prepared<Name extends OperationName> {
  readonly request: RequestOf<Name>;
  /** Everybody who waits for the answer: the call is part of the cost of each. */
  readonly scopes: () => readonly CallScope[];
  /** Ids in the request, if it is one of a batch. */
  readonly keys?: number;
}

/** Called when the call's turn has come; `undefined` if there is nothing left to ask. */
type Prepare<Name extends OperationName> = () => Prepared<Name> | undefined;

export interface VodClient {
  /**
   * Sends one operation and answers its fields; rejects with a `CallFailure` only. Waits for its turn,
   * repeats what may be repeated, and gives up at the deadline of the scope.
   */
  call<Name extends OperationName>(
    name: Name,
    request: RequestOf<Name>,
    scope: CallScope,
  ): Promise<AnswerOf<Name>>;
  /** The same with a request made at the last moment; answers `undefined` if there was none. */
  callPrepared<Name extends OperationName>(
    name: Name,
    prepare: Prepare<Name>,
    scope: CallScope,
  ): Promise<AnswerOf<Name> | undefined>;
  readonly governor: Governor;
  readonly breaker: Breaker;
  /** Metrics, logs and traces watch here. */
  readonly observers: CallObservers;
  /** Starts afresh: the circuit is closed and the budget for retries full, as after a restart. */
  forgetTroubles(): void;
  close(): void;
}

/** A client on behalf of one scope. */
export interface ScopedClient {
  call<Name extends OperationName>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name>>;
}

/** A call that we gave up sooner, as its deadline came, does not show that VOD is ill. */
const fairTimeoutMs = 1000;

export function createVodClient(options: VodClientOptions): VodClient {
  const transport = createTransport(options, options.connectTimeoutMs);
  const observers = new CallObservers();
  const governor = new Governor(options, observers);
  const breaker = new Breaker();
  const budget = new RetryBudget();
  const isShort = (timeoutMs: number) => timeoutMs < Math.min(options.readTimeoutMs, fairTimeoutMs);

  async function attempt<Name extends OperationName>(
    name: Name,
    { request, scopes, keys }: Prepared<Name>,
    scope: CallScope,
    number: number,
  ): Promise<AnswerOf<Name>> {
    const pauseMs = breaker.pauseMs();
    if (pauseMs > 0) {
      observers.unsent(name, 'circuit');
      throw new VodUnreachable(name, 'suspended', undefined, Math.ceil(pauseMs));
    }
    const observed = observers.attempt({ operation: name, number, keys, scopes });
    const timeoutMs = Math.min(options.readTimeoutMs, scope.deadline - performance.now());
    try {
      const answer = await transport.send(name, request, timeoutMs);
      breaker.succeeded();
      observed({ requestId: answer.RequestId });
      return answer;
    } catch (problem) {
      if (!(problem instanceof VodUnreachable)) breaker.succeeded();
      else if (problem.failure === 'timeout' && isShort(timeoutMs)) breaker.toldNothing();
      else breaker.failed();
      if (problem instanceof VodError && troubleOf(problem.code) === 'throttled') {
        governor.throttled(name);
      }
      const requestId = (problem as { requestId?: string }).requestId;
      observed({ requestId, problem });
      throw problem;
    }
  }

  async function callPrepared<Name extends OperationName>(
    name: Name,
    prepare: Prepare<Name>,
    scope: CallScope,
  ): Promise<AnswerOf<Name> | undefined> {
    let prepared: Prepared<Name> | undefined;
    budget.called();
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await governor.admit(name, scope, async () => {
          if (attempts === 1) {
            prepared = prepare();
            for (const { usage } of prepared?.scopes() ?? []) countSent(usage, name);
          }
          return prepared && (await attempt(name, prepared, scope, attempts));
        });
      } catch (problem) {
        if (problem instanceof QuotaExhausted) observers.unsent(name, 'quota');
        if (attempts >= options.maxAttempts || !mayRepeat(name, problem)) throw problem;
        const delayMs = retryDelayMs(attempts, Math.random);
        if (performance.now() + delayMs >= scope.deadline || !budget.spend()) throw problem;
        await sleep(delayMs);
      }
    }
  }

  return {
    callPrepared,
    call: async (name, request, scope) => {
      const answer = await callPrepared(name, () => ({ request, scopes: () => [scope] }), scope);
      return answer as NonNullable<typeof answer>;
    },
    governor,
    breaker,
    observers,
    forgetTroubles: () => {
      breaker.succeeded();
      budget.refill();
    },
    close: () => transport.close(),
  };
}
