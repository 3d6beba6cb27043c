import { GraphQLError, type GraphQLFormattedError } from 'graphql';

export type LimitName = 'depth' | 'aliases' | 'directives' | 'tokens' | 'objects' | 'upstreamCalls';

const figures: Record<LimitName, (actual: number) => string> = {
  depth: (actual) => `nests fields ${actual} levels deep`,
  aliases: (actual) => `has ${actual} aliases`,
  directives: (actual) => `has ${actual} directives`,
  tokens: (actual) => `has ${actual} tokens or more`,
  objects: (actual) => `asks for up to ${actual} objects`,
  upstreamCalls: (actual) => `may take ${actual} calls of VOD`,
};

/** The refusal of an operation as the client reads it. */
export function refusalOf(limit: LimitName, actual: number, max: number): GraphQLFormattedError {
  return {
    message: `The operation ${figures[limit](actual)}; the limit (${limit}) is ${max}.`,
    extensions: { code: 'LIMIT_EXCEEDED', limit, max, actual },
  };
}

/** Thrown before anything of the operation runs; Apollo takes the status of the answer from it. */
export function limitExceeded(limit: LimitName, actual: number, max: number): GraphQLError {
  const { message, extensions } = refusalOf(limit, actual, max);
  return new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } });
}

/** The refusal of an operation that may take too many calls, with the fields that cause most of them. */
export function tooDear(actual: number, max: number, fields: readonly string[]): GraphQLError {
  const { message, extensions } = refusalOf('upstreamCalls', actual, max);
  return new GraphQLError(`${message} Most are for ${fields.join(', ')}.`, {
    extensions: { ...extensions, http: { status: 400 } },
  });
}

/** The refusal of variables that no input type could take. */
export function variablesTooDeep(max: number): GraphQLError {
  return new GraphQLError(
    `variables: lists and objects must not be nested more than ${max} levels deep.`,
    { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
  );
}

/** The refusal of what graphql-js would not execute. */
export function wrongAtExecution({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    ...(nodes && { nodes }),
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

/** graphql-js stops at the first token too many, as a syntax error in these very words. */
export const isTooManyTokens = (error: GraphQLError) =>
  /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(error.message);
