import type { Store } from './store.js';
import type { ServedAnswers, ServedOperation } from './wire/served.js';

/** Business parameters as the wire carries them: decoded text, by name. */
export type Parameters = Readonly<Record<string, string>>;

/** What a handler may use besides its parameters. */
export interface CallContext {
  readonly store: Store;
  /** Origin of the service as the caller reached it, e.g. `http://127.0.0.1:4001`: URLs start with it. */
  readonly origin: string;
}

/**
 * One operation of the service: reads its parameters (see `parameters.ts`), asks or changes the
 * store, answers the operation's fields. Synchronous, runs inside one transaction, knows no HTTP.
 */
export type Handler<Name extends ServedOperation> = (
  parameters: Parameters,
  context: CallContext,
) => ServedAnswers[Name];

/** The service says no: answered as VOD's error envelope. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
