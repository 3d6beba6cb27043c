import { setTimeout } from 'node:timers/promises';
import type { Answer } from './envelope.js';
import { withLongDigits, withoutEmptyLists } from './fault-rewrites.js';
import type { FaultEffect, Rewrite } from './faults.js';
import { gatewayRefusal, isGatewayError, signatureMismatch } from './gateway-errors.js';
import { Refusal } from './operation.js';

/** What the caller gets to see of a call. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** Half of the answer: then the connection breaks, or nothing more comes. */
  | { readonly kind: 'truncated' | 'stalled'; readonly answer: Answer }
  | {
      readonly kind: 'dripping';
      readonly answer: Answer;
      readonly bytes: number;
      readonly everyMs: number;
    }
  | { readonly kind: 'reset' | 'unanswered' };

export interface FaultedCall {
  readonly requestId: string;
  readonly stringToSign: string;
  /** Executes the operation and writes its answer, be it a refusal. */
  readonly execute: (rewrite?: Rewrite) => Answer;
  /** Aborted when the service closes: nothing may outlast it. */
  readonly closing: AbortSignal;
}

/** Lets one call meet its fault. */
export async function meetFault(effect: FaultEffect, call: FaultedCall): Promise<Outcome> {
  const { requestId, execute, closing } = call;
  switch (effect.kind) {
    case 'refuse':
      throw refusalOf(effect, call);
    case 'status':
      return page(effect.status, 'application/json', JSON.stringify({ RequestId: requestId }));
    case 'html':
      return page(effect.status, 'text/html', `<html><h1>${effect.status}</h1></html>`);
    case 'empty':
      return page(effect.status, 'text/plain', '');
    case 'truncate':
      return { kind: 'truncated', answer: execute() };
    case 'hang':
      return { kind: 'unanswered' };
    case 'hang-body':
      return { kind: 'stalled', answer: execute() };
    case 'drip':
      return { ...effect, kind: 'dripping', answer: execute() };
    case 'reset':
      return { kind: 'reset' };
    case 'reset-after':
      execute();
      return { kind: 'reset' };
    case 'delay':
      return delayed(effect.ms, closing, execute());
    case 'rewrite':
      return { kind: 'answered', answer: execute(effect.rewrite) };
    case 'long-digits':
      return { kind: 'answered', answer: execute((body) => withLongDigits(body) as object) };
    case 'absent-lists':
      return { kind: 'answered', answer: execute((body) => withoutEmptyLists(body) as object) };
    case 'skew':
      return { kind: 'answered', answer: execute() };
  }
}

/** What the gateway would say with this code, unless the fault says something else. */
function refusalOf(
  { code, status, message }: Extract<FaultEffect, { kind: 'refuse' }>,
  { stringToSign }: FaultedCall,
): Refusal {
  const known = isGatewayError(code) ? gatewayRefusal(code) : undefined;
  if (message === undefined && code === 'SignatureDoesNotMatch') {
    return signatureMismatch(stringToSign);
  }
  return new Refusal(status ?? known?.status ?? 400, code, message ?? known?.message ?? code);
}

function page(status: number, type: string, body: string): Outcome {
  return { kind: 'answered', answer: { status, contentType: `${type};charset=utf-8`, body } };
}

async function delayed(ms: number, closing: AbortSignal, answer: Answer): Promise<Outcome> {
  try {
    await setTimeout(ms, undefined, { signal: closing });
    return { kind: 'answered', answer };
  } catch {
    return { kind: 'unanswered' };
  }
}
