import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';

/**
 * UTC date and time; VOD's precision is one second. It comes in as a Date and goes out as the text that
 * `readTime` has made of the wire's: a Date for each would be built and printed for nothing.
 */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  serialize(value) {
    if (typeof value === 'string') return value;
    throw new TypeError('A DateTime goes out as text.');
  },
});

/** An integer up to 2^53 − 1: file sizes outgrow GraphQL's 32-bit Int. */
export const SafeInt = GraphQLSafeInt;
