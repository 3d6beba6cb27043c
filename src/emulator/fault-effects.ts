import { setTimeout } from 'node:timers/promises';
import type { Answer } from './envelope.js';
import type { Fault, Rewrite } from './faults.js';
import { Refusal } from './operation.js';

/** What the caller gets to see of a call. */
export type Outcome =
  | { readonly kind: 'answered' | 'truncated'; readonly answer: Answer }
  | { readonly kind: 'reset' | 'unanswered' };

export interface FaultedCall {
  readonly requestId: string;
  /** Executes the operation and writes its answer, be it a refusal. */
  readonly execute: (rewrite?: Rewrite) => Answer;
  /** Aborted when the service closes: nothing may outlast it. */
  readonly closing: AbortSignal;
}

/** Lets one call meet its fault. */
export async function meetFault(
  fault: Fault,
  { requestId, execute, closing }: FaultedCall,
): Promise<Outcome> {
  switch (fault.kind) {
    case 'refuse':
      throw new Refusal(fault.status, fault.code, fault.message ?? fault.code);
    case 'status':
      return page(fault.status, 'application/json', JSON.stringify({ RequestId: requestId }));
    case 'html':
      return page(fault.status, 'text/html', `<html><h1>${fault.status}</h1></html>`);
    case 'empty':
      return page(fault.status, 'text/plain', '');
    case 'truncate':
      return { kind: 'truncated', answer: execute() };
    case 'hang':
      return { kind: 'unanswered' };
    case 'reset':
      return { kind: 'reset' };
    case 'reset-after':
      execute();
      return { kind: 'reset' };
    case 'delay':
      return delayed(fault.ms, closing, execute());
    case 'rewrite':
      return { kind: 'answered', answer: execute(fault.rewrite) };
  }
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
