import { refusedParameters } from '../documentation.js';
import type { CallContext, Handler, Parameters } from '../operation.js';
import { refuseUnsupported } from '../parameters.js';
import type { ServedAnswers, ServedOperation } from '../wire/served.js';
import { handlers } from './table.js';

/** Runs one operation whole or not at all; what it documents and does not implement is refused. */
export function execute<Name extends ServedOperation>(
  operation: Name,
  parameters: Parameters,
  context: CallContext,
): ServedAnswers[Name] {
  refuseUnsupported(parameters, refusedParameters(operation));
  const handler: Handler<Name> = handlers[operation];
  return context.store.transaction(() => handler(parameters, context));
}
