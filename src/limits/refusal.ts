import { GraphQLError, type GraphQLFormattedError } from 'graphql';

export type LimitName = 'depth' | 'aliases' | 'directives' | 'tokens' | 'objects';

const figures: Record<LimitName, (actual: number) => string> = {
  depth: (actual) => `nests fields ${actual} levels deep`,
  aliases: (actual) => `has ${actual} aliases`,
  directives: (actual) => `has ${actual} directives`,
  tokens: (actual) => `has ${actual} tokens or more`,
  objects: (actual) => `asks for up to ${actual} objects`,
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

/** graphql-js stops at the first token too many, as a syntax error in these very words. */
export const isTooManyTokens = (error: GraphQLError) =>
  /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(error.message);
