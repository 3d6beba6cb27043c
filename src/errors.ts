import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import {
  type CallFailure,
  isCallFailure,
  isRetryable,
  isUnconfirmed,
  QuotaExhausted,
  troubleOf,
  VodError,
} from './vod/errors.js';

/** An argument breaks a rule. The message names the argument, the rule and the value's problem. */
export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/**
 * Whether graphql-js found a mistake in what was sent, but only at execution: null in a variable whose
 * default made it valid. It says where in the document; of a field it would be our own mistake.
 */
export function isCallersMistake(problem: unknown): problem is GraphQLError {
  if (!(problem instanceof GraphQLError) || problem.originalError) return false;
  const kind = problem.nodes?.[0]?.kind;
  return problem.extensions.code === undefined && kind !== undefined && kind !== Kind.FIELD;
}

/** The single target of a mutation does not exist. */
export function notFound(what: string, vod?: VodError): GraphQLError {
  return new GraphQLError(`${what} does not exist.`, {
    extensions: { code: 'NOT_FOUND', ...(vod && { vod: vodFacts(vod), retryable: false }) },
  });
}

export function cursorExpired(vod: VodError): GraphQLError {
  return new GraphQLError('after: the cursor is too old; start again from the first page.', {
    extensions: { code: 'CURSOR_EXPIRED', vod: vodFacts(vod), retryable: false },
  });
}

/**
 * Something after the execution of a mutation failed: the change is done, only reading it back did
 * not work.
 */
export function doneButUnread(problem: unknown): GraphQLError {
  const error = toGraphQLError(problem);
  if (error === undefined) throw problem;
  return new GraphQLError(`The change is done, but reading it back failed. ${error.message}`, {
    extensions: { ...error.extensions, outcome: 'DONE' },
  });
}

/** A call that changes a single thing failed; after a lost answer it may have happened all the same. */
export function mutationFailed(problem: unknown): unknown {
  const error = toGraphQLError(problem);
  if (error === undefined || !isCallFailure(problem) || !isUnconfirmed(problem)) {
    return problem;
  }
  return new GraphQLError(`${error.message} The change may or may not have happened.`, {
    extensions: { ...error.extensions, outcome: 'UNCONFIRMED' },
  });
}

const codeOfTrouble = {
  throttled: 'THROTTLED',
  auth: 'UPSTREAM_AUTH',
  forbidden: 'FORBIDDEN',
  unavailable: 'UPSTREAM_UNAVAILABLE',
  refused: 'UPSTREAM_REFUSED',
} as const;

/** Our code for a failed call of VOD. */
export function codeOf(error: CallFailure): string {
  if (error instanceof QuotaExhausted) return 'THROTTLED';
  if (error instanceof VodError) return codeOfTrouble[troubleOf(error.code)];
  return error.failure === 'timeout' ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE';
}

/** What a user may read about it. Our own keys are nobody's business but the operator's. */
export function messageOf(error: CallFailure): string {
  const isAuth = error instanceof VodError && troubleOf(error.code) === 'auth';
  return isAuth ? `${error.operation}: VOD does not accept this server's keys.` : error.message;
}

function vodFacts(error: CallFailure) {
  const requestId = error instanceof QuotaExhausted ? undefined : error.requestId;
  return {
    operation: error.operation,
    ...(error instanceof VodError && { code: error.code }),
    ...(requestId !== undefined && { requestId }),
  };
}

function toGraphQLError(problem: unknown): GraphQLError | undefined {
  if (problem instanceof GraphQLError) return problem;
  if (!isCallFailure(problem)) return undefined;
  const retryAfterMs = problem instanceof VodError ? undefined : problem.retryAfterMs;
  return new GraphQLError(messageOf(problem), {
    extensions: {
      code: codeOf(problem),
      retryable: isRetryable(problem),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      vod: vodFacts(problem),
    },
  });
}

/** A coercion message quotes the value whole: nobody needs a hundred kilobytes back. */
const maxMessageLength = 1000;

function cut(message: string): string {
  return message.length > maxMessageLength ? `${message.slice(0, maxMessageLength)}…` : message;
}

/** Extensions that may leave the house. A validation error's own would carry the rejected input. */
const shownExtensions = [
  'code',
  'retryable',
  'retryAfterMs',
  'outcome',
  'vod',
  'limit',
  'max',
  'actual',
] as const;

/**
 * The edge: turns whatever was thrown into an error we are willing to show. Apollo masks nothing by
 * itself, so what is not known here is logged whole and shown without detail.
 */
export function createFormatError(log: (problem: unknown) => void) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const problem = unwrapResolverError(thrown);
    const known = toGraphQLError(problem);
    const extensions: Record<string, unknown> = {
      ...formatted.extensions,
      ...known?.extensions,
      ...(isCallersMistake(problem) && { code: 'BAD_USER_INPUT' }),
    };
    const { message, ...place } = formatted;
    delete place.extensions;
    if (known === undefined || extensions.code === 'INTERNAL_SERVER_ERROR') {
      log(problem);
      return {
        message: 'Internal server error',
        ...place,
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      };
    }
    const shown = shownExtensions.filter((name) => extensions[name] !== undefined);
    return {
      message: cut(known === problem ? message : known.message),
      ...place,
      extensions: Object.fromEntries(shown.map((name) => [name, extensions[name]])),
    };
  };
}
